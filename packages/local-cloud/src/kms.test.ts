import { createPublicKey, verify } from "node:crypto";
import {
  DescribeKeyCommand,
  EncryptCommand,
  GetPublicKeyCommand,
  KMSClient,
  SignCommand,
  VerifyCommand,
} from "@aws-sdk/client-kms";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { kmsModule } from "./kms.ts";
import { createServedCloud, type ServedCloud } from "./testing-endpoint.ts";

const ED25519 = { KeySpec: "ECC_NIST_EDWARDS25519", KeyUsage: "SIGN_VERIFY" };
const SigningAlgorithm = "ED25519_SHA_512" as const;

describe("key signing", () => {
  let cloud: ServedCloud;
  let client: KMSClient;
  beforeEach(async () => {
    cloud = await createServedCloud([kmsModule]);
    client = new KMSClient(cloud.sdk);
    await cloud.start();
  });
  afterEach(() => cloud.stop());

  it("signs with Ed25519 so that anyone with the public key can verify", async () => {
    const key = await cloud.provision("AWS::KMS::Key", "Signing", ED25519);
    const Message = Buffer.from("a credential");
    const signed = await client.send(
      new SignCommand({ KeyId: key.arn, Message, SigningAlgorithm, MessageType: "RAW" }),
    );
    const { PublicKey, KeySpec } = await client.send(new GetPublicKeyCommand({ KeyId: key.ref }));
    const publicKey = createPublicKey({ key: Buffer.from(PublicKey ?? []), format: "der", type: "spki" });
    expect(KeySpec).toBe("ECC_NIST_EDWARDS25519");
    expect(verify(null, Message, publicKey, Buffer.from(signed.Signature ?? []))).toBe(true);
  });

  it("keeps the key when the template is provisioned again, and finds it by its alias", async () => {
    const key = await cloud.provision("AWS::KMS::Key", "Signing", ED25519);
    await cloud.provision("AWS::KMS::Alias", "Alias", { AliasName: "alias/signing", TargetKeyId: key.arn });
    const Message = Buffer.from("hello");
    const { Signature } = await client.send(new SignCommand({ KeyId: "alias/signing", Message, SigningAlgorithm }));
    await cloud.provision("AWS::KMS::Key", "Signing", ED25519);
    const input = { KeyId: key.arn, Message, SigningAlgorithm, Signature };
    expect((await client.send(new VerifyCommand(input))).SignatureValid).toBe(true);
    const forged = new VerifyCommand({ ...input, Message: Buffer.from("other") });
    await expect(client.send(forged)).rejects.toMatchObject({ name: "KMSInvalidSignatureException" });
  });

  it("names symmetric keys but signs nothing with them", async () => {
    const key = await cloud.provision("AWS::KMS::Key", "Encryption", { EnableKeyRotation: true });
    const described = await client.send(new DescribeKeyCommand({ KeyId: key.arn }));
    expect(described.KeyMetadata?.KeySpec).toBe("SYMMETRIC_DEFAULT");
    const signing = new SignCommand({ KeyId: key.arn, Message: Buffer.from("x"), SigningAlgorithm });
    await expect(client.send(signing)).rejects.toThrow("symmetric");
  });

  it("refuses other operations, other algorithms, unknown keys and key specs by name", async () => {
    const key = await cloud.provision("AWS::KMS::Key", "Signing", ED25519);
    const Message = Buffer.from("x");
    await expect(client.send(new EncryptCommand({ KeyId: key.arn, Plaintext: Message }))).rejects.toThrow("Encrypt");
    const other = new SignCommand({ KeyId: key.arn, Message, SigningAlgorithm: "ECDSA_SHA_256" });
    await expect(client.send(other)).rejects.toThrow("SigningAlgorithm");
    await expect(client.send(new DescribeKeyCommand({ KeyId: "none" }))).rejects.toThrow('no key "none"');
    const rsa = cloud.provision("AWS::KMS::Key", "Rsa", { KeySpec: "RSA_2048", KeyUsage: "SIGN_VERIFY" });
    await expect(rsa).rejects.toThrow("RSA_2048");
  });
});
