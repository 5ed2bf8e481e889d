import type { Clock } from "@alliance/core";
import { addressOf, type S3Settings, signingKeyOf } from "./bucket-files.ts";
import { scopeOf, signatureOf, signUrl, timestampOf } from "./sign-url.ts";

export interface UploadToAllow {
  /** The one key that the form may write. */
  readonly key: string;
  readonly maxBytes: number;
  /** Where the bucket sends the browser when the file is in. */
  readonly redirectTo: string;
}

/** A form whose file goes straight to the bucket: `fields` are hidden ones, before the file's field, which is named "file". */
export interface UploadForm {
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
}

export interface Beginning {
  readonly bytes: Uint8Array;
  /** Of the whole file. */
  readonly sizeBytes: number;
}

/** What a person uploads into the bucket by a page, without a script: too large to pass through a function. */
export interface BucketUploads {
  /** Good for an hour, for one key. */
  form(upload: UploadToAllow): UploadForm;
  /** The first bytes of what was uploaded, or undefined when there is nothing. */
  beginning(key: string, bytes: number): Promise<Beginning | undefined>;
}

const goodForMs = 3_600_000;

export function s3Uploads(settings: S3Settings, clock: Clock): BucketUploads {
  const signingKey = signingKeyOf(settings);
  return {
    form({ key, maxBytes, redirectTo }) {
      const now = clock.now();
      const timestamp = timestampOf(now);
      const signed = {
        key,
        success_action_redirect: redirectTo,
        "x-amz-algorithm": "AWS4-HMAC-SHA256",
        "x-amz-credential": `${signingKey.accessKeyId}/${scopeOf(timestamp, signingKey.region)}`,
        "x-amz-date": timestamp,
        ...(signingKey.sessionToken ? { "x-amz-security-token": signingKey.sessionToken } : {}),
      };
      const expiration = new Date(Date.parse(now) + goodForMs).toISOString();
      const equal = Object.entries({ bucket: settings.BUCKET_NAME, ...signed }).map(([name, value]) => ({
        [name]: value,
      }));
      const conditions = [...equal, ["content-length-range", 0, maxBytes]];
      const policy = Buffer.from(JSON.stringify({ expiration, conditions })).toString("base64");
      const fields = { ...signed, policy, "x-amz-signature": signatureOf(policy, timestamp, signingKey) };
      return { action: addressOf(settings, "").href, fields };
    },
    async beginning(key, bytes) {
      const url = signUrl({ method: "GET", url: addressOf(settings, key), seconds: 60, now: clock.now() }, signingKey);
      const reply = await fetch(url, { headers: { range: `bytes=0-${bytes - 1}` } });
      const body = new Uint8Array(await reply.arrayBuffer());
      // Without the right to list the bucket, S3 answers "forbidden" for what is not there.
      if (reply.status === 404 || reply.status === 403) return undefined;
      // Of an empty file there is no first byte.
      if (reply.status === 416) return { bytes: new Uint8Array(), sizeBytes: 0 };
      const [, total] = /\/(\d+)$/.exec(reply.headers.get("content-range") ?? "") ?? [];
      if (reply.status !== 206 || total === undefined)
        throw new Error(`the bucket answered ${reply.status} for ${key}`);
      return { bytes: body, sizeBytes: Number(total) };
    },
  };
}
