import type { Clock } from "@alliance/core";
import * as z from "zod";
import { type SigningKey, signUrl } from "./sign-url.ts";

/** Files in the bucket, behind a port: S3 in AWS, a map in tests. */
export interface BucketFiles {
  /** An address where a client may PUT one file within the next hour, without another permission. */
  uploadUrl(key: string): string;
  /** The file's bytes as they come, or undefined when there is none. */
  read(key: string): Promise<AsyncIterable<Uint8Array> | undefined>;
  write(key: string, bytes: Uint8Array): Promise<void>;
}

/** What a Lambda function finds in its environment; the endpoint only where S3 is not AWS's. */
export const S3Settings = z.object({
  BUCKET_NAME: z.string().min(1),
  AWS_REGION: z.string().min(1),
  AWS_ACCESS_KEY_ID: z.string().min(1),
  AWS_SECRET_ACCESS_KEY: z.string().min(1),
  AWS_SESSION_TOKEN: z.string().optional(),
  AWS_ENDPOINT_URL: z.url().optional(),
  AWS_ENDPOINT_URL_S3: z.url().optional(),
});
export type S3Settings = z.infer<typeof S3Settings>;

/** Virtual-hosted addresses in AWS, path-style elsewhere. */
export function addressOf(settings: S3Settings, key: string): URL {
  const endpoint = settings.AWS_ENDPOINT_URL_S3 ?? settings.AWS_ENDPOINT_URL;
  if (endpoint !== undefined) return new URL(`${endpoint.replace(/\/$/, "")}/${settings.BUCKET_NAME}/${key}`);
  return new URL(`https://${settings.BUCKET_NAME}.s3.${settings.AWS_REGION}.amazonaws.com/${key}`);
}

export const signingKeyOf = (settings: S3Settings): SigningKey => ({
  accessKeyId: settings.AWS_ACCESS_KEY_ID,
  secretAccessKey: settings.AWS_SECRET_ACCESS_KEY,
  sessionToken: settings.AWS_SESSION_TOKEN,
  region: settings.AWS_REGION,
});

export function s3Files(settings: S3Settings, clock: Clock): BucketFiles {
  const signingKey = signingKeyOf(settings);
  const signed = (method: "GET" | "PUT", key: string, seconds: number): string =>
    signUrl({ method, url: addressOf(settings, key), seconds, now: clock.now() }, signingKey);
  return {
    uploadUrl: (key) => signed("PUT", key, 3600),
    async read(key) {
      const reply = await fetch(signed("GET", key, 300));
      // Without the right to list the bucket, S3 answers "forbidden" for what is not there.
      if (reply.status === 404 || reply.status === 403) {
        await reply.body?.cancel();
        return undefined;
      }
      if (!reply.ok || reply.body === null) throw new Error(`the bucket answered ${reply.status} for ${key}`);
      return reply.body;
    },
    async write(key, bytes) {
      const reply = await fetch(signed("PUT", key, 300), { method: "PUT", body: Buffer.from(bytes) });
      if (!reply.ok) throw new Error(`the bucket answered ${reply.status} for ${key}`);
    },
  };
}
