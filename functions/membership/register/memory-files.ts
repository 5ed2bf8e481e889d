import type { Beginning, BucketUploads, UploadForm, UploadToAllow } from "@alliance/files";
import type { RegisterFiles } from "./files.ts";

/** The bucket as a map, for tests; counts what was written. */
export class MemoryFiles implements RegisterFiles, BucketUploads {
  readonly files = new Map<string, Uint8Array>();
  writes = 0;

  uploadUrl(key: string): string {
    return `https://bucket.invalid/${key}`;
  }

  form({ key, maxBytes, redirectTo }: UploadToAllow): UploadForm {
    const fields = { key, success_action_redirect: redirectTo, policy: `at most ${maxBytes}` };
    return { action: "https://bucket.invalid/", fields };
  }

  async beginning(key: string, bytes: number): Promise<Beginning | undefined> {
    const file = this.files.get(key);
    return file && { bytes: file.subarray(0, bytes), sizeBytes: file.length };
  }

  async read(key: string): Promise<AsyncIterable<Uint8Array> | undefined> {
    const bytes = this.files.get(key);
    return bytes === undefined ? undefined : chunksOf(bytes);
  }

  async write(key: string, bytes: Uint8Array): Promise<void> {
    this.writes += 1;
    this.files.set(key, bytes);
  }
}

/** Small pieces that fall anywhere: a reader must not count on whole lines. */
async function* chunksOf(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  for (let start = 0; start < bytes.length; start += 61) yield bytes.subarray(start, start + 61);
}
