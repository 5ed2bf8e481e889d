import { createHash, randomBytes } from "node:crypto";
import { epochSeconds, type Instant } from "@alliance/core";
import { type Ctx, commit, type Key } from "@alliance/store";
import * as z from "zod";

/** What the link of a letter opens. The secret itself is in the letter and nowhere else. */
const LetterSecret = z.object({
  purpose: z.string(),
  /** Id of what it opens. */
  opens: z.string(),
  expiresAt: z.iso.datetime(),
});
type LetterSecret = z.infer<typeof LetterSecret>;

const keyOf = (secret: string): Key => ({
  pk: `letter-secret#${createHash("sha256").update(secret).digest("base64url")}`,
  sk: "secret",
});

/** Makes the secret of a letter that is being written: 256 bits, of which a hash is stored. */
export async function issueLetterSecret(ctx: Ctx, data: LetterSecret): Promise<string> {
  const secret = randomBytes(32).toString("base64url");
  const expiresAtSeconds = epochSeconds(data.expiresAt);
  await commit(ctx, { put: [{ key: keyOf(secret), entity: "letter-secret", version: 1, data, expiresAtSeconds }] });
  return secret;
}

/** The id that a letter's secret opens; undefined for a forged one, or one made for something else. */
export async function openLetterSecret(
  ctx: Ctx,
  purpose: string,
  secret: string,
): Promise<{ readonly opens: string; readonly expiresAt: Instant } | undefined> {
  if (!/^[\w-]{43}$/.test(secret)) return undefined;
  const stored = await ctx.table.get(keyOf(secret), LetterSecret, { consistent: true });
  return stored?.data.purpose === purpose ? stored.data : undefined;
}
