import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Resource } from "../contract.ts";
import { Refusal } from "../refusal.ts";
import type { Credentials } from "./credentials.ts";

export interface FunctionProperties {
  readonly FunctionName?: string;
  readonly Code: { readonly S3Key?: string; readonly ZipFile?: string };
  readonly Handler: string;
  readonly Runtime: string;
  readonly Role: string;
  readonly MemorySize?: number;
  readonly Timeout?: number;
  readonly ReservedConcurrentExecutions?: number;
  readonly Environment?: { readonly Variables?: Readonly<Record<string, string>> };
}

/** A function of the template, its code found. */
export interface FunctionSpec {
  readonly arn: string;
  readonly name: string;
  readonly logicalId: string;
  readonly region: string;
  readonly roleArn: string;
  readonly handler: string;
  readonly folder: string;
  readonly codeFile: string;
  readonly memoryMb: number;
  readonly timeoutMs: number;
  readonly maxInstances: number;
  readonly variables: Readonly<Record<string, string>>;
}

const DEFAULT_INSTANCES = 10;

/** Reads a function resource; refuses by name what cannot run here (another runtime, inline code, a missing asset). */
export function readFunction(
  resource: Resource<FunctionProperties>,
  assets: ReadonlyMap<string, string>,
): FunctionSpec {
  const { properties } = resource;
  const where = `${resource.stack}.${resource.logicalId}`;
  if (!String(properties.Runtime).startsWith("nodejs")) {
    throw new Refusal(`${where}: the runtime ${properties.Runtime} is not supported, only Node.js`);
  }
  const folder = assets.get(properties.Code.S3Key ?? "");
  if (folder === undefined) {
    throw new Refusal(`${where}: its code is not a file asset of the synthesized app`);
  }
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    throw new Refusal(`${where}: its code folder ${folder} is missing: synthesize again`);
  }
  return {
    arn: resource.arn,
    name: resource.ref,
    logicalId: resource.logicalId,
    region: resource.region,
    roleArn: properties.Role,
    handler: properties.Handler,
    folder,
    codeFile: codeFile(folder, properties.Handler),
    memoryMb: Number(properties.MemorySize ?? 128),
    timeoutMs: Number(properties.Timeout ?? 3) * 1000,
    maxInstances: Number(properties.ReservedConcurrentExecutions ?? DEFAULT_INSTANCES),
    variables: properties.Environment?.Variables ?? {},
  };
}

function codeFile(folder: string, handler: string): string {
  const base = join(folder, handler.slice(0, handler.lastIndexOf(".")));
  return [".mjs", ".js", ".cjs"].map((extension) => base + extension).find(existsSync) ?? base;
}

/** The environment of one instance: Lambda's own variables and the function's; nothing of the host's. */
export function instanceEnvironment(
  spec: FunctionSpec,
  given: Required<Credentials> & { readonly awsEndpoint: string },
  resolveDynamic: (text: string) => string,
): Record<string, string> {
  const own = Object.entries(spec.variables).map(([name, value]) => [name, resolveDynamic(String(value))] as const);
  return {
    TZ: ":UTC",
    LANG: "en_US.UTF-8",
    AWS_REGION: spec.region,
    AWS_DEFAULT_REGION: spec.region,
    AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x",
    AWS_LAMBDA_FUNCTION_NAME: spec.name,
    AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(spec.memoryMb),
    AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${spec.name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: "local",
    LAMBDA_TASK_ROOT: spec.folder,
    _HANDLER: spec.handler,
    ...Object.fromEntries(own),
    AWS_ACCESS_KEY_ID: given.accessKeyId,
    AWS_SECRET_ACCESS_KEY: given.secretAccessKey,
    AWS_SESSION_TOKEN: given.sessionToken,
    AWS_ENDPOINT_URL: given.awsEndpoint,
  };
}
