import { createHash } from "node:crypto";
import * as z from "zod";
import type { Cloud, Module, Resource, ResourceType } from "./contract.ts";
import { cognitoApi } from "./oidc/cognito-api.ts";
import { createIssuer, type Issuer, issuerUrl } from "./oidc/issuer.ts";
import { createOidcTables, removeExpired } from "./oidc/oidc-adapter.ts";
import { type ClientProperties, unsupportedClient } from "./oidc/oidc-client.ts";
import { lambdaConfig, type PoolProperties } from "./oidc/pre-token-trigger.ts";
import { issuerListener } from "./oidc/routes.ts";
import { parseProperties } from "./parse-properties.ts";

type Draft = { readonly stack: string; readonly logicalId: string };

const issuers = new WeakMap<Cloud, readonly Issuer[]>();

/** The user pools that are served; empty before the start. */
export function issuersOf(cloud: Cloud): readonly Issuer[] {
  return issuers.get(cloud) ?? [];
}

/** An id of the look Cognito gives, the same at each start. */
function stableId(draft: Draft, length: number): string {
  const digest = createHash("sha256").update(`${draft.stack}/${draft.logicalId}`).digest("hex");
  return BigInt(`0x${digest}`).toString(36).slice(0, length);
}

const poolType: ResourceType<PoolProperties> = {
  type: "AWS::Cognito::UserPool",
  properties: [
    ...["UserPoolName", "UserPoolTier", "UserPoolTags", "UserPoolAddOns", "DeletionProtection", "Schema", "Policies"],
    ...["AccountRecoverySetting", "AdminCreateUserConfig", "AliasAttributes", "AutoVerifiedAttributes"],
    ...["DeviceConfiguration", "EmailConfiguration", "EmailVerificationMessage", "EmailVerificationSubject"],
    ...["EmailAuthenticationMessage", "EmailAuthenticationSubject", "EnabledMfas", "MfaConfiguration"],
    ...["SmsVerificationMessage", "SmsAuthenticationMessage", "UserAttributeUpdateSettings", "UsernameAttributes"],
    ...["UsernameConfiguration", "VerificationMessageTemplate", "WebAuthnRelyingPartyID", "WebAuthnUserVerification"],
    "WebAuthnFactorConfiguration",
    "LambdaConfig",
  ],
  identify(draft, cloud) {
    const id = `${draft.region}_${stableId(draft, 9)}`;
    const url = issuerUrl(cloud, id);
    const arn = `arn:aws:cognito-idp:${draft.region}:${cloud.accountId}:userpool/${id}`;
    const attributes = { Arn: arn, UserPoolId: id, ProviderURL: url, ProviderName: url.replace(/^https?:\/\//, "") };
    return { ref: id, arn, attributes };
  },
  provision(pool) {
    parseProperties(z.object({ LambdaConfig: lambdaConfig.optional() }), pool as unknown as Resource);
  },
};

const clientType: ResourceType<ClientProperties> = {
  type: "AWS::Cognito::UserPoolClient",
  properties: [
    ...["UserPoolId", "ClientName", "GenerateSecret", "CallbackURLs", "LogoutURLs", "DefaultRedirectURI"],
    ...["AllowedOAuthFlows", "AllowedOAuthFlowsUserPoolClient", "AllowedOAuthScopes", "SupportedIdentityProviders"],
    ...["AccessTokenValidity", "IdTokenValidity", "RefreshTokenValidity", "TokenValidityUnits", "AuthSessionValidity"],
    ...["EnableTokenRevocation", "PreventUserExistenceErrors", "ExplicitAuthFlows", "ReadAttributes"],
    ...["WriteAttributes", "RefreshTokenRotation", "EnablePropagateAdditionalUserContextData"],
  ],
  identify(draft, cloud) {
    const id = stableId(draft, 26);
    const arn = `arn:aws:cognito-idp:${draft.region}:${cloud.accountId}:userpool/${draft.properties.UserPoolId}/client/${id}`;
    return { ref: id, arn, attributes: { ClientId: id, Name: draft.properties.ClientName ?? draft.logicalId } };
  },
  provision(client) {
    const reason = unsupportedClient(client.properties);
    if (reason !== undefined) throw new Error(`${client.type} ${client.logicalId}: not supported: ${reason}`);
  },
};

/** What only shapes Cognito's own pages, or names something in the pool. */
function partOfPool(
  name: string,
  properties: readonly string[],
  refOf: (properties: Record<string, unknown>, draft: Draft) => string,
) {
  const type: ResourceType = {
    type: `AWS::Cognito::${name}`,
    properties: ["UserPoolId", ...properties],
    identify(draft, cloud) {
      const ref = refOf(draft.properties, draft);
      const path = `${draft.properties.UserPoolId}/${name}/${ref}`;
      return { ref, arn: `arn:aws:cognito-idp:${draft.region}:${cloud.accountId}:userpool/${path}` };
    },
  };
  return type;
}

const parts = [
  partOfPool("UserPoolDomain", ["Domain", "CustomDomainConfig", "ManagedLoginVersion"], ({ Domain }) => String(Domain)),
  partOfPool("UserPoolGroup", ["GroupName", "Description", "Precedence", "RoleArn"], ({ GroupName }, draft) =>
    String(GroupName ?? draft.logicalId),
  ),
  partOfPool(
    "ManagedLoginBranding",
    ["ClientId", "UseCognitoProvidedValues", "Settings", "Assets", "ReturnMergedResources"],
    (_, draft) => draft.logicalId,
  ),
  partOfPool(
    "UserPoolRiskConfigurationAttachment",
    [
      "ClientId",
      "AccountTakeoverRiskConfiguration",
      "CompromisedCredentialsRiskConfiguration",
      "RiskExceptionConfiguration",
    ],
    (_, draft) => draft.logicalId,
  ),
];

/** User pools as OpenID providers with one-click personas; of Cognito's own API AdminGetUser and AdminDeleteUser. */
export const cognitoModule: Module = {
  name: "cognito",
  types: [poolType, clientType, ...parts] as unknown as Module["types"],
  async start(cloud) {
    createOidcTables(cloud.state);
    removeExpired(cloud.state, cloud.clock.now());
    const made: Issuer[] = [];
    for (const pool of cloud.resourcesOfType<PoolProperties>("AWS::Cognito::UserPool")) {
      const issuer = await createIssuer(cloud, pool);
      cloud.addPublicListener(`/_local/oidc/${pool.ref}/`, issuerListener(cloud, issuer));
      made.push(issuer);
    }
    issuers.set(cloud, made);
    cloud.addApi(cognitoApi(cloud, () => made));
  },
};
