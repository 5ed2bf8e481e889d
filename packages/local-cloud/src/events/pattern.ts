import { ipBlock } from "./ip-block.ts";

/** Says whether an event (or a stream record, or a message) is one that the pattern selects. */
export type Matches = (event: unknown) => boolean;

/** Tests one value of the event: a scalar, or undefined where the event has none. */
type ValueTest = (value: unknown) => boolean;

/** Reads EventBridge's pattern language; throws an Error that names the operator and where it stands if unknown. */
export function compilePattern(pattern: unknown, path = "pattern"): Matches {
  if (!isObject(pattern)) throw new Error(`${path} must be a JSON object.`);
  const fields = Object.entries(pattern);
  if (fields.length === 0) throw new Error(`${path} must name at least one field.`);
  const tests = fields.map(([field, expected]) =>
    field === "$or" ? compileOr(expected, `${path}.$or`) : compileField(field, expected, `${path}.${field}`),
  );
  return (event) => tests.every((test) => test(event));
}

function compileOr(alternatives: unknown, path: string): Matches {
  if (!Array.isArray(alternatives) || alternatives.length < 2 || !alternatives.every(isObject)) {
    throw new Error(`${path} must be a list of at least two objects.`);
  }
  const compiled = alternatives.map((alternative, position) => compilePattern(alternative, `${path}[${position}]`));
  return (event) => compiled.some((matches) => matches(event));
}

function compileField(field: string, expected: unknown, path: string): Matches {
  if (isObject(expected)) {
    const inner = compilePattern(expected, path);
    // A nested object that the event lacks can still satisfy `exists: false` inside it.
    return (event) => asList(member(event, field), {}).some(inner);
  }
  if (!Array.isArray(expected) || expected.length === 0) throw new Error(`${path} must be a list of values.`);
  const tests = expected.map((value) => compileValue(value, path));
  return (event) => {
    const values = leaves(member(event, field));
    return tests.some((test) => (values.length === 0 ? test(undefined) : values.some(test)));
  };
}

function compileValue(expected: unknown, path: string): ValueTest {
  if (!isObject(expected)) {
    if (Array.isArray(expected)) throw new Error(`${path} must not hold a list in a list.`);
    return (value) => value === expected;
  }
  const [operator = "", ...others] = Object.keys(expected);
  const compile = Object.hasOwn(operators, operator) ? operators[operator] : undefined;
  if (compile === undefined || others.length > 0) {
    throw new Error(`${path}: the pattern operator ${[operator, ...others].join(" with ")} is not supported.`);
  }
  return compile(expected[operator], `${path}.${operator}`);
}

const operators: Readonly<Record<string, (operand: unknown, path: string) => ValueTest>> = {
  exists(operand, path) {
    if (typeof operand !== "boolean") throw new Error(`${path} must be true or false.`);
    return (value) => (value !== undefined) === operand;
  },
  prefix: (operand, path) => affix(operand, path, (text, start) => text.startsWith(start)),
  suffix: (operand, path) => affix(operand, path, (text, end) => text.endsWith(end)),
  "equals-ignore-case": (operand, path) => {
    const wanted = text(operand, path).toLowerCase();
    return (value) => typeof value === "string" && value.toLowerCase() === wanted;
  },
  wildcard(operand, path) {
    const expression = wildcardExpression(text(operand, path), path);
    return (value) => typeof value === "string" && expression.test(value);
  },
  numeric,
  cidr(operand, path) {
    const contains = ipBlock(text(operand, path), path);
    return (value) => typeof value === "string" && contains(value);
  },
  "anything-but": anythingBut,
};

function affix(operand: unknown, path: string, holds: (text: string, part: string) => boolean): ValueTest {
  if (isObject(operand)) {
    const [operator, ...others] = Object.keys(operand);
    if (operator !== "equals-ignore-case" || others.length > 0) {
      throw new Error(`${path}: the pattern operator ${operator} is not supported here.`);
    }
    const part = text(operand[operator], path).toLowerCase();
    return (value) => typeof value === "string" && holds(value.toLowerCase(), part);
  }
  const part = text(operand, path);
  return (value) => typeof value === "string" && holds(value, part);
}

function anythingBut(operand: unknown, path: string): ValueTest {
  if (isObject(operand)) {
    const [operator = "", ...others] = Object.keys(operand);
    if (!["prefix", "suffix", "equals-ignore-case", "wildcard"].includes(operator) || others.length > 0) {
      throw new Error(`${path}: the pattern operator ${operator} is not supported here.`);
    }
    const inner = operand[operator];
    const refused = (Array.isArray(inner) ? inner : [inner]).map((value) => compileValue({ [operator]: value }, path));
    return (value) => value !== undefined && !refused.some((test) => test(value));
  }
  const refused: readonly unknown[] = Array.isArray(operand) ? operand : [operand];
  if (refused.length === 0 || refused.some((value) => typeof value === "object" && value !== null)) {
    throw new Error(`${path} must be a value or a list of values.`);
  }
  return (value) => value !== undefined && !refused.includes(value);
}

const comparisons: Readonly<Record<string, (value: number, limit: number) => boolean>> = {
  "<": (value, limit) => value < limit,
  "<=": (value, limit) => value <= limit,
  "=": (value, limit) => value === limit,
  ">=": (value, limit) => value >= limit,
  ">": (value, limit) => value > limit,
};

function numeric(operand: unknown, path: string): ValueTest {
  if (!Array.isArray(operand) || operand.length === 0 || operand.length % 2 === 1) {
    throw new Error(`${path} must be pairs of a comparison and a number.`);
  }
  const tests: ((value: number) => boolean)[] = [];
  for (let position = 0; position < operand.length; position += 2) {
    const [comparison, limit] = operand.slice(position, position + 2) as unknown[];
    const compare = comparisons[String(comparison)];
    if (compare === undefined) throw new Error(`${path}: the comparison ${String(comparison)} is not supported.`);
    if (typeof limit !== "number") throw new Error(`${path} must compare with numbers.`);
    tests.push((value) => compare(value, limit));
  }
  return (value) => typeof value === "number" && tests.every((test) => test(value));
}

/** `*` stands for any text; `\*` and `\\` for the characters themselves. */
function wildcardExpression(pattern: string, path: string): RegExp {
  if (pattern.replaceAll(/\\[\\*]/g, "").includes("**")) throw new Error(`${path} must not hold two * in a row.`);
  const source = pattern.replaceAll(/\\([\\*])|(\*)|([\s\S])/g, (_whole, escaped, star, plain) =>
    star === undefined ? String(escaped ?? plain).replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&") : "[\\s\\S]*",
  );
  return new RegExp(`^${source}$`);
}

function text(operand: unknown, path: string): string {
  if (typeof operand !== "string") throw new Error(`${path} must be text.`);
  return operand;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function member(event: unknown, field: string): unknown {
  return isObject(event) && Object.hasOwn(event, field) ? event[field] : undefined;
}

function asList(value: unknown, whenAbsent: unknown): readonly unknown[] {
  if (value === undefined) return [whenAbsent];
  return Array.isArray(value) ? value : [value];
}

/** The scalars of a field: those of a list count each by itself, objects do not count (only leaves can match). */
function leaves(value: unknown): readonly unknown[] {
  if (value === undefined || isObject(value)) return [];
  return Array.isArray(value) ? value.flatMap(leaves) : [value];
}
