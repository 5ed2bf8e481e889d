import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { Problem } from "@alliance/core";

const keyOf = (secret: string): Buffer => createHash("sha256").update(`cursor|${secret}`).digest();

/** A page's cursor as a caller sees it: sealed, since the table's keys hold ids. */
export function sealCursor(cursor: string, secret: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", keyOf(secret), nonce);
  const sealed = Buffer.concat([cipher.update(cursor, "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString("base64url");
}

export function openCursor(sealed: string, secret: string): string {
  try {
    const bytes = Buffer.from(sealed, "base64url");
    const decipher = createDecipheriv("aes-256-gcm", keyOf(secret), bytes.subarray(0, 12));
    decipher.setAuthTag(bytes.subarray(12, 28));
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString("utf8");
  } catch {
    throw new Problem(
      "invalid-input",
      "That page of the list is not there any more. Please start from its first page.",
    );
  }
}
