import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  AdminGetUserCommand,
  CognitoIdentityProviderClient,
  ListUsersCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { PreTokenGenerationV2TriggerEvent } from "aws-lambda";
import { createRemoteJWKSet, decodeJwt, jwtVerify } from "jose";
import * as client from "openid-client";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cognitoModule, issuersOf } from "../cognito.ts";
import type { Persona } from "../contract.ts";
import { createServedCloud, type ServedCloud } from "../testing-endpoint.ts";
import { issueScriptToken } from "../token.ts";
import { type Browser, createBrowser } from "./testing-browser.ts";

const ada: Persona = {
  name: "staff",
  sub: "0a1b2c3d-0000-4000-8000-000000000001",
  email: "ada@example.org",
  givenName: "Ada",
  familyName: "Byron",
  groups: ["staff"],
  description: "Works here",
};
const callback = "http://127.0.0.1:9/callback";
const clientProperties = (UserPoolId: string) => ({
  ...{ UserPoolId, CallbackURLs: [callback], LogoutURLs: ["http://127.0.0.1:9/"], AllowedOAuthFlows: ["code"] },
  ...{ AllowedOAuthScopes: ["openid", "email", "profile"], AccessTokenValidity: 30 },
  TokenValidityUnits: { AccessToken: "minutes" },
});

