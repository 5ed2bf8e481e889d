import { createHash, randomUUID } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import * as z from "zod";
import { AwsError, type Cloud, type Module, type Resource, type ResourceType } from "./contract.ts";
import { jsonApi, jsonOperation } from "./json-protocol.ts";
import { type GenerateSecretString, generateSecret } from "./secret-generator.ts";
import { physicalName } from "./template/physical-name.ts";

const TYPE = "AWS::SecretsManager::Secret";

interface SecretProperties {
  readonly Name?: string;
  readonly Description?: string;
  readonly SecretString?: string;
  readonly GenerateSecretString?: GenerateSecretString;
}

type Secret = Resource<SecretProperties>;

interface Version {
  readonly versionId: string;
  readonly value: string;
  readonly stages: readonly string[];
  readonly createdAt: number;
}

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

function secretsApi(cloud: Cloud) {
  const secretId = z.string().min(1).max(2048);
  const authorise = (action: string) => (input: { SecretId: string }) => [
    { action: `secretsmanager:${action}`, resourceArn: findSecret(cloud, input.SecretId).arn },
  ];
  const nameOf = (secret: Secret) => secret.arn.slice(secret.arn.indexOf(":secret:") + 8, -7);
  const versions = versionsOf(cloud.state);
  return jsonApi({
    service: "secretsmanager",
    targetPrefix: "secretsmanager",
    version: "1.1",
    operations: {
      GetSecretValue: jsonOperation(
        z.strictObject({ SecretId: secretId, VersionId: z.string().optional(), VersionStage: z.string().optional() }),
        {
          authorise: authorise("GetSecretValue"),
          handle(input) {
            const secret = findSecret(cloud, input.SecretId);
            const version = versions.find(secret.arn, input.VersionStage ?? "AWSCURRENT", input.VersionId);
            if (version === undefined) {
              throw new AwsError("ResourceNotFoundException", "Secrets Manager can't find the specified secret value.");
            }
            return {
              ARN: secret.arn,
              Name: nameOf(secret),
              VersionId: version.versionId,
              VersionStages: version.stages,
              SecretString: version.value,
              CreatedDate: version.createdAt / 1000,
            };
          },
        },
      ),
      PutSecretValue: jsonOperation(
        z.strictObject({
          SecretId: secretId,
          SecretString: z.string().min(1).max(65_536),
          ClientRequestToken: z.string().min(32).max(64).optional(),
        }),
        {
          authorise: authorise("PutSecretValue"),
          handle(input) {
            const secret = findSecret(cloud, input.SecretId);
            const versionId = input.ClientRequestToken ?? randomUUID();
            versions.put(secret.arn, input.SecretString, versionId, cloud.clock.now());
            return { ARN: secret.arn, Name: nameOf(secret), VersionId: versionId, VersionStages: ["AWSCURRENT"] };
          },
        },
      ),
      DescribeSecret: jsonOperation(z.strictObject({ SecretId: secretId }), {
        authorise: authorise("DescribeSecret"),
        handle(input) {
          const secret = findSecret(cloud, input.SecretId);
          const all = versions.all(secret.arn);
          return {
            ARN: secret.arn,
            Name: nameOf(secret),
            Description: secret.properties.Description,
            VersionIdsToStages: Object.fromEntries(all.map((version) => [version.versionId, version.stages])),
          };
        },
      }),
    },
  });
}

/** The newest value is AWSCURRENT and the one before AWSPREVIOUS; older ones are forgotten, as in AWS. */
function versionsOf(state: DatabaseSync) {
  state.exec(`CREATE TABLE IF NOT EXISTS secrets_versions (number INTEGER PRIMARY KEY AUTOINCREMENT,
    arn TEXT NOT NULL, version_id TEXT NOT NULL, value TEXT NOT NULL, created_at INTEGER NOT NULL,
    UNIQUE (arn, version_id))`);
  const all = (arn: string): Version[] =>
    state
      .prepare("SELECT * FROM secrets_versions WHERE arn = ? ORDER BY number DESC LIMIT 2")
      .all(arn)
      .map((row, index) => ({
        versionId: String(row.version_id),
        value: String(row.value),
        stages: [index === 0 ? "AWSCURRENT" : "AWSPREVIOUS"],
        createdAt: Number(row.created_at),
      }));
  return {
    all,
    find: (arn: string, stage: string, versionId?: string) =>
      all(arn).find((version) =>
        versionId === undefined ? version.stages.includes(stage) : version.versionId === versionId,
      ),
    put(arn: string, value: string, versionId: string, now: number) {
      const same = state
        .prepare("SELECT value FROM secrets_versions WHERE arn = ? AND version_id = ?")
        .get(arn, versionId);
      if (same?.value === value) return;
      if (same !== undefined) {
        throw new AwsError("ResourceExistsException", "This version exists already with another value.");
      }
      state
        .prepare("INSERT INTO secrets_versions (arn, version_id, value, created_at) VALUES (?, ?, ?, ?)")
        .run(arn, versionId, value, Math.floor(now));
    },
  };
}
