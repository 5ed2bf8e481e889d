import {
  GetSecretValueCommand,
  ListSecretsCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { generateSecret } from "./secret-generator.ts";
import { resolveSecret, secretsModule } from "./secrets.ts";
import { createServedCloud, type ServedCloud } from "./testing-endpoint.ts";

describe("secrets", () => {
  let cloud: ServedCloud;
  let client: SecretsManagerClient;
  beforeEach(async () => {
    cloud = await createServedCloud([secretsModule]);
    client = new SecretsManagerClient(cloud.sdk);
    await cloud.start();
  });
  afterEach(() => cloud.stop());

  it("generates a value once and keeps it when the template is provisioned again", async () => {
    const secret = await cloud.provision("AWS::SecretsManager::Secret", "Origin", { GenerateSecretString: {} });
    const first = await client.send(new GetSecretValueCommand({ SecretId: secret.arn }));
    await cloud.provision("AWS::SecretsManager::Secret", "Origin", { GenerateSecretString: {} });
    const second = await client.send(new GetSecretValueCommand({ SecretId: "Test-Origin" }));
    expect(first.SecretString).toHaveLength(32);
    expect(second.SecretString).toBe(first.SecretString);
    expect(second.ARN).toMatch(/^arn:aws:secretsmanager:eu-west-2:111111111111:secret:Test-Origin-[A-Za-z0-9]{6}$/);
  });

  it("puts a new value as the current one and keeps the one before", async () => {
    const { arn } = await cloud.provision("AWS::SecretsManager::Secret", "Stripe", {
      Name: "stripe",
      SecretString: "old",
    });
    await client.send(new PutSecretValueCommand({ SecretId: "stripe", SecretString: "new" }));
    const previous = new GetSecretValueCommand({ SecretId: arn, VersionStage: "AWSPREVIOUS" });
    expect((await client.send(new GetSecretValueCommand({ SecretId: arn }))).SecretString).toBe("new");
    expect((await client.send(previous)).SecretString).toBe("old");
  });

  it("resolves dynamic references by ARN, by the ARN of another region, by name, and by JSON field", async () => {
    const SecretString = JSON.stringify({ key: "sk_1", count: 2 });
    const { arn } = await cloud.provision("AWS::SecretsManager::Secret", "Stripe", { Name: "a/stripe", SecretString });
    expect(resolveSecret(cloud, `${arn}:SecretString:key::`)).toBe("sk_1");
    expect(resolveSecret(cloud, `${arn.replace("eu-west-2", "us-east-1")}:SecretString:count`)).toBe("2");
    expect(resolveSecret(cloud, "a/stripe")).toBe(SecretString);
    expect(() => resolveSecret(cloud, "a/stripe:SecretString:other::")).toThrow('no field "other"');
    expect(() => resolveSecret(cloud, "nothing")).toThrow('no secret "nothing"');
  });

  it("refuses an unknown secret, an unknown member and an unknown operation by name", async () => {
    await expect(client.send(new GetSecretValueCommand({ SecretId: "none" }))).rejects.toThrow('no secret "none"');
    await expect(client.send(new ListSecretsCommand({}))).rejects.toThrow("ListSecrets");
    const binary = new PutSecretValueCommand({ SecretId: "none", SecretBinary: new Uint8Array([1]) });
    await expect(client.send(binary)).rejects.toThrow("SecretBinary");
  });
});

describe("a generated secret", () => {
  it("follows length, exclusions and template", () => {
    const rules = { PasswordLength: 40, ExcludePunctuation: true, ExcludeUppercase: true, ExcludeCharacters: "abc" };
    expect(generateSecret(rules)).toMatch(/^[d-z0-9]{40}$/);
    const made = JSON.parse(generateSecret({ SecretStringTemplate: '{"user":"me"}', GenerateStringKey: "password" }));
    expect(made).toEqual({ user: "me", password: expect.stringMatching(/^.{32}$/) });
  });

  it("has each included kind of character", () => {
    for (let round = 0; round < 50; round += 1) {
      expect(generateSecret({ PasswordLength: 4 })).toMatch(
        /^(?=.*[a-z])(?=.*[A-Z])(?=.*[0-9])(?=.*[^A-Za-z0-9]).{4}$/,
      );
    }
  });
});
