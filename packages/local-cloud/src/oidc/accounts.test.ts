import { AdminDeleteUserCommand, CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { afterEach, beforeEach, expect, it } from "vitest";
import { cognitoModule, issuersOf } from "../cognito.ts";
import type { Persona } from "../contract.ts";
import { createServedCloud, type ServedCloud } from "../testing-endpoint.ts";

const ada: Persona = {
  ...{ name: "staff", sub: "0a1b2c3d-0000-4000-8000-000000000001", email: "ada@example.org" },
  ...{ givenName: "Ada", familyName: "Byron", groups: ["staff"], description: "Works here" },
};

let cloud: ServedCloud;
beforeEach(async () => {
  cloud = await createServedCloud([cognitoModule], { personas: [ada] });
  await cloud.provision("AWS::Cognito::UserPool", "People");
  await cloud.start();
});
afterEach(() => cloud.stop());

function pool() {
  const [issuer] = issuersOf(cloud);
  if (issuer === undefined) throw new Error("no pool is served");
  const cognito = new CognitoIdentityProviderClient(cloud.sdk);
  const remove = (Username: string) =>
    cognito.send(new AdminDeleteUserCommand({ UserPoolId: issuer.pool.ref, Username }));
  return { accounts: issuer.accounts, remove };
}

it("deletes an account, and whoever signs up with its address afterwards is somebody new", async () => {
  const { accounts, remove } = pool();
  const person = { name: "No Longer", email: "gone@example.org", groups: [], secondFactor: true };
  const { sub } = accounts.signUp(person);
  await remove(sub);
  expect([accounts.bySub(sub), accounts.byEmail(person.email)]).toEqual([undefined, undefined]);
  await expect(remove(sub)).rejects.toMatchObject({ name: "UserNotFoundException" });
  expect(accounts.signUp(person).sub).not.toBe(sub);
});

it("deletes a persona's too: nobody signs in with it any more", async () => {
  const { accounts, remove } = pool();
  await remove(ada.sub);
  expect([accounts.personas(), accounts.byPersona("staff"), accounts.bySub(ada.sub)]).toEqual([
    [],
    undefined,
    undefined,
  ]);
  expect(accounts.byEmail(ada.email)).toBeUndefined();
});

it("refuses a pool and an account that are not there", async () => {
  await expect(pool().remove("nobody")).rejects.toMatchObject({ name: "UserNotFoundException" });
  const other = new AdminDeleteUserCommand({ UserPoolId: "eu-west-2_other", Username: ada.sub });
  await expect(new CognitoIdentityProviderClient(cloud.sdk).send(other)).rejects.toThrow("does not exist");
});
