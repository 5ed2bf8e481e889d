import type { BucketFiles } from "./bucket-files.ts";

/** The bucket's answers from memory, for tests. */
export function memoryFiles(): BucketFiles & { readonly files: Map<string, Uint8Array> } {
  const files = new Map<string, Uint8Array>();
  return {
    files,
    uploadUrl: (key) => `https://bucket.example/${key}`,
    async read(key) {
      const bytes = files.get(key);
      if (bytes === undefined) return undefined;
      return (async function* () {
        yield bytes;
      })();
    },
    async write(key, bytes) {
      files.set(key, bytes);
    },
  };
}
