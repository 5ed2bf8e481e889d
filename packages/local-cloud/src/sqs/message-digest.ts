import { createHash } from "node:crypto";
import type { MessageAttributes } from "./messages.ts";

export function bodyDigest(body: string): string {
  return createHash("md5").update(body).digest("hex");
}

/** The MD5 that SDKs compare: names in order, each part with its length in front. */
export function attributesDigest(attributes: MessageAttributes): string {
  const hash = createHash("md5");
  const part = (bytes: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    hash.update(length).update(bytes);
  };
  for (const [name, attribute] of Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1))) {
    part(Buffer.from(name));
    part(Buffer.from(attribute.DataType));
    const binary = attribute.BinaryValue !== undefined;
    hash.update(Buffer.from([binary ? 2 : 1]));
    part(binary ? Buffer.from(attribute.BinaryValue ?? "", "base64") : Buffer.from(attribute.StringValue ?? ""));
  }
  return hash.digest("hex");
}
