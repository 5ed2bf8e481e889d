import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from "node:crypto";
import * as z from "zod";
import { AwsError, type Cloud, type Module, type Resource, type ResourceType } from "./contract.ts";
import { jsonApi, jsonOperation } from "./json-protocol.ts";

const KEY = "AWS::KMS::Key";
const ALIAS = "AWS::KMS::Alias";
const ED25519 = "ECC_NIST_EDWARDS25519";
const ALGORITHM = "ED25519_SHA_512";

interface KeyProperties {
  readonly Description?: string;
  readonly KeySpec?: string;
  readonly KeyUsage?: string;
  readonly Enabled?: boolean;
}

interface AliasProperties {
  readonly AliasName: string;
  readonly TargetKeyId: string;
}

type Key = Resource<KeyProperties>;

const keyType: ResourceType<KeyProperties> = {
  type: KEY,
  properties: [
    ...["Description", "KeySpec", "KeyUsage", "Enabled", "KeyPolicy", "EnableKeyRotation", "RotationPeriodInDays"],
    ...["PendingWindowInDays", "MultiRegion", "Tags"],
  ],
  identify(draft, cloud) {
    const hex = createHash("sha256").update(`${draft.stack}/${draft.logicalId}`).digest("hex");
    const id = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join("-");
    const arn = `arn:aws:kms:${draft.region}:${cloud.accountId}:key/${id}`;
    return { ref: id, arn, attributes: { Arn: arn, KeyId: id } };
  },
  provision(key, cloud) {
    const spec = key.properties.KeySpec ?? "SYMMETRIC_DEFAULT";
    // A symmetric key is only named by encryption settings here: no operation uses it.
    if (spec === "SYMMETRIC_DEFAULT") return;
    if (spec !== ED25519 || key.properties.KeyUsage !== "SIGN_VERIFY") {
      throw new Error(`${key.logicalId}: the key spec ${spec} for ${key.properties.KeyUsage} is not supported.`);
    }
    keyRows(cloud);
    const pem = generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" });
    cloud.state.prepare("INSERT OR IGNORE INTO kms_keys VALUES (?, ?)").run(key.arn, String(pem));
  },
};

const aliasType: ResourceType<AliasProperties> = {
  type: ALIAS,
  properties: ["AliasName", "TargetKeyId"],
  identify: (draft, cloud) => ({
    ref: draft.properties.AliasName,
    arn: `arn:aws:kms:${draft.region}:${cloud.accountId}:${draft.properties.AliasName}`,
  }),
};

/** KMS with Ed25519 signing keys, made once and kept in `state`; symmetric keys exist in name only. */
export const kmsModule: Module = {
  name: "kms",
  types: [keyType, aliasType] as unknown as Module["types"],
  start(cloud) {
    keyRows(cloud);
    cloud.addApi(kmsApi(cloud));
  },
};

function keyRows(cloud: Cloud): void {
  cloud.state.exec("CREATE TABLE IF NOT EXISTS kms_keys (arn TEXT PRIMARY KEY, private_key TEXT NOT NULL)");
}

/** By key id, key ARN, alias name or alias ARN. */
function findKey(cloud: Cloud, id: string): Key {
  const alias = cloud
    .resourcesOfType<AliasProperties>(ALIAS)
    .find((candidate) => candidate.ref === id || candidate.arn === id);
  const wanted = alias?.properties.TargetKeyId ?? id;
  const key = cloud
    .resourcesOfType<KeyProperties>(KEY)
    .find((candidate) => candidate.ref === wanted || candidate.arn === wanted);
  if (key === undefined) throw new AwsError("NotFoundException", `There is no key "${id}".`);
  return key;
}

function privateKeyOf(cloud: Cloud, key: Key) {
  if (key.properties.Enabled === false) throw new AwsError("DisabledException", `${key.arn} is disabled.`);
  const row = cloud.state.prepare("SELECT private_key AS pem FROM kms_keys WHERE arn = ?").get(key.arn);
  if (row === undefined) {
    throw new AwsError(
      "UnsupportedOperationException",
      `${key.arn} is a symmetric key: the local cloud only names those.`,
    );
  }
  return createPrivateKey(String(row.pem));
}

const keyId = z.string().min(1).max(2048);
const signing = {
  KeyId: keyId,
  Message: base64(4096),
  MessageType: z.literal("RAW").optional(),
  SigningAlgorithm: z.literal(ALGORITHM),
};
const keyFacts = { KeySpec: ED25519, KeyUsage: "SIGN_VERIFY", SigningAlgorithms: [ALGORITHM] };

function base64(maxBytes: number) {
  return z.base64().transform((text, context) => {
    const decoded = Buffer.from(text, "base64");
    if (decoded.length === 0 || decoded.length > maxBytes) context.addIssue(`must have 1 to ${maxBytes} bytes`);
    return decoded;
  });
}

function kmsApi(cloud: Cloud) {
  const authorise = (action: string) => (input: { KeyId: string }) => [
    { action: `kms:${action}`, resourceArn: findKey(cloud, input.KeyId).arn },
  ];
  return jsonApi({
    service: "kms",
    targetPrefix: "TrentService",
    version: "1.1",
    operations: {
      Sign: jsonOperation(z.strictObject(signing), {
        authorise: authorise("Sign"),
        handle(input) {
          const key = findKey(cloud, input.KeyId);
          const signature = sign(null, input.Message, privateKeyOf(cloud, key));
          return { KeyId: key.arn, SigningAlgorithm: ALGORITHM, Signature: signature.toString("base64") };
        },
      }),
      Verify: jsonOperation(z.strictObject({ ...signing, Signature: base64(6144) }), {
        authorise: authorise("Verify"),
        handle(input) {
          const key = findKey(cloud, input.KeyId);
          const valid = verify(null, input.Message, createPublicKey(privateKeyOf(cloud, key)), input.Signature);
          if (!valid) throw new AwsError("KMSInvalidSignatureException", "The signature does not match the message.");
          return { KeyId: key.arn, SigningAlgorithm: ALGORITHM, SignatureValid: true };
        },
      }),
      GetPublicKey: jsonOperation(z.strictObject({ KeyId: keyId }), {
        authorise: authorise("GetPublicKey"),
        handle(input) {
          const key = findKey(cloud, input.KeyId);
          const der = createPublicKey(privateKeyOf(cloud, key)).export({ type: "spki", format: "der" });
          return { KeyId: key.arn, PublicKey: der.toString("base64"), ...keyFacts };
        },
      }),
      DescribeKey: jsonOperation(z.strictObject({ KeyId: keyId }), {
        authorise: authorise("DescribeKey"),
        handle: (input) => ({ KeyMetadata: describeKey(cloud, findKey(cloud, input.KeyId)) }),
      }),
    },
  });
}

function describeKey(cloud: Cloud, key: Key) {
  const spec = key.properties.KeySpec ?? "SYMMETRIC_DEFAULT";
  const enabled = key.properties.Enabled !== false;
  return {
    AWSAccountId: cloud.accountId,
    KeyId: key.ref,
    Arn: key.arn,
    Description: key.properties.Description ?? "",
    Enabled: enabled,
    KeyState: enabled ? "Enabled" : "Disabled",
    KeyManager: "CUSTOMER",
    ...(spec === ED25519 ? keyFacts : { KeySpec: spec, KeyUsage: "ENCRYPT_DECRYPT" }),
  };
}
