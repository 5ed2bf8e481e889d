import { Problem } from "@alliance/core";
import type { Ctx } from "@alliance/store";
import { createRemoteJWKSet, type JWTVerifyGetKey, jwtVerify } from "jose";
import * as z from "zod";
import { findPersonId, onlyStaffRoles, recognisePerson } from "./people.ts";

const AccessToken = z.lazy(() =>
  z.object({
    sub: z.string().min(1),
    token_use: z.literal("access"),
    client_id: z.string(),
    "cognito:groups": z.array(z.string()).optional(),
  }),
);

const UserInfo = z.lazy(() =>
  z.object({
    sub: z.string(),
    email: z.email(),
    email_verified: z.union([z.boolean(), z.stringbool()]).optional(),
    given_name: z.string().optional(),
    family_name: z.string().optional(),
  }),
);

export interface BearerSettings {
  readonly issuer: string;
  readonly clientId: string;
}

interface Discovery {
  readonly keys: JWTVerifyGetKey;
  readonly userInfoEndpoint: string;
}

const discoveries = new Map<string, Promise<Discovery>>();

/** Once an instance; a failed discovery is tried again by the next request. */
function discover(issuer: string): Promise<Discovery> {
  const known = discoveries.get(issuer);
  if (known) return known;
  const discovering = (async () => {
    const reply = await fetch(`${issuer}/.well-known/openid-configuration`);
    if (!reply.ok) throw new Error(`the identity provider answered ${reply.status}`);
    const document = z.object({ jwks_uri: z.url(), userinfo_endpoint: z.url() }).parse(await reply.json());
    return { keys: createRemoteJWKSet(new URL(document.jwks_uri)), userInfoEndpoint: document.userinfo_endpoint };
  })();
  discoveries.set(issuer, discovering);
  discovering.catch(() => discoveries.delete(issuer));
  return discovering;
}

/** The person behind an API caller's access token. Throws `not-signed-in` for any token that is not good now. */
export async function readBearer(ctx: Ctx, settings: BearerSettings, token: string) {
  const { keys, userInfoEndpoint } = await discover(settings.issuer);
  const claims = await verify(token, keys, settings, Date.parse(ctx.clock.now()));
  const personId =
    (await findPersonId(ctx, settings.issuer, claims.sub)) ??
    (await introduce(ctx, settings.issuer, userInfoEndpoint, token));
  return { personId, staffRoles: onlyStaffRoles(claims["cognito:groups"] ?? []) };
}

const notGood = () => new Problem("not-signed-in", "The access token is not valid, or not any more. Get a new one.");

async function verify(token: string, keys: JWTVerifyGetKey, settings: BearerSettings, nowMilliseconds: number) {
  const currentDate = new Date(nowMilliseconds);
  const verified = await jwtVerify(token, keys, { issuer: settings.issuer, currentDate, algorithms: ["RS256"] }).catch(
    (error: unknown) => {
      // A provider that cannot be reached is our trouble, not a bad token.
      if (error instanceof TypeError) throw error;
      throw notGood();
    },
  );
  const claims = AccessToken.safeParse(verified.payload);
  if (!claims.success || claims.data.client_id !== settings.clientId) throw notGood();
  return claims.data;
}

/** First call of somebody who never signed in by browser: an access token names nobody, so the provider is asked. */
async function introduce(ctx: Ctx, issuer: string, userInfoEndpoint: string, token: string): Promise<string> {
  const reply = await fetch(userInfoEndpoint, { headers: { authorization: `Bearer ${token}` } });
  if (!reply.ok) throw notGood();
  const info = UserInfo.parse(await reply.json());
  const name = [info.given_name, info.family_name].filter(Boolean).join(" ") || info.email;
  return recognisePerson(ctx, {
    issuer,
    subject: info.sub,
    name,
    email: info.email,
    emailVerified: info.email_verified ?? false,
  });
}
