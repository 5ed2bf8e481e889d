import { createHash } from "node:crypto";
import { encodeTime, ulid } from "ulidx";
import * as z from "zod";
import type { Instant } from "./clock.ts";

/** Makes prefixed ULIDs, "app_01J…": sortable by time, safe in a URL. */
export interface Ids {
  next(prefix: string): string;
}

export const systemIds: Ids = { next: (prefix) => `${prefix}_${ulid()}` };

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/**
 * Ids that come out the same for the same seed: a retried request makes the ids it made the first time,
 * so its writes meet themselves instead of happening twice.
 */
export function derivedIds(seed: string, startedAt: Instant): Ids {
  let count = 0;
  return {
    next(prefix) {
      const digest = createHash("sha256").update(`${seed}|${prefix}|${count++}`).digest();
      const random = [...digest.subarray(0, 16)].map((byte) => alphabet[byte % 32]).join("");
      return `${prefix}_${encodeTime(Date.parse(startedAt), 10)}${random}`;
    },
  };
}

/** Schema of an id with one prefix; refuses anything else a stranger may send. */
export const idOf = (prefix: string) =>
  z.string().regex(new RegExp(`^${prefix}_[0-9A-HJKMNP-TV-Z]{26}$`), `must be a ${prefix}_… id`);
