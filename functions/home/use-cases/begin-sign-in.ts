import type { OidcProvider } from "@alliance/auth/oidc";
import { epochSeconds, plusMinutes } from "@alliance/core";
import { type Ctx, commit } from "@alliance/store";
import { hashed, signInKey } from "../keys.ts";
import type { SignInUnderWay } from "../schema.ts";

const signInMinutes = 15;

/** Remembers the attempt for this browser and returns the provider's address. */
export async function beginSignIn(
  ctx: Ctx,
  provider: Pick<OidcProvider, "begin">,
  input: { readonly to: string; readonly browserToken: string },
): Promise<URL> {
  const { attempt, url } = await provider.begin();
  const expiresAt = plusMinutes(ctx.clock.now(), signInMinutes);
  const data: SignInUnderWay = {
    nonce: attempt.nonce,
    verifier: attempt.verifier,
    to: input.to,
    browserHash: hashed(input.browserToken),
    expiresAt,
  };
  const key = signInKey(attempt.state);
  await commit(ctx, {
    put: [{ key, entity: "home.sign-in", version: 1, data, expiresAtSeconds: epochSeconds(expiresAt) }],
  });
  return url;
}
