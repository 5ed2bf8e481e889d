import { Refusal } from "../refusal.ts";

/** What a template value may refer to while it is resolved. `where` names the place for messages. */
export interface Scope {
  readonly where: string;
  readonly region: string;
  ref(name: string): unknown;
  getAtt(logicalId: string, attribute: string): string;
  importValue(exportName: string): unknown;
  condition(name: string): boolean;
  mapping(map: string, key: string, secondKey: string): unknown;
}

/** The value of AWS::NoValue: the property or list entry that holds it is left out. */
export const NO_VALUE = Symbol("AWS::NoValue");

/** Resolves every intrinsic of a template value; one that is unknown is refused by name. */
export function resolveValue(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value)) {
    return value.map((entry) => resolveValue(entry, scope)).filter((entry) => entry !== NO_VALUE);
  }
  if (typeof value === "string") {
    refuseUnknownReference(value, scope);
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  const entries = Object.entries(value);
  const [first] = entries;
  if (entries.length === 1 && first !== undefined && (first[0] === "Ref" || first[0].startsWith("Fn::"))) {
    return resolveIntrinsic(first[0], first[1], scope);
  }
  const resolved: Record<string, unknown> = {};
  for (const [key, entry] of entries) {
    const result = resolveValue(entry, scope);
    if (result !== NO_VALUE) {
      resolved[key] = result;
    }
  }
  return resolved;
}

/** Dynamic references stay as they are: whoever uses the property reads the secret's present value. */
function refuseUnknownReference(text: string, scope: Scope): void {
  const service = /\{\{resolve:([^:}]*)/.exec(text)?.[1];
  if (service !== undefined && service !== "secretsmanager") {
    throw new Refusal(`${scope.where}: the dynamic reference {{resolve:${service}:…}} is not supported`);
  }
}

type Intrinsic = (argument: unknown, scope: Scope, name: string) => unknown;

const INTRINSICS: Readonly<Record<string, Intrinsic>> = {
  Ref: (argument, scope, name) => scope.ref(asText(argument, name, scope)),
  "Fn::GetAtt": (argument, scope, name) => {
    const path =
      typeof argument === "string" ? argument.split(".") : asList(resolveValue(argument, scope), name, scope);
    const [logicalId, ...attribute] = path;
    return scope.getAtt(String(logicalId), attribute.join("."));
  },
  "Fn::Join": (argument, scope, name) => {
    const [separator, parts] = asList(resolveValue(argument, scope), name, scope);
    return asList(parts, name, scope)
      .map((part) => asText(part, name, scope))
      .join(String(separator));
  },
  "Fn::Sub": (argument, scope, name) => {
    const [text, names] = Array.isArray(argument) ? argument : [argument, {}];
    return substitute(asText(text, name, scope), resolveValue(names, scope) as Record<string, unknown>, scope);
  },
  "Fn::Select": (argument, scope, name) => {
    const [index, list] = asList(resolveValue(argument, scope), name, scope);
    const entries = asList(list, name, scope);
    const at = Number(index);
    if (!(at in entries)) {
      throw new Refusal(`${scope.where}: ${name} has no entry ${String(index)} in a list of ${entries.length}`);
    }
    return entries[at];
  },
  "Fn::Split": (argument, scope, name) => {
    const [separator, text] = asList(resolveValue(argument, scope), name, scope);
    return asText(text, name, scope).split(String(separator));
  },
  "Fn::ImportValue": (argument, scope, name) => scope.importValue(asText(resolveValue(argument, scope), name, scope)),
  "Fn::If": (argument, scope, name) => {
    const [condition, whenTrue, whenFalse] = asList(argument, name, scope);
    return resolveValue(scope.condition(asText(condition, name, scope)) ? whenTrue : whenFalse, scope);
  },
  "Fn::FindInMap": (argument, scope, name) => {
    const [map, key, secondKey, ...more] = asList(resolveValue(argument, scope), name, scope);
    if (more.length > 0) {
      throw new Refusal(`${scope.where}: a default value of Fn::FindInMap is not supported`);
    }
    return scope.mapping(String(map), String(key), String(secondKey));
  },
  "Fn::Base64": (argument, scope, name) =>
    Buffer.from(asText(resolveValue(argument, scope), name, scope)).toString("base64"),
};

function resolveIntrinsic(name: string, argument: unknown, scope: Scope): unknown {
  const intrinsic = INTRINSICS[name];
  if (intrinsic === undefined) {
    throw new Refusal(`${scope.where}: the intrinsic ${name} is not supported`);
  }
  return intrinsic(argument, scope, name);
}

const CONDITION_FUNCTIONS = new Set(["Fn::Equals", "Fn::And", "Fn::Or", "Fn::Not", "Condition"]);

/** Evaluates one entry of the Conditions section. */
export function evaluateCondition(expression: unknown, scope: Scope): boolean {
  const [entry] = Object.entries((expression ?? {}) as Record<string, unknown>);
  const name = entry?.[0] ?? "nothing";
  const argument = entry?.[1];
  if (!CONDITION_FUNCTIONS.has(name)) {
    throw new Refusal(`${scope.where}: the condition function ${name} is not supported`);
  }
  if (name === "Condition") {
    return scope.condition(asText(argument, name, scope));
  }
  const operands = asList(argument, name, scope);
  if (name === "Fn::Equals") {
    const [left, right] = operands.map((operand) => JSON.stringify(resolveValue(operand, scope)));
    return left === right;
  }
  const results = operands.map((operand) => evaluateCondition(operand, scope));
  if (name === "Fn::Not") {
    return results[0] === false;
  }
  return name === "Fn::And" ? results.every(Boolean) : results.some(Boolean);
}

function substitute(text: string, names: Record<string, unknown>, scope: Scope): string {
  return text.replace(/\$\{([^}]*)\}/g, (_, expression: string) => {
    if (expression.startsWith("!")) {
      return `\${${expression.slice(1)}}`;
    }
    const name = expression.trim();
    if (name in names) {
      return asText(names[name], "Fn::Sub", scope);
    }
    const dot = name.indexOf(".");
    const value = dot > 0 ? scope.getAtt(name.slice(0, dot), name.slice(dot + 1)) : scope.ref(name);
    return asText(value, "Fn::Sub", scope);
  });
}

function asText(value: unknown, name: string, scope: Scope): string {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
    return String(value);
  }
  throw new Refusal(`${scope.where}: ${name} expects text and got ${describe(value)}`);
}

function asList(value: unknown, name: string, scope: Scope): unknown[] {
  if (Array.isArray(value)) {
    return value;
  }
  throw new Refusal(`${scope.where}: ${name} expects a list and got ${describe(value)}`);
}

function describe(value: unknown): string {
  return typeof value === "symbol" ? "AWS::NoValue" : (JSON.stringify(value) ?? "nothing");
}
