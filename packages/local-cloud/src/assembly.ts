import { existsSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import * as z from "zod";
import { Refusal } from "./refusal.ts";

export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly DependsOn?: string | readonly string[];
  readonly Condition?: string;
}

export interface Template {
  readonly Parameters: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly Mappings: Readonly<Record<string, unknown>>;
  readonly Conditions: Readonly<Record<string, unknown>>;
  readonly Resources: Readonly<Record<string, TemplateResource>>;
  readonly Outputs: Readonly<Record<string, { readonly Value: unknown; readonly Export?: { readonly Name: unknown } }>>;
}

export interface StackTemplate {
  readonly name: string;
  readonly region: string;
  readonly account: string;
  readonly template: Template;
}

/** What `cdk synth` wrote: the stacks in dependency order and the folder of each file asset by its object key. */
export interface Assembly {
  readonly folder: string;
  readonly stacks: readonly StackTemplate[];
  readonly assets: ReadonlyMap<string, string>;
}

const LOCAL_ACCOUNT = "000000000000";
const DEFAULT_REGION = "eu-west-2";

const record = z.record(z.string(), z.unknown());
const manifestSchema = z.object({
  artifacts: z
    .record(
      z.string(),
      z.object({
        type: z.string(),
        environment: z.string().optional(),
        properties: record.optional(),
        dependencies: z.array(z.string()).optional(),
      }),
    )
    .default({}),
});
const resourceSchema = z.strictObject({
  Type: z.string(),
  Properties: record.optional(),
  DependsOn: z.union([z.string(), z.array(z.string())]).optional(),
  Condition: z.string().optional(),
  Metadata: z.unknown().optional(),
  DeletionPolicy: z.string().optional(),
  UpdateReplacePolicy: z.string().optional(),
});
const templateSchema = z.strictObject({
  AWSTemplateFormatVersion: z.string().optional(),
  Description: z.string().optional(),
  Metadata: z.unknown().optional(),
  Rules: z.unknown().optional(),
  Parameters: z.record(z.string(), record).default({}),
  Mappings: record.default({}),
  Conditions: record.default({}),
  Resources: z.record(z.string(), resourceSchema).default({}),
  Outputs: z.record(z.string(), z.looseObject({ Value: z.unknown() })).default({}),
});
const assetsSchema = z.object({
  files: z
    .record(
      z.string(),
      z.object({
        source: z.object({ path: z.string().optional() }),
        destinations: z.record(z.string(), z.object({ objectKey: z.string() })),
      }),
    )
    .default({}),
});

/** Reads the output folder of `cdk synth`, stages included. Throws a Refusal that names the file that is missing or wrong. */
export function readAssembly(folder: string): Assembly {
  const assets = new Map<string, string>();
  const stacks: StackTemplate[] = [];
  readInto(resolve(folder), stacks, assets);
  if (stacks.length === 0) {
    throw new Refusal(`${folder} holds no stack: is it the output of "cdk synth"?`);
  }
  return { folder: resolve(folder), stacks, assets };
}

function readInto(folder: string, stacks: StackTemplate[], assets: Map<string, string>): void {
  const manifestFile = join(folder, "manifest.json");
  if (!existsSync(folder) || !statSync(folder).isDirectory() || !existsSync(manifestFile)) {
    throw new Refusal(`${folder} is not the output of "cdk synth": it has no manifest.json`);
  }
  const { artifacts } = readJson(manifestFile, manifestSchema);
  for (const id of inDependencyOrder(artifacts)) {
    const artifact = artifacts[id];
    const properties = artifact?.properties ?? {};
    if (artifact?.type === "cdk:cloud-assembly") {
      readInto(join(folder, String(properties.directoryName)), stacks, assets);
    } else if (artifact?.type === "cdk:asset-manifest") {
      readAssets(folder, String(properties.file), assets);
    } else if (artifact?.type === "aws:cloudformation:stack") {
      stacks.push(readStack(folder, id, artifact.environment, properties));
    }
  }
}

function readStack(folder: string, id: string, environment: string | undefined, properties: Record<string, unknown>) {
  const [account = "", region = ""] = (environment ?? "").replace("aws://", "").split("/");
  const template = readJson(join(folder, String(properties.templateFile)), templateSchema) as Template;
  return {
    name: typeof properties.stackName === "string" ? properties.stackName : id,
    account: /^\d{12}$/.test(account) ? account : LOCAL_ACCOUNT,
    region: region === "" || region === "unknown-region" ? DEFAULT_REGION : region,
    template,
  };
}

function readAssets(folder: string, file: string, assets: Map<string, string>): void {
  for (const asset of Object.values(readJson(join(folder, file), assetsSchema).files)) {
    for (const destination of Object.values(asset.destinations)) {
      assets.set(destination.objectKey, resolve(folder, asset.source.path ?? ""));
    }
  }
}

function inDependencyOrder(artifacts: Record<string, { dependencies?: string[] | undefined }>): string[] {
  const order = new Set<string>();
  const visit = (id: string): void => {
    if (order.has(id) || artifacts[id] === undefined) {
      return;
    }
    for (const dependency of artifacts[id].dependencies ?? []) {
      visit(dependency);
    }
    order.add(id);
  };
  for (const id of Object.keys(artifacts)) {
    visit(id);
  }
  return [...order];
}

function readJson<T>(file: string, schema: z.ZodType<T>): T {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new Refusal(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new Refusal(`${file}: ${issue?.path.join(".")}: ${issue?.message}`);
  }
  return parsed.data;
}
