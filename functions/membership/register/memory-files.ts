import type { RegisterFiles } from "./files.ts";

/** The bucket as a map, for tests; counts what was written. */
export class MemoryFiles implements RegisterFiles {
  readonly files = new Map<string, Uint8Array>();
  writes = 0;

  uploadUrl(key: string): string {
    return `https://bucket.invalid/${key}`;
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
