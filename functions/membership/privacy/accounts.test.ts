import { AdminDeleteUserCommand, type CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { expect, test } from "vitest";
import { AccountSettings, cognitoAccounts } from "./accounts.ts";

const settings = { USER_POOL_ID: "eu-west-2_abc", OIDC_ISSUER: "https://issuer.example/eu-west-2_abc" };

/** A client whose wire is a function. */
function answering(send: (command: unknown) => Promise<unknown>) {
  const client: Pick<CognitoIdentityProviderClient, "send"> = { send: send as CognitoIdentityProviderClient["send"] };
  return cognitoAccounts(settings, client);
}

const named = (name: string) => Object.assign(new Error(name), { name });

test("an account is deleted in the pool, by its subject", async () => {
  const sent: unknown[] = [];
  const accounts = answering(async (command) => sent.push(command));
  await accounts.remove("sub-1");
  expect(accounts.issuer).toBe(settings.OIDC_ISSUER);
  const [command] = sent;
  expect(command).toBeInstanceOf(AdminDeleteUserCommand);
  expect((command as AdminDeleteUserCommand).input).toEqual({ UserPoolId: "eu-west-2_abc", Username: "sub-1" });
});

test("one that is gone already is no error; anything else is, so that it is tried again", async () => {
  await answering(async () => Promise.reject(named("UserNotFoundException"))).remove("sub-1");
  const throttled = answering(async () => Promise.reject(named("TooManyRequestsException")));
  await expect(throttled.remove("sub-1")).rejects.toThrow("TooManyRequests");
});

test("settings that are missing are refused", () => {
  expect(AccountSettings.safeParse({ USER_POOL_ID: "x" }).success).toBe(false);
});
