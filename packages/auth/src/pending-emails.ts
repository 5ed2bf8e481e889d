import { createHash, randomInt, timingSafeEqual } from "node:crypto";
import { epochSeconds, plusHours, plusMinutes } from "@alliance/core";
import { type Ctx, commit, type Key, type Put, retryingConflicts, type Stored } from "@alliance/store";
import * as z from "zod";

const codeMinutes = 15;
const tries = 5;

/** An address that somebody says is theirs, until they type the code that was sent to it. */
export const PendingEmail = z.lazy(() =>
  z.object({
    addressId: z.string(),
    personId: z.string(),
    email: z.email(),
    requestedAt: z.iso.datetime(),
    /** How often a code was asked for; each letter has a code of its own. */
    sendings: z.int().positive(),
    code: z.object({ hash: z.string(), expiresAt: z.iso.datetime(), triesLeft: z.int() }).optional(),
  }),
);
export type PendingEmail = z.infer<typeof PendingEmail>;

const pendingEmailKey = (personId: string, addressId: string): Key => ({
  pk: `person#${personId}`,
  sk: `pending-email#${addressId}`,
});

export const pendingEmailPut = (pending: PendingEmail, version: number): Put => ({
  key: pendingEmailKey(pending.personId, pending.addressId),
  entity: "pending-email",
  version,
  data: pending,
  expiresAtSeconds: epochSeconds(plusHours(pending.requestedAt, 24)),
});

export const readPendingEmail = (
  ctx: Ctx,
  personId: string,
  addressId: string,
): Promise<Stored<PendingEmail> | undefined> =>
  ctx.table.get(pendingEmailKey(personId, addressId), PendingEmail, { consistent: true });

export async function pendingEmailsOf(ctx: Ctx, personId: string): Promise<readonly Stored<PendingEmail>[]> {
  const pattern = { pk: `person#${personId}`, skPrefix: "pending-email#", limit: 20 };
  const { items } = await ctx.table.query(pattern, PendingEmail);
  return items.filter(({ data }) => plusHours(data.requestedAt, 24) > ctx.clock.now());
}

const hashOf = (addressId: string, code: string): string =>
  createHash("sha256").update(`${addressId}|${code}`).digest("base64url");

/** Makes the code of a letter that is being written; the one before stops working. */
export const issueEmailCode = (ctx: Ctx, personId: string, addressId: string): Promise<string | undefined> =>
  retryingConflicts(async () => {
    const stored = await readPendingEmail(ctx, personId, addressId);
    if (stored === undefined) return undefined;
    const code = String(randomInt(1_000_000)).padStart(6, "0");
    const expiresAt = plusMinutes(ctx.clock.now(), codeMinutes);
    const data = { ...stored.data, code: { hash: hashOf(addressId, code), expiresAt, triesLeft: tries } };
    await commit(ctx, { put: [pendingEmailPut(data, stored.version + 1)] });
    return code;
  });

/** Compares in constant time. Counting the try is the caller's, in the commit that follows. */
export function isRightCode({ addressId, code }: PendingEmail, typed: string): boolean {
  const [given, wanted] = [Buffer.from(hashOf(addressId, typed)), Buffer.from(code?.hash ?? "")];
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
