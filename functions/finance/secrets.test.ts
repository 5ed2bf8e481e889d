import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { mockClient } from "aws-sdk-client-mock";
import { expect, test } from "vitest";
import { secretReader } from "./secrets.ts";
import { checkoutOrigin } from "./stripe.ts";

const arn = "arn:aws:secretsmanager:eu-west-2:111111111111:secret:stripe";

test("a secret is asked for once an instance, however many ask at once", async () => {
  const client = new SecretsManagerClient({});
  const mock = mockClient(client);
  mock.on(GetSecretValueCommand, { SecretId: arn }).resolves({ SecretString: "sk_test_1" });
  const read = secretReader(client);
  expect(await Promise.all([read(arn), read(arn)])).toEqual(["sk_test_1", "sk_test_1"]);
  expect(await read(arn)).toBe("sk_test_1");
  expect(mock.commandCalls(GetSecretValueCommand)).toHaveLength(1);
});

test("a failed read is tried again by the next, and an empty secret is refused", async () => {
  const client = new SecretsManagerClient({});
  const mock = mockClient(client);
  mock.on(GetSecretValueCommand).rejectsOnce(new Error("throttled")).resolvesOnce({}).resolves({ SecretString: "sk" });
  const read = secretReader(client);
  await expect(read(arn)).rejects.toThrow("throttled");
  await expect(read(arn)).rejects.toThrow("holds no text");
  expect(await read(arn)).toBe("sk");
});

test("the pay page's form may end at Stripe's hosted page, or at the double's", () => {
  expect(checkoutOrigin("https://api.stripe.com")).toBe("https://checkout.stripe.com");
  expect(checkoutOrigin("http://127.0.0.1:4002/")).toBe("http://127.0.0.1:4002");
});
