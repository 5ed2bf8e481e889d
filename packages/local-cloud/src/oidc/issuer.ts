import { exportJWK, generateKeyPair, type JWK } from "jose";
import Provider from "oidc-provider";
import type { Cloud, Resource } from "../contract.ts";
import { type Accounts, createAccounts } from "./accounts.ts";
import { createOidcAdapter } from "./oidc-adapter.ts";
import { type ClientProperties, type TokenSeconds, toClient, tokenSeconds } from "./oidc-client.ts";
import { createGroupDecision, type PoolProperties } from "./pre-token-trigger.ts";
import { accessTokenSettings, providerConfiguration, RESOURCE, SCOPES } from "./provider-configuration.ts";

/** One user pool: a certified OpenID provider behind the pool's `ProviderURL`. */
export interface Issuer {
  readonly pool: Resource<PoolProperties>;
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

export async function createIssuer(cloud: Cloud, pool: Resource<PoolProperties>): Promise<Issuer> {
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
    ...providerConfiguration({ poolId: pool.ref, accounts, validity, decideGroups: createGroupDecision(cloud, pool) }),
  });
  provider.on("server_error", (_ctx, error) => {
    process.stderr.write(`sign-in (${pool.logicalId}): ${error.stack ?? error.message}\n`);
  });
  return {
    ...{ pool, url, provider, accounts, clients, groups, jwks },
    mintAccessToken: (clientId, sub) => mintAccessToken(provider, validity, clientId, sub),
  };
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
