import { createHash, randomUUID } from "node:crypto";
import * as z from "zod";
import { AwsError, type Cloud, type Module, type Resource, type ResourceType } from "./contract.ts";
import { jsonApi, jsonOperation } from "./json-protocol.ts";
import { type GenerateSecretString, generateSecret } from "./secret-generator.ts";
import { versionsOf } from "./secret-versions.ts";
import { physicalName } from "./template/physical-name.ts";

const TYPE = "AWS::SecretsManager::Secret";

interface SecretProperties {
  readonly Name?: string;
  readonly Description?: string;
  readonly SecretString?: string;
  readonly GenerateSecretString?: GenerateSecretString;
}

type Secret = Resource<SecretProperties>;

const secretType: ResourceType<SecretProperties> = {
  type: TYPE,
  properties: ["Name", "Description", "SecretString", "GenerateSecretString", "KmsKeyId", "ReplicaRegions", "Tags"],
  identify(draft, cloud) {
    const name = draft.properties.Name ?? physicalName(draft);
    const suffix = createHash("sha256").update(`${draft.stack}/${draft.logicalId}`).digest("base64url");
    const arn = `arn:aws:secretsmanager:${draft.region}:${cloud.accountId}:secret:${name}-${suffix.replace(/[-_]/g, "0").slice(0, 6)}`;
    return { ref: arn, arn, attributes: { Id: arn } };
  },
  provision(secret, cloud) {
    const versions = versionsOf(cloud.state);
    if (versions.find(secret.arn, "AWSCURRENT") !== undefined) return;
    const { SecretString, GenerateSecretString } = secret.properties;
    versions.put(
      secret.arn,
      SecretString ?? generateSecret(GenerateSecretString ?? {}),
      randomUUID(),
      cloud.clock.now(),
    );
  },
};

export const secretsModule: Module = {
  name: "secrets",
  types: [secretType] as unknown as Module["types"],
  start: (cloud) => cloud.addApi(secretsApi(cloud)),
};

/**
 * The present value behind the inside of a `{{resolve:secretsmanager:…}}`:
 * `<ARN or name>[:SecretString[:<JSON field>[:<stage>[:<version id>]]]]`. Throws by name what does not exist.
 */
export function resolveSecret(cloud: Cloud, inside: string): string {
  const [, id = inside, rest = ""] = /^(.*?):SecretString(?::(.*))?$/.exec(inside) ?? [];
  const [field = "", stage = "", versionId = ""] = rest.split(":");
  const secret = findSecret(cloud, id);
  const version = versionsOf(cloud.state).find(secret.arn, stage || "AWSCURRENT", versionId || undefined);
  if (version === undefined) throw new AwsError("ResourceNotFoundException", `${id} has no such version.`);
  if (field === "") return version.value;
  const fields = jsonObject(version.value);
  const value = fields?.[field];
  if (value === undefined) throw new AwsError("ResourceNotFoundException", `The secret ${id} has no field "${field}".`);
  return typeof value === "string" ? value : JSON.stringify(value);
}

function jsonObject(text: string): Record<string, unknown> | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === "object" && parsed !== null ? (parsed as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** By ARN (of any region: a replica has the same value), by ARN without its suffix, or by name. */
function findSecret(cloud: Cloud, id: string): Secret {
  const wanted = id.replace(/^arn:[^:]*:secretsmanager:[^:]*:[^:]*:secret:/, "");
  const found = cloud.resourcesOfType<SecretProperties>(TYPE).find((secret) => {
    const full = secret.arn.slice(secret.arn.indexOf(":secret:") + ":secret:".length);
    return full === wanted || full.slice(0, -7) === wanted;
  });
  if (found === undefined) throw new AwsError("ResourceNotFoundException", `There is no secret "${id}".`);
  return found;
}

const secretId = z.string().min(1).max(2048);
const getInput = z.strictObject({
  SecretId: secretId,
  VersionId: z.string().optional(),
  VersionStage: z.string().optional(),
});
const putInput = z.strictObject({
  SecretId: secretId,
  SecretString: z.string().min(1).max(65_536),
  ClientRequestToken: z.string().min(32).max(64).optional(),
});

function secretsApi(cloud: Cloud) {
  const operation = <I extends z.ZodType<{ SecretId: string }>>(
    name: string,
    input: I,
    answer: (secret: Secret, input: z.output<I>) => Record<string, unknown>,
  ) =>
    jsonOperation(input, {
      authorise: ({ SecretId }) => [{ action: `secretsmanager:${name}`, resourceArn: findSecret(cloud, SecretId).arn }],
      handle(given) {
        const secret = findSecret(cloud, given.SecretId);
        return { ARN: secret.arn, Name: nameOf(secret), ...answer(secret, given) };
      },
    });
  return jsonApi({
    service: "secretsmanager",
    targetPrefix: "secretsmanager",
    version: "1.1",
    operations: {
      GetSecretValue: operation("GetSecretValue", getInput, (secret, input) => getValue(cloud, secret, input)),
      PutSecretValue: operation("PutSecretValue", putInput, (secret, input) => {
        const versionId = input.ClientRequestToken ?? randomUUID();
        versionsOf(cloud.state).put(secret.arn, input.SecretString, versionId, cloud.clock.now());
        return { VersionId: versionId, VersionStages: ["AWSCURRENT"] };
      }),
      DescribeSecret: operation("DescribeSecret", z.strictObject({ SecretId: secretId }), (secret) => {
        const all = versionsOf(cloud.state).all(secret.arn);
        const stages = all.map((version) => [version.versionId, version.stages] as const);
        return { Description: secret.properties.Description, VersionIdsToStages: Object.fromEntries(stages) };
      }),
    },
  });
}

function getValue(cloud: Cloud, secret: Secret, input: z.output<typeof getInput>) {
  const version = versionsOf(cloud.state).find(secret.arn, input.VersionStage ?? "AWSCURRENT", input.VersionId);
  if (version === undefined) {
    throw new AwsError("ResourceNotFoundException", "Secrets Manager can't find the specified secret value.");
  }
  return {
    VersionId: version.versionId,
    VersionStages: version.stages,
    SecretString: version.value,
    CreatedDate: version.createdAt / 1000,
  };
}

function nameOf(secret: Secret): string {
  return secret.arn.slice(secret.arn.indexOf(":secret:") + ":secret:".length, -"-abcdef".length);
}
