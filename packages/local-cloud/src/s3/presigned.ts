import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { AwsError, type AwsRequest } from "../contract.ts";

const MAX_EXPIRY_SECONDS = 7 * 24 * 3600;

/**
 * Checks a presigned URL (Signature Version 4 in the query): expiry by `nowMs`, then the signature over
 * method, path, query and the signed headers. Throws AccessDenied or SignatureDoesNotMatch (403).
 */
export function verifyPresigned(
  request: Pick<AwsRequest, "method" | "url" | "headers">,
  secretAccessKey: string,
  nowMs: number,
): void {
  const query = request.url.searchParams;
  const [, date = "", region = "", service = ""] = (query.get("X-Amz-Credential") ?? "").split("/");
  const timestamp = query.get("X-Amz-Date") ?? "";
  const signedHeaders = (query.get("X-Amz-SignedHeaders") ?? "").split(";");
  checkExpiry(timestamp, Number(query.get("X-Amz-Expires")), nowMs);
  const canonical = [
    request.method,
    request.url.pathname.split("/").map(canonicalSegment).join("/"),
    canonicalQuery(query),
    ...signedHeaders.map((name) => `${name}:${(request.headers[name] ?? "").trim().replace(/ +/g, " ")}`),
    "",
    signedHeaders.join(";"),
    query.get("X-Amz-Content-Sha256") ?? "UNSIGNED-PAYLOAD",
  ].join("\n");
  const scope = `${date}/${region}/${service}/aws4_request`;
  const toSign = ["AWS4-HMAC-SHA256", timestamp, scope, createHash("sha256").update(canonical).digest("hex")].join(
    "\n",
  );
  const hmac = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text).digest();
  const signingKey = [region, service, "aws4_request"].reduce<Buffer>(hmac, hmac(`AWS4${secretAccessKey}`, date));
  const given = Buffer.from(query.get("X-Amz-Signature") ?? "", "hex");
  const expected = hmac(signingKey, toSign);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new AwsError("SignatureDoesNotMatch", "The request signature does not match the URL that was signed.", 403);
  }
}

function checkExpiry(timestamp: string, expiresSeconds: number, nowMs: number): void {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(timestamp) ?? [];
  const signedAt = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  const isExpiry = Number.isInteger(expiresSeconds) && expiresSeconds > 0 && expiresSeconds <= MAX_EXPIRY_SECONDS;
  if (Number.isNaN(signedAt) || !isExpiry) {
    throw new AwsError("AuthorizationQueryParametersError", "X-Amz-Date or X-Amz-Expires is not valid.", 400);
  }
  if (nowMs > signedAt + expiresSeconds * 1000) throw new AwsError("AccessDenied", "Request has expired", 403);
}

function canonicalQuery(query: URLSearchParams): string {
  return [...query]
    .filter(([name]) => name !== "X-Amz-Signature")
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join("&");
}

/** A path is encoded once for S3, however the client wrote it. */
function canonicalSegment(segment: string): string {
  try {
    return encode(decodeURIComponent(segment));
  } catch {
    return segment;
  }
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}
