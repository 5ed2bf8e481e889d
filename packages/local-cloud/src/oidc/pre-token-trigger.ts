import { errors } from "oidc-provider";
import * as z from "zod";
import type { Cloud, Resource } from "../contract.ts";
import type { Account } from "./accounts.ts";

/** The triggers of a user pool: the one before tokens are made is run, any other stops the start. */
export const lambdaConfig = z.strictObject({
  PreTokenGenerationConfig: z
    .strictObject({ LambdaArn: z.string(), LambdaVersion: z.enum(["V1_0", "V2_0"]) })
    .optional(),
  PreTokenGeneration: z.string().optional(),
});

export interface PoolProperties {
  readonly LambdaConfig?: z.output<typeof lambdaConfig>;
}

/** For which client, and whether a sign-in or the renewal of one asks. */
interface Occasion {
  readonly clientId: string;
  readonly isRefresh: boolean;
}

/** The groups that go into a person's tokens; `once` is the request, in which the trigger runs a single time. */
export type DecideGroups = (account: Account, occasion: Occasion, once?: object) => Promise<readonly string[]>;

const overrides = z.strictObject({
  groupOverrideDetails: z
    .strictObject({
      groupsToOverride: z.array(z.string()).nullish(),
      iamRolesToOverride: z.array(z.string()).max(0).nullish(),
      preferredRole: z.null().optional(),
    })
    .nullish(),
});
const triggerAnswer = z.object({
  response: z.strictObject({
    claimsAndScopeOverrideDetails: overrides.nullish(),
    claimsOverrideDetails: overrides.nullish(),
  }),
});

/** Runs the pool's pre-token-generation function as Cognito does; without one the account's own groups stand. */
export function createGroupDecision(cloud: Cloud, pool: Resource<PoolProperties>): DecideGroups {
  const { PreTokenGenerationConfig: config, PreTokenGeneration } = pool.properties.LambdaConfig ?? {};
  const functionArn = config?.LambdaArn ?? PreTokenGeneration;
  if (functionArn === undefined) return async (account) => account.groups;
  const version = config?.LambdaVersion === "V2_0" ? "2" : "1";
  const decided = new WeakMap<object, Promise<readonly string[]>>();
  return (account, occasion, once = {}) => {
    const known = decided.get(once);
    if (known !== undefined) return known;
    const deciding = askTrigger(cloud, pool, functionArn, triggerEvent(pool, account, occasion, version));
    decided.set(once, deciding);
    return deciding;
  };
}

function triggerEvent(
  pool: Resource<PoolProperties>,
  account: Account,
  { clientId, isRefresh }: Occasion,
  version: "1" | "2",
) {
  return {
    version,
    triggerSource: isRefresh ? "TokenGeneration_RefreshTokens" : "TokenGeneration_HostedAuth",
    region: pool.region,
    userPoolId: pool.ref,
    userName: account.sub,
    callerContext: { awsSdkVersion: "aws-sdk-unknown-unknown", clientId },
    request: {
      userAttributes: userAttributes(account),
      groupConfiguration: { groupsToOverride: [...account.groups], iamRolesToOverride: [], preferredRole: null },
      ...(version === "2" ? { scopes: ["openid", "email", "profile"] } : {}),
    },
    response: version === "2" ? { claimsAndScopeOverrideDetails: null } : { claimsOverrideDetails: null },
  };
}

type TriggerEvent = ReturnType<typeof triggerEvent>;

/** A trigger that fails, or asks for what is not supported here, means no tokens. */
async function askTrigger(cloud: Cloud, pool: Resource<PoolProperties>, functionArn: string, event: TriggerEvent) {
  cloud.authoriseInvoke(functionArn, { service: "cognito-idp.amazonaws.com", sourceArn: pool.arn });
  const result = await cloud.functions.invoke(functionArn, event, cloud.timeline.newTraceId());
  if (result.error !== undefined) throw refusal(`failed with error ${result.error.message}`);
  const answer = triggerAnswer.safeParse(result.payload);
  if (!answer.success) {
    const issue = answer.error.issues[0];
    const members = issue?.code === "unrecognized_keys" ? issue.keys : [];
    throw refusal(`answered what the local cloud does not support: ${[...(issue?.path ?? []), ...members].join(".")}`);
  }
  const { claimsAndScopeOverrideDetails, claimsOverrideDetails } = answer.data.response;
  const details = (claimsAndScopeOverrideDetails ?? claimsOverrideDetails)?.groupOverrideDetails;
  return details?.groupsToOverride ?? event.request.groupConfiguration.groupsToOverride;
}

function refusal(what: string): Error {
  return new errors.CustomOIDCProviderError("invalid_grant", `PreTokenGeneration ${what}`);
}

/** As Cognito keeps them: all text. */
export function userAttributes(account: Account): Record<string, string> {
  return {
    sub: account.sub,
    "cognito:user_status": "CONFIRMED",
    email: account.email,
    email_verified: "true",
    given_name: account.givenName,
    family_name: account.familyName,
  };
}
