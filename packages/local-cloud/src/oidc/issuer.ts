import { exportJWK, generateKeyPair, type JWK } from "jose";
import Provider, { type Configuration, type JWTStructured } from "oidc-provider";
import { PAGE_HEADERS, render } from "../console/layout.tsx";
import type { Cloud, Resource } from "../contract.ts";
import { type Accounts, claimsOf, createAccounts } from "./accounts.ts";
import { createOidcAdapter } from "./oidc-adapter.ts";
import { type ClientProperties, type TokenSeconds, toClient, tokenSeconds } from "./oidc-client.ts";
import { SignInErrorPage } from "./sign-in-page.tsx";

/** The scopes Cognito knows without a resource server. */
const SCOPES = "openid email profile";
/** Access tokens are for whoever trusts the issuer, as Cognito's: this audience is never written into them. */
const RESOURCE = "urn:local-cloud:user-pool";

/** One user pool: a certified OpenID provider behind the pool's `ProviderURL`. */
export interface Issuer {
  readonly pool: Resource;
  readonly url: string;
  readonly provider: Provider;
  readonly accounts: Accounts;
  readonly clients: readonly Resource<ClientProperties>[];
  readonly jwks: { readonly keys: readonly JWK[] };
  readonly groups: readonly string[];
  /** An access token for a script, the same as one from the code flow. */
  mintAccessToken(clientId: string, sub: string): Promise<string>;
}

/** `<publicOrigin>/_local/oidc/<pool id>`: known before anything runs, so it can be an attribute. */
export function issuerUrl(cloud: Pick<Cloud, "publicOrigin">, poolId: string): string {
  return `${cloud.publicOrigin}/_local/oidc/${poolId}`;
}

export async function createIssuer(cloud: Cloud, pool: Resource): Promise<Issuer> {
  const url = issuerUrl(cloud, pool.ref);
  const accounts = createAccounts(cloud, pool.ref);
  const inPool = <P extends { readonly UserPoolId: string }>(type: string) =>
    cloud.resourcesOfType<P>(type).filter((resource) => resource.properties.UserPoolId === pool.ref);
  const clients = inPool<ClientProperties>("AWS::Cognito::UserPoolClient");
  const groups = inPool<{ UserPoolId: string; GroupName?: string }>("AWS::Cognito::UserPoolGroup").map(
    (group) => group.properties.GroupName ?? group.ref,
  );
  const jwks = await signingKeys(cloud, pool.ref);
  const validity = new Map(clients.map((client) => [client.ref, tokenSeconds(client.properties)]));
  const provider = new Provider(url, {
    adapter: (model: string) => createOidcAdapter(cloud.state, pool.ref, model),
    clients: clients.map(toClient),
    jwks: { keys: jwks.keys as never[] },
    ...configuration(pool.ref, accounts, validity),
  });
  provider.on("server_error", (_ctx, error) => {
    process.stderr.write(`sign-in (${pool.logicalId}): ${error.stack ?? error.message}\n`);
  });
  return {
    ...{ pool, url, provider, accounts, clients, groups, jwks },
    mintAccessToken: (clientId, sub) => mintAccessToken(provider, validity, clientId, sub),
  };
}

function configuration(poolId: string, accounts: Accounts, validity: ReadonlyMap<string, TokenSeconds>): Configuration {
  const secondsOf =
    (kind: keyof TokenSeconds, fallback: number) => (_ctx: unknown, _token: unknown, client?: { clientId: string }) =>
      validity.get(client?.clientId ?? "")?.[kind] ?? fallback;
  return {
    findAccount: async (_ctx, sub) => {
      const account = accounts.bySub(sub);
      return account === undefined ? undefined : { accountId: sub, claims: async () => claimsOf(account) };
    },
    claims: {
      openid: ["sub", "cognito:username", "cognito:groups"],
      email: ["email", "email_verified"],
      profile: ["given_name", "family_name", "name"],
    },
    scopes: SCOPES.split(" "),
    // Cognito puts every claim into the ID token.
    conformIdTokenClaims: false,
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
      long: { path: `/_local/oidc/${poolId}`, sameSite: "lax", httpOnly: true },
      short: { path: `/_local/oidc/${poolId}`, sameSite: "lax", httpOnly: true },
    },
    interactions: { url: (_ctx, interaction) => `/_local/oidc/${poolId}/sign-in/${interaction.uid}` },
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
    extraTokenClaims: async (_ctx, token) => {
      const account = "accountId" in token ? accounts.bySub(String(token.accountId)) : undefined;
      const groups = account?.groups ?? [];
      return groups.length === 0 ? undefined : { "cognito:groups": [...groups] };
    },
    formats: { customizers: { jwt: (_ctx, token, jwt) => shapeLikeCognito(token, jwt) } },
    renderError: async (ctx, out) => {
      const page = await render(SignInErrorPage({ error: out.error, description: out.error_description }));
      ctx.set(PAGE_HEADERS);
      ctx.body = page;
    },
    issueRefreshToken: async (_ctx, client) => client.grantTypeAllowed("refresh_token"),
    expiresWithSession: async () => false,
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

function accessTokenSettings(seconds: TokenSeconds | undefined) {
  return {
    scope: SCOPES,
    audience: RESOURCE,
    accessTokenFormat: "jwt" as const,
    accessTokenTTL: seconds?.access ?? 3600,
    jwt: { sign: { alg: "RS256" as const } },
  };
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

async function mintAccessToken(
  provider: Provider,
  validity: ReadonlyMap<string, TokenSeconds>,
  clientId: string,
  sub: string,
): Promise<string> {
  const client = await provider.Client.find(clientId);
  if (client === undefined) throw new Error(`no client ${clientId}`);
  const token = new provider.AccessToken({
    ...{ client, accountId: sub, scope: SCOPES, claims: {}, gty: "authorization_code", grantId: "" },
    expiresWithSession: false,
    sessionUid: "",
  } as never);
  token.resourceServer = new provider.ResourceServer(RESOURCE, accessTokenSettings(validity.get(clientId)));
  return await token.save();
}

/** Made once and kept, so that a session of before a restart still verifies. */
async function signingKeys(cloud: Cloud, poolId: string): Promise<{ keys: JWK[] }> {
  const row = cloud.state.prepare("SELECT jwks FROM oidc_keys WHERE pool = ?").get(poolId);
  if (row !== undefined) return JSON.parse(String(row.jwks)) as { keys: JWK[] };
  const { privateKey } = await generateKeyPair("RS256", { extractable: true });
  const jwks = { keys: [{ ...(await exportJWK(privateKey)), kid: `${poolId}-1`, use: "sig", alg: "RS256" }] };
  cloud.state.prepare("INSERT OR IGNORE INTO oidc_keys VALUES (?, ?)").run(poolId, JSON.stringify(jwks));
  return jwks;
}
