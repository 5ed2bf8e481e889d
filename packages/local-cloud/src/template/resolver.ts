import type { StackTemplate, TemplateResource } from "../assembly.ts";
import type { Cloud, Resource, ResourceType } from "../contract.ts";
import { Refusal } from "../refusal.ts";
import { evaluateCondition, NO_VALUE, resolveValue, type Scope } from "./intrinsics.ts";
import { parameterValues } from "./parameters.ts";
import { physicalName } from "./physical-name.ts";

export interface ResolveOptions {
  readonly stacks: readonly StackTemplate[];
  readonly types: ReadonlyMap<string, ResourceType>;
  readonly skippedTypes: ReadonlySet<string>;
  readonly parameters: Readonly<Record<string, string>>;
  readonly cloud: Cloud;
}

/** Every resource of every stack, intrinsics resolved, each after all it depends on. Skipped types are not among them. */
export function resolveResources(options: ResolveOptions): readonly Resource[] {
  const resolver = new Resolver(options);
  for (const stack of options.stacks) {
    for (const logicalId of Object.keys(stack.template.Resources)) {
      resolver.resource(stack, logicalId);
    }
  }
  return resolver.ordered;
}

class Resolver {
  readonly ordered: Resource[] = [];
  readonly #options: ResolveOptions;
  readonly #done = new Map<string, Resource | undefined>();
  readonly #underWay: string[] = [];
  readonly #parameters = new Map<StackTemplate, ReadonlyMap<string, unknown>>();
  readonly #exports = new Map<string, { stack: StackTemplate; value: unknown }>();

  constructor(options: ResolveOptions) {
    this.#options = options;
    for (const stack of options.stacks) {
      this.#parameters.set(stack, parameterValues(stack, options.parameters));
      for (const [name, output] of Object.entries(stack.template.Outputs)) {
        if (output.Export !== undefined) {
          const exported = resolveValue(output.Export.Name, this.#scope(stack, `${stack.name}.Outputs.${name}`));
          this.#exports.set(`${stack.region}|${String(exported)}`, { stack, value: output.Value });
        }
      }
    }
  }

  /** Undefined when the resource's condition is false. */
  resource(stack: StackTemplate, logicalId: string): Resource | undefined {
    const key = `${stack.name}.${logicalId}`;
    if (this.#done.has(key)) {
      return this.#done.get(key);
    }
    if (this.#underWay.includes(key)) {
      throw new Refusal(`resources depend on each other in a circle: ${[...this.#underWay, key].join(" → ")}`);
    }
    const declared = stack.template.Resources[logicalId];
    if (declared === undefined) {
      throw new Refusal(`${stack.name}: there is no resource or parameter named ${logicalId}`);
    }
    this.#underWay.push(key);
    const resource = this.#resolve(stack, logicalId, declared);
    this.#underWay.pop();
    this.#done.set(key, resource);
    if (resource !== undefined && !this.#options.skippedTypes.has(declared.Type)) {
      this.ordered.push(resource);
    }
    return resource;
  }

  #resolve(stack: StackTemplate, logicalId: string, declared: TemplateResource): Resource | undefined {
    const scope = this.#scope(stack, `${stack.name}.${logicalId} (${declared.Type})`);
    if (declared.Condition !== undefined && !scope.condition(declared.Condition)) {
      return undefined;
    }
    const base = { stack: stack.name, region: stack.region, logicalId, type: declared.Type };
    if (this.#options.skippedTypes.has(declared.Type)) {
      return skippedResource(base, declared.Properties ?? {}, stack.account);
    }
    for (const dependency of [declared.DependsOn ?? []].flat()) {
      this.resource(stack, dependency);
    }
    const type = this.#options.types.get(declared.Type);
    if (type === undefined) {
      throw new Refusal(`${scope.where}: this resource type is not supported`);
    }
    const properties = resolveValue(declared.Properties ?? {}, scope) as Record<string, unknown>;
    const { attributes = {}, ...identity } = type.identify({ ...base, properties }, this.#options.cloud);
    return { ...base, properties, ...identity, attributes };
  }

  #scope(stack: StackTemplate, where: string): Scope {
    const required = (logicalId: string): Resource => {
      const resource = this.resource(stack, logicalId);
      if (resource === undefined) {
        throw new Refusal(`${where}: it refers to ${logicalId}, whose condition is false`);
      }
      return resource;
    };
    return {
      where,
      region: stack.region,
      ref: (name) => {
        const parameters = this.#parameters.get(stack);
        return parameters?.has(name) ? parameters.get(name) : (pseudo(name, stack, where) ?? required(name).ref);
      },
      getAtt: (logicalId, attribute) => attributeOf(required(logicalId), attribute, where, this.#options.skippedTypes),
      importValue: (name) => {
        const found = this.#exports.get(`${stack.region}|${name}`);
        if (found === undefined) {
          throw new Refusal(`${where}: Fn::ImportValue finds no export named ${name}`);
        }
        return resolveValue(found.value, this.#scope(found.stack, `export ${name}`));
      },
      condition: (name) => {
        const expression = stack.template.Conditions[name];
        if (expression === undefined) {
          throw new Refusal(`${where}: there is no condition named ${name}`);
        }
        return evaluateCondition(expression, this.#scope(stack, `${stack.name}.Conditions.${name}`));
      },
      mapping: (map, key, secondKey) => {
        const maps = stack.template.Mappings as Record<string, Record<string, Record<string, unknown>>>;
        const value = maps[map]?.[key]?.[secondKey];
        if (value === undefined) {
          throw new Refusal(`${where}: Fn::FindInMap finds no ${map}.${key}.${secondKey}`);
        }
        return value;
      },
    };
  }
}

function attributeOf(resource: Resource, attribute: string, where: string, skipped: ReadonlySet<string>): string {
  const value = resource.attributes[attribute] ?? (attribute === "Arn" ? resource.arn : undefined);
  if (value !== undefined) {
    return value;
  }
  if (skipped.has(resource.type)) {
    return `${resource.ref}.${attribute}`;
  }
  throw new Refusal(`${where}: Fn::GetAtt ${resource.logicalId}.${attribute} of ${resource.type} is not supported`);
}

function pseudo(name: string, stack: StackTemplate, where: string): unknown {
  switch (name) {
    case "AWS::AccountId":
      return stack.account;
    case "AWS::Region":
      return stack.region;
    case "AWS::Partition":
      return "aws";
    case "AWS::URLSuffix":
      return "amazonaws.com";
    case "AWS::StackName":
      return stack.name;
    case "AWS::StackId":
      return `arn:aws:cloudformation:${stack.region}:${stack.account}:stack/${stack.name}/local`;
    case "AWS::NoValue":
      return NO_VALUE;
    default:
      if (name.startsWith("AWS::")) {
        throw new Refusal(`${where}: the pseudo parameter ${name} is not supported`);
      }
      return undefined;
  }
}

/** A stand-in for what is not code: others may hold its name or ARN, nothing acts on it. */
function skippedResource(
  base: Pick<Resource, "stack" | "region" | "logicalId" | "type">,
  properties: Readonly<Record<string, unknown>>,
  account: string,
): Resource {
  const ref = physicalName(base);
  const kind = base.type.split("::").slice(1).join("/").toLowerCase();
  return { ...base, properties, ref, arn: `arn:aws:${kind}:${base.region}:${account}:${ref}`, attributes: {} };
}
