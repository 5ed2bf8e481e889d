import type { ClientMetadata } from "oidc-provider";
import type { Resource } from "../contract.ts";

export interface ClientProperties {
  readonly UserPoolId: string;
  readonly ClientName?: string;
  readonly GenerateSecret?: boolean;
  readonly CallbackURLs?: readonly string[];
  readonly LogoutURLs?: readonly string[];
  readonly AllowedOAuthFlows?: readonly string[];
  readonly AllowedOAuthScopes?: readonly string[];
  readonly AccessTokenValidity?: number;
  readonly IdTokenValidity?: number;
  readonly RefreshTokenValidity?: number;
  readonly TokenValidityUnits?: {
    readonly AccessToken?: string;
    readonly IdToken?: string;
    readonly RefreshToken?: string;
  };
}

export interface TokenSeconds {
  readonly access: number;
  readonly id: number;
  readonly refresh: number;
}

const UNITS: Readonly<Record<string, number>> = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 };

/** How long a client's tokens live; Cognito's defaults where the template says nothing. */
export function tokenSeconds(properties: ClientProperties): TokenSeconds {
  const units = properties.TokenValidityUnits ?? {};
  const seconds = (value: number | undefined, unit: string, fallback: number) =>
    value === undefined ? fallback : Number(value) * (UNITS[unit] ?? 1);
  return {
    access: seconds(properties.AccessTokenValidity, units.AccessToken ?? "hours", 3600),
    id: seconds(properties.IdTokenValidity, units.IdToken ?? "hours", 3600),
    refresh: seconds(properties.RefreshTokenValidity, units.RefreshToken ?? "days", 30 * 86_400),
  };
}

/** A public client: no secret, the code flow with PKCE only. */
export function toClient(client: Resource<ClientProperties>): ClientMetadata {
  const { CallbackURLs = [], LogoutURLs = [], AllowedOAuthScopes } = client.properties;
  return {
    client_id: client.ref,
    client_name: client.properties.ClientName ?? client.logicalId,
    token_endpoint_auth_method: "none",
    redirect_uris: [...CallbackURLs],
    post_logout_redirect_uris: [...LogoutURLs],
    grant_types: ["authorization_code", "refresh_token"],
    response_types: ["code"],
    ...(AllowedOAuthScopes === undefined ? {} : { scope: AllowedOAuthScopes.join(" ") }),
  };
}

/** Why a client cannot be served here, or undefined. */
export function unsupportedClient(properties: ClientProperties): string | undefined {
  if (String(properties.GenerateSecret ?? false) === "true") {
    return "GenerateSecret: true (only public clients with PKCE are supported)";
  }
  const flow = (properties.AllowedOAuthFlows ?? []).find((name) => name !== "code");
  if (flow !== undefined) return `AllowedOAuthFlows: ${flow}`;
  const known = ["openid", "email", "profile", "aws.cognito.signin.user.admin"];
  const scope = (properties.AllowedOAuthScopes ?? []).find((name) => !known.includes(name));
  return scope === undefined ? undefined : `AllowedOAuthScopes: ${scope}`;
}
