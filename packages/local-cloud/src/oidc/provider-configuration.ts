import type { Configuration, JWTStructured, KoaContextWithOIDC } from "oidc-provider";
import { PAGE_HEADERS, render } from "../console/layout.tsx";
import { type Accounts, claimsOf } from "./accounts.ts";
import type { TokenSeconds } from "./oidc-client.ts";
import type { DecideGroups } from "./pre-token-trigger.ts";
import { SignInErrorPage } from "./sign-in-page.tsx";

/** The scopes Cognito knows without a resource server. */
export const SCOPES = "openid email profile";
/** Access tokens are for whoever trusts the issuer, as Cognito's: this audience is never written into them. */
export const RESOURCE = "urn:local-cloud:user-pool";

export interface ConfigurationParts {
  readonly poolId: string;
  readonly accounts: Accounts;
  readonly validity: ReadonlyMap<string, TokenSeconds>;
  readonly decideGroups: DecideGroups;
}

/** `oidc-provider` set up to look like Cognito: its paths, its claims, its tokens. */
export function providerConfiguration(parts: ConfigurationParts): Configuration {
  const path = `/_local/oidc/${parts.poolId}`;
  const cookie = { path, sameSite: "lax", httpOnly: true } as const;
  return {
    ...identity(parts),
    ...tokens(parts),
    routes: {
      authorization: "/oauth2/authorize",
      token: "/oauth2/token",
      userinfo: "/oauth2/userInfo",
      revocation: "/oauth2/revoke",
      jwks: "/.well-known/jwks.json",
      end_session: "/logout",
    },
    cookies: {
      names: { session: "local-cloud-session", interaction: "local-cloud-sign-in", resume: "local-cloud-resume" },
      long: cookie,
      short: cookie,
    },
    interactions: { url: (_ctx, interaction) => `${path}/sign-in/${interaction.uid}` },
    renderError: async (ctx, out) => {
      const page = await render(SignInErrorPage({ error: out.error, description: out.error_description }));
      ctx.set(PAGE_HEADERS);
      ctx.body = page;
    },
  };
}

function identity({ accounts, decideGroups }: ConfigurationParts): Configuration {
  return {
    findAccount: async (ctx, sub) => {
      const account = accounts.bySub(sub);
      const groups = () => (account === undefined ? [] : decideGroups(account, occasionOf(ctx), ctx));
      return account === undefined
        ? undefined
        : { accountId: sub, claims: async (use) => claimsOf(account, use === "id_token" ? await groups() : []) };
    },
    claims: {
      openid: ["sub", "cognito:username", "cognito:groups"],
      email: ["email", "email_verified"],
      profile: ["given_name", "family_name", "name"],
    },
    scopes: SCOPES.split(" "),
    // Cognito puts every claim into the ID token.
    conformIdTokenClaims: false,
    // Nobody is asked to consent to the alliance's own pages, as with Cognito.
    loadExistingGrant: async (ctx) => {
      const { provider, client, account } = ctx.oidc;
      if (client === undefined || account === undefined) return undefined;
      const grant = new provider.Grant({ clientId: client.clientId, accountId: account.accountId });
      grant.addOIDCScope(SCOPES);
      grant.addResourceScope(RESOURCE, SCOPES);
      await grant.save();
      return grant;
    },
  };
}

function tokens({ accounts, validity, decideGroups }: ConfigurationParts): Configuration {
  const secondsOf =
    (kind: keyof TokenSeconds, fallback: number) => (_ctx: unknown, _token: unknown, client?: { clientId: string }) =>
      validity.get(client?.clientId ?? "")?.[kind] ?? fallback;
  return {
    features: {
      devInteractions: { enabled: false },
      revocation: { enabled: true },
      rpInitiatedLogout: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: async () => RESOURCE,
        useGrantedResource: async () => true,
        getResourceServerInfo: async (_ctx, _resource, client) => accessTokenSettings(validity.get(client.clientId)),
      },
    },
    extraTokenClaims: async (ctx, token) => {
      const account = "accountId" in token ? accounts.bySub(String(token.accountId)) : undefined;
      if (account === undefined) return undefined;
      const occasion = ctx === undefined ? { clientId: token.clientId ?? "", isRefresh: false } : occasionOf(ctx);
      const groups = await decideGroups(account, occasion, ctx);
      return groups.length === 0 ? undefined : { "cognito:groups": [...groups] };
    },
    formats: { customizers: { jwt: (_ctx, token, jwt) => shapeLikeCognito(token, jwt) } },
    issueRefreshToken: async (_ctx, client) => client.grantTypeAllowed("refresh_token"),
    expiresWithSession: async () => false,
    ttl: {
      AccessToken: secondsOf("access", 3600),
      IdToken: secondsOf("id", 3600),
      RefreshToken: secondsOf("refresh", 30 * 86_400),
      AuthorizationCode: 300,
      Grant: 365 * 86_400,
      Interaction: 3600,
      Session: 3600,
    },
  };
}

export function accessTokenSettings(seconds: TokenSeconds | undefined) {
  return {
    scope: SCOPES,
    audience: RESOURCE,
    accessTokenFormat: "jwt" as const,
    accessTokenTTL: seconds?.access ?? 3600,
    jwt: { sign: { alg: "RS256" as const } },
  };
}

function occasionOf(ctx: KoaContextWithOIDC) {
  const isRefresh = ctx.oidc.params?.grant_type === "refresh_token";
  return { clientId: ctx.oidc.client?.clientId ?? "", isRefresh };
}

/** Cognito's access tokens have neither an audience nor a type; the provider insists on an audience. */
function shapeLikeCognito(token: { readonly clientId?: string | undefined }, jwt: JWTStructured): void {
  const { sub, iss, scope, exp, iat, jti, aud, "cognito:groups": groups } = jwt.payload;
  jwt.payload = {
    sub,
    ...(groups === undefined ? {} : { "cognito:groups": groups }),
    ...{ iss, version: 2, client_id: token.clientId, token_use: "access", scope, auth_time: iat, exp, iat, jti },
    username: sub,
  };
  // Not enumerable: seen by the provider's check, never written.
  Object.defineProperty(jwt.payload, "aud", { value: aud, writable: true, enumerable: false });
  jwt.header = { typ: undefined };
}
