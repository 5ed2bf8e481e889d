import type { IncomingMessage } from "node:http";

/** Reads a request's whole body; undefined once it is larger than the limit (the rest is then thrown away). */
export async function readBody(request: IncomingMessage, limitBytes: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= limitBytes) {
      chunks.push(chunk);
    }
  }
  return size > limitBytes ? undefined : Buffer.concat(chunks);
}