describe("the OpenID issuer", () => {
  const folder = mkdtempSync(join(tmpdir(), "local-cloud-oidc-"));
  let cloud: ServedCloud;
  let issuer: string;
  let config: client.Configuration;

  async function startCloud({ LambdaConfig, ...options }: { folder?: string; LambdaConfig?: object } = {}) {
    cloud = await createServedCloud([cognitoModule], { personas: [ada], ...options });
    const pool = await cloud.provision("AWS::Cognito::UserPool", "People", LambdaConfig && { LambdaConfig });
    await cloud.provision("AWS::Cognito::UserPoolGroup", "Staff", { UserPoolId: pool.ref, GroupName: "staff" });
    const app = await cloud.provision("AWS::Cognito::UserPoolClient", "Web", clientProperties(pool.ref));
    await cloud.start();
    issuer = pool.attributes.ProviderURL ?? "";
    const plain = { execute: [client.allowInsecureRequests] };
    config = await client.discovery(new URL(issuer), app.ref, undefined, client.None(), plain);
  }
  beforeEach(() => startCloud());
  afterEach(() => cloud.stop());

  async function openSignIn(visit: Browser) {
    const verifier = client.randomPKCECodeVerifier();
    const state = client.randomState();
    const url = client.buildAuthorizationUrl(config, {
      ...{ redirect_uri: callback, scope: "openid email profile", state, code_challenge_method: "S256" },
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
    });
    const answer = await visit(url.href);
    return { verifier, state, answer, page: new URL(answer.headers.get("location") ?? "", cloud.publicOrigin).href };
  }

  async function signIn(visit: Browser, fields: Record<string, string>) {
    const { verifier, state, page } = await openSignIn(visit);
    const submitted = await visit(page, { method: "POST", body: new URLSearchParams(fields) });
    const resumed = await visit(submitted.headers.get("location") ?? "");
    const back = new URL(resumed.headers.get("location") ?? "");
    return client.authorizationCodeGrant(config, back, { pkceCodeVerifier: verifier, expectedState: state });
  }

  it("signs a persona in with one click through the code flow with PKCE", async () => {
    const tokens = await signIn(createBrowser(), { persona: "staff" });
    expect(tokens.claims()).toMatchObject({
      ...{ iss: issuer, sub: ada.sub, email: "ada@example.org", email_verified: true, given_name: "Ada" },
      "cognito:groups": ["staff"],
    });
    expect(tokens.refresh_token).toBeDefined();
    const info = await client.fetchUserInfo(config, tokens.access_token, ada.sub);
    expect(info).toMatchObject({ email: "ada@example.org", family_name: "Byron" });
  });

  it("gives access tokens of Cognito's shape, and the same to scripts", async () => {
    const { access_token: fromFlow } = await signIn(createBrowser(), { persona: "staff" });
    const { access_token: forScript, expires_in } = await issueScriptToken(cloud, { persona: "staff" });
    const keys = createRemoteJWKSet(new URL(String(config.serverMetadata().jwks_uri)));
    const read = async (token: string) => (await jwtVerify(token, keys, { issuer, algorithms: ["RS256"] })).payload;
    const payload = await read(fromFlow);
    expect(payload).toMatchObject({
      sub: ada.sub,
      token_use: "access",
      username: ada.sub,
      scope: "openid email profile",
    });
    expect(payload["cognito:groups"]).toEqual(["staff"]);
    expect(payload).not.toHaveProperty("aud");
    expect(Object.keys(await read(forScript))).toEqual(Object.keys(payload));
    expect(expires_in).toBe(1800);
    expect(payload.exp).toBe((payload.iat ?? 0) + 1800);
  });

  it("signs up another person by name and e-mail, and knows them again", async () => {
    const person = { name: "Grace Brewster Hopper", email: "Grace@Example.org" };
    const first = (await signIn(createBrowser(), person)).claims();
    const again = (await signIn(createBrowser(), { ...person, email: "grace@example.org" })).claims();
    expect(first).toMatchObject({ email: "grace@example.org", given_name: "Grace", family_name: "Brewster Hopper" });
    expect(again?.sub).toBe(first?.sub);
    expect(first).not.toHaveProperty("cognito:groups");
  });

  it("refuses a wrong person, an unknown group, and a form from another site", async () => {
    const visit = createBrowser();
    const { page } = await openSignIn(visit);
    const post = (fields: Record<string, string>, headers = {}) =>
      visit(page, { method: "POST", body: new URLSearchParams(fields), headers });
    const wrong = await post({ name: "<b>", email: "nobody" });
    expect([wrong.status, await wrong.text()]).toEqual([422, expect.stringContaining("Enter an e-mail address")]);
    expect((await post({ name: "x", email: "x@example.org", groups: "admin" })).status).toBe(422);
    expect((await post({ persona: "nobody" })).status).toBe(422);
    expect((await post({ persona: "staff" }, { origin: "https://evil.example" })).status).toBe(403);
  });

  it("says so when a sign-in page is opened that has ended", async () => {
    const answer = await createBrowser()(`${issuer}/sign-in/none`);
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining("has ended")]);
  });

  it("refuses a code flow without PKCE and an unregistered callback", async () => {
    const { client_id } = config.clientMetadata();
    const ask = `${issuer}/oauth2/authorize?client_id=${client_id}&response_type=code&scope=openid&state=s`;
    const noPkce = await fetch(`${ask}&redirect_uri=${encodeURIComponent(callback)}`, { redirect: "manual" });
    expect(noPkce.headers.get("location")).toContain("error=invalid_request");
    expect((await fetch(`${ask}&redirect_uri=https://evil.example/`)).status).toBe(400);
  });

  it("signs out as Cognito does and asks again afterwards", async () => {
    const visit = createBrowser();
    await signIn(visit, { persona: "staff" });
    const { answer: silent } = await openSignIn(visit);
    expect(silent.headers.get("location")).toContain("/callback?code=");
    const logout = `${config.serverMetadata().end_session_endpoint}?client_id=${config.clientMetadata().client_id}&logout_uri=`;
    expect((await visit(`${logout}https://evil.example/`)).status).toBe(400);
    const out = await visit(logout + encodeURIComponent("http://127.0.0.1:9/"));
    expect([out.status, out.headers.get("location")]).toEqual([302, "http://127.0.0.1:9/"]);
    const { answer } = await openSignIn(visit);
    expect(answer.headers.get("location")).toContain("/sign-in/");
  });

  it("refreshes tokens after a restart and after the clock has moved", async () => {
    await cloud.stop();
    await startCloud({ folder });
    const tokens = await signIn(createBrowser(), { persona: "staff" });
    const keyBefore = issuersOf(cloud)[0]?.jwks.keys[0]?.n;
    await cloud.stop();
    await startCloud({ folder });
    expect(issuersOf(cloud)[0]?.jwks.keys[0]?.n).toBe(keyBefore);
    const fresh = await client.refreshTokenGrant(config, String(tokens.refresh_token));
    expect(fresh.access_token.split(".")).toHaveLength(3);
  });

  const trigger = "arn:aws:lambda:eu-west-2:111111111111:function:trigger";
  const v2 = { PreTokenGenerationConfig: { LambdaArn: trigger, LambdaVersion: "V2_0" } };

  it("runs the trigger before tokens once a sign-in, and both tokens have the groups it leaves", async () => {
    await cloud.stop();
    await startCloud({ LambdaConfig: v2 });
    const asked: PreTokenGenerationV2TriggerEvent[] = [];
    cloud.setFunction(trigger, (event: PreTokenGenerationV2TriggerEvent) => {
      asked.push(event);
      const groupOverrideDetails = { groupsToOverride: ["choir"], iamRolesToOverride: [] };
      return { ...event, response: { claimsAndScopeOverrideDetails: { groupOverrideDetails } } };
    });
    const tokens = await signIn(createBrowser(), { persona: "staff" });
    expect(tokens.claims()?.["cognito:groups"]).toEqual(["choir"]);
    expect(decodeJwt(tokens.access_token)["cognito:groups"]).toEqual(["choir"]);
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({
      ...{ version: "2", triggerSource: "TokenGeneration_HostedAuth", userName: ada.sub },
      request: { groupConfiguration: { groupsToOverride: ["staff"] }, userAttributes: { email: ada.email } },
    });
    await client.refreshTokenGrant(config, String(tokens.refresh_token));
    expect(asked[1]?.triggerSource).toBe("TokenGeneration_RefreshTokens");
  });

  it("gives no tokens when the trigger fails or answers what is not supported", async () => {
    await cloud.stop();
    await startCloud({ LambdaConfig: v2 });
    cloud.setFunction(trigger, () => {
      throw new Error("down");
    });
    await expect(signIn(createBrowser(), { persona: "staff" })).rejects.toMatchObject({ error: "invalid_grant" });
    cloud.setFunction(trigger, (event: object) => ({
      ...event,
      response: { claimsAndScopeOverrideDetails: { accessTokenGeneration: {} } },
    }));
    await expect(issueScriptToken(cloud, { persona: "staff" })).rejects.toThrow("accessTokenGeneration");
  });

  it("lets a trigger look up a person's second factor, and knows little else of Cognito's API", async () => {
    const cognito = new CognitoIdentityProviderClient(cloud.sdk);
    const UserPoolId = cloud.resourcesOfType("AWS::Cognito::UserPool")[0]?.ref;
    const user = await cognito.send(new AdminGetUserCommand({ UserPoolId, Username: ada.sub }));
    expect([user.Username, user.UserMFASettingList]).toEqual([ada.sub, ["SOFTWARE_TOKEN_MFA"]]);
    const person = { name: "No Factor", email: "no@example.org", groups: "staff", withoutSecondFactor: "1" };
    const { sub } = (await signIn(createBrowser(), person)).claims() ?? {};
    const other = await cognito.send(new AdminGetUserCommand({ UserPoolId, Username: sub }));
    expect(other.UserMFASettingList).toBeUndefined();
    const nobody = new AdminGetUserCommand({ UserPoolId, Username: "nobody" });
    await expect(cognito.send(nobody)).rejects.toMatchObject({ name: "UserNotFoundException" });
    await expect(cognito.send(new ListUsersCommand({ UserPoolId }))).rejects.toThrow("ListUsers");
  });

  it("refuses triggers that it does not run", async () => {
    const pool = cloud.provision("AWS::Cognito::UserPool", "Other", { LambdaConfig: { PostConfirmation: trigger } });
    await expect(pool).rejects.toThrow("PostConfirmation");
  });

  it("refuses clients it could not serve as Cognito would", async () => {
    const [pool] = cloud.resourcesOfType("AWS::Cognito::UserPool");
    const make = (more: object) =>
      cloud.provision("AWS::Cognito::UserPoolClient", "Other", { ...clientProperties(pool?.ref ?? ""), ...more });
    await expect(make({ GenerateSecret: true })).rejects.toThrow("GenerateSecret");
    await expect(make({ AllowedOAuthFlows: ["implicit"] })).rejects.toThrow("implicit");
    await expect(make({ AllowedOAuthScopes: ["orders/read"] })).rejects.toThrow("orders/read");
  });

  it("refuses a token for an unknown persona or client by name", async () => {
    await expect(issueScriptToken(cloud, { persona: "nobody" })).rejects.toThrow('"nobody". There are: staff');
    await expect(issueScriptToken(cloud, { persona: "staff", client_id: "x" })).rejects.toThrow(
      "no such user pool client",
    );
    await expect(issueScriptToken(cloud, {})).rejects.toThrow("?persona=NAME");
  });

  it("gives scripts a token for anybody by e-mail, and leaves a known person as they are", async () => {
    await signIn(createBrowser(), { name: "Ellen Marsh", email: "ellen@example.org", groups: "staff" });
    const { access_token } = await issueScriptToken(cloud, { email: "Ellen@example.org" });
    expect(decodeJwt(access_token)["cognito:groups"]).toEqual(["staff"]);
    expect((await issueScriptToken(cloud, { email: "new@example.org", name: "New Person" })).sub).toMatch(
      /^[0-9a-f-]{36}$/,
    );
  });
});
