import { AdminGetUserCommand, CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import type { PreTokenGenerationV2TriggerEvent } from "aws-lambda";
import { mockClient } from "aws-sdk-client-mock";
import { afterAll, beforeEach, expect, test } from "vitest";
import { handler } from "./second-factor.ts";

const cognito = mockClient(CognitoIdentityProviderClient);
beforeEach(() => cognito.reset());
afterAll(() => cognito.restore());

const signIn = (groups: string[]): PreTokenGenerationV2TriggerEvent => ({
  version: "2",
  triggerSource: "TokenGeneration_HostedAuth",
  region: "eu-west-2",
  userPoolId: "eu-west-2_pool",
  userName: "person",
  callerContext: { awsSdkVersion: "3", clientId: "client" },
  request: { userAttributes: {}, scopes: [], groupConfiguration: { groupsToOverride: groups } },
  response: { claimsAndScopeOverrideDetails: {} },
});

const groupsAfter = async (groups: string[]): Promise<unknown> =>
  (await handler(signIn(groups))).response.claimsAndScopeOverrideDetails.groupOverrideDetails?.groupsToOverride;

test("staff with a second factor keep their groups", async () => {
  cognito.on(AdminGetUserCommand).resolves({ UserMFASettingList: ["EMAIL_OTP"] });
  expect(await groupsAfter(["staff", "admin"])).toBeUndefined();
});

test("staff without a second factor sign in as anyone else", async () => {
  cognito.on(AdminGetUserCommand).resolves({ UserMFASettingList: [] });
  expect(await groupsAfter(["staff", "choir", "admin"])).toEqual(["choir"]);
  cognito.on(AdminGetUserCommand).resolves({});
  expect(await groupsAfter(["finance"])).toEqual([]);
});

test("people of no staff group are not asked about", async () => {
  expect(await groupsAfter([])).toBeUndefined();
  expect(cognito.commandCalls(AdminGetUserCommand)).toHaveLength(0);
});

test("when Cognito does not answer, nobody gets a token", async () => {
  cognito.on(AdminGetUserCommand).rejects(new Error("down"));
  await expect(handler(signIn(["staff"]))).rejects.toThrow("down");
});
