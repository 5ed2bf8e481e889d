import { recognise } from "@alliance/auth";
import type { OidcProvider, SignedIn } from "@alliance/auth/oidc";
import { Problem } from "@alliance/core";
import { Conflict, type Ctx, commit, type Stored } from "@alliance/store";
import { hashed, signInKey } from "../keys.ts";
import { SignInUnderWay } from "../schema.ts";
import { askWhoItIs, sessionFor } from "./choose-person.ts";

const again = (reason: string) => new Problem("gone", `${reason} Please sign in again.`);

/** Each attempt is good for one use, by the browser that began it, for a quarter of an hour. */
async function takeAttempt(ctx: Ctx, state: string, browserToken: string | undefined): Promise<SignInUnderWay> {
  const stored = await ctx.table.get(signInKey(state), SignInUnderWay, { consistent: true });
  if (stored === undefined) throw again("This sign-in was used already, or it was never begun here.");
  if (browserToken === undefined || hashed(browserToken) !== stored.data.browserHash) {
    throw again("This sign-in was begun in another browser.");
  }
  await remove(ctx, stored);
  if (ctx.clock.now() >= stored.data.expiresAt) throw again("This sign-in took too long.");
  return stored.data;
}

async function remove(ctx: Ctx, stored: Stored<SignInUnderWay>): Promise<void> {
  try {
    await commit(ctx, { remove: [{ key: stored.key, version: stored.version }] });
  } catch (error) {
    if (error instanceof Conflict) throw again("This sign-in was used already.");
    throw error;
  }
}

async function askProvider(
  ctx: Ctx,
  provider: Pick<OidcProvider, "finish">,
  attempt: SignInUnderWay & { state: string },
  query: string,
): Promise<SignedIn> {
  try {
    return await provider.finish(attempt, query);
  } catch (error) {
    // The name tells forged, denied and unreachable apart; the message could quote what was sent.
    ctx.log.warn("sign-in refused", { reason: error instanceof Error ? error.name : "unknown" });
    throw again("The sign-in could not be confirmed.");
  }
}

export type SignInEnd =
  | { readonly sessionToken: string; readonly to: string }
  /** Several people use this address: the browser is asked which of them it is. */
  | { readonly choiceToken: string };

/** Opens our own session for whom the provider vouches for. Rotates: every sign-in gets a fresh secret. */
export async function finishSignIn(
  ctx: Ctx,
  provider: Pick<OidcProvider, "finish">,
  input: { readonly state: string; readonly query: string; readonly browserToken: string | undefined },
): Promise<SignInEnd> {
  const attempt = await takeAttempt(ctx, input.state, input.browserToken);
  const who = await askProvider(ctx, provider, { ...attempt, state: input.state }, input.query);
  const recognised = await recognise(ctx, who);
  if ("oneOf" in recognised) return askWhoItIs(ctx, { who, oneOf: recognised.oneOf, ...attempt, state: input.state });
  return { sessionToken: await sessionFor(ctx, recognised.personId, who), to: attempt.to };
}
