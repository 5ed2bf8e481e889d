import { createHash, createHmac } from "node:crypto";

export interface SigningKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
  readonly region: string;
}

export interface UrlToSign {
  readonly method: "GET" | "PUT";
  /** Already percent-encoded. */
  readonly url: URL;
  readonly seconds: number;
  /** ISO 8601 UTC. */
  readonly now: string;
}

const hash = (text: string): string => createHash("sha256").update(text).digest("hex");
const hmac = (key: string | Buffer, text: string): Buffer => createHmac("sha256", key).update(text).digest();
const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

/** "2026-11-22T03:00:00.000Z" → "20261122T030000Z", as signatures have it. */
export const timestampOf = (now: string): string => now.replace(/[-:]|\.\d{3}/g, "");

export const scopeOf = (timestamp: string, region: string): string =>
  `${timestamp.slice(0, 8)}/${region}/s3/aws4_request`;

/** The signature of a text with the key of its day and region (AWS Signature Version 4), in hexadecimal. */
export function signatureOf(text: string, timestamp: string, key: Pick<SigningKey, "secretAccessKey" | "region">) {
  const dayKey = hmac(`AWS4${key.secretAccessKey}`, timestamp.slice(0, 8));
  return hmac(hmac(hmac(hmac(dayKey, key.region), "s3"), "aws4_request"), text).toString("hex");
}

/**
 * An S3 address that carries its own permission (AWS Signature Version 4 in the query). By hand, since the S3 client
 * alone weighs more than the whole web function may; the test holds it to AWS's published example.
 */
export function signUrl({ method, url, seconds, now }: UrlToSign, key: SigningKey): string {
  const timestamp = timestampOf(now);
  const scope = scopeOf(timestamp, key.region);
  const query = [
    ["X-Amz-Algorithm", "AWS4-HMAC-SHA256"],
    ["X-Amz-Credential", `${key.accessKeyId}/${scope}`],
    ["X-Amz-Date", timestamp],
    ["X-Amz-Expires", String(seconds)],
    ...(key.sessionToken ? [["X-Amz-Security-Token", key.sessionToken]] : []),
    ["X-Amz-SignedHeaders", "host"],
  ]
    .map(([name = "", value = ""]) => `${name}=${encode(value)}`)
    .join("&");
  const request = [method, url.pathname, query, `host:${url.host}\n`, "host", "UNSIGNED-PAYLOAD"].join("\n");
  const toSign = ["AWS4-HMAC-SHA256", timestamp, scope, hash(request)].join("\n");
  return `${url.origin}${url.pathname}?${query}&X-Amz-Signature=${signatureOf(toSign, timestamp, key)}`;
}
