import { Refusal } from "../refusal.ts";
import { arnMatches, wildcardMatches } from "./wildcard.ts";

export type ConditionBlock = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
export type ConditionContext = Readonly<Record<string, string | readonly string[]>>;

interface Operator {
  readonly matches: (wanted: string, actual: string) => boolean;
  /** Negated operators hold when no wanted value matches, and when the key is absent. */
  readonly negated?: true;
}

const number = (compare: (actual: number, wanted: number) => boolean): Operator => ({
  matches: (wanted, actual) => compare(Number(actual), Number(wanted)),
});

const OPERATORS: Readonly<Record<string, Operator>> = {
  StringEquals: { matches: (wanted, actual) => wanted === actual },
  StringNotEquals: { matches: (wanted, actual) => wanted === actual, negated: true },
  StringEqualsIgnoreCase: { matches: (wanted, actual) => wanted.toLowerCase() === actual.toLowerCase() },
  StringLike: { matches: (wanted, actual) => wildcardMatches(wanted, actual) },
  StringNotLike: { matches: (wanted, actual) => wildcardMatches(wanted, actual), negated: true },
  ArnEquals: { matches: arnMatches },
  ArnLike: { matches: arnMatches },
  ArnNotLike: { matches: arnMatches, negated: true },
  ArnNotEquals: { matches: arnMatches, negated: true },
  Bool: { matches: (wanted, actual) => wanted.toLowerCase() === actual.toLowerCase() },
  NumericEquals: number((actual, wanted) => actual === wanted),
  NumericLessThan: number((actual, wanted) => actual < wanted),
  NumericLessThanEquals: number((actual, wanted) => actual <= wanted),
  NumericGreaterThan: number((actual, wanted) => actual > wanted),
  NumericGreaterThanEquals: number((actual, wanted) => actual >= wanted),
};

interface ParsedOperator {
  readonly name: string;
  readonly quantifier: "ForAllValues" | "ForAnyValue" | undefined;
  readonly ifExists: boolean;
}

function parseOperator(text: string): ParsedOperator {
  const [, quantifier, base = text] = /^(?:(ForAllValues|ForAnyValue):)?(.*)$/.exec(text) ?? [];
  const ifExists = base.endsWith("IfExists");
  return {
    name: ifExists ? base.slice(0, -"IfExists".length) : base,
    quantifier: quantifier as ParsedOperator["quantifier"],
    ifExists,
  };
}

/** Refuses, by name, an operator or policy variable that the evaluator does not know. */
export function refuseUnknownConditions(block: ConditionBlock, where: string): void {
  for (const [operator, keys] of Object.entries(block)) {
    const { name } = parseOperator(operator);
    if (name !== "Null" && !Object.hasOwn(OPERATORS, name)) {
      throw new Refusal(`${where}: the IAM condition operator ${operator} is not supported`);
    }
    if (JSON.stringify(keys).includes("${")) {
      throw new Refusal(`${where}: policy variables in IAM conditions are not supported`);
    }
  }
}

/** Whether every condition of a statement holds in the context of a call. */
export function conditionsHold(block: ConditionBlock, context: ConditionContext): boolean {
  const byLowerCase = new Map(Object.entries(context).map(([key, value]) => [key.toLowerCase(), [value].flat()]));
  return Object.entries(block).every(([text, keys]) => {
    const operator = parseOperator(text);
    return Object.entries(keys).every(([key, value]) =>
      holds(operator, [value].flat().map(String), byLowerCase.get(key.toLowerCase())),
    );
  });
}

function holds(parsed: ParsedOperator, wanted: readonly string[], actual: readonly string[] | undefined): boolean {
  if (parsed.name === "Null") {
    return wanted.includes(String(actual === undefined));
  }
  const operator = OPERATORS[parsed.name];
  if (operator === undefined) {
    return false;
  }
  if (actual === undefined || actual.length === 0) {
    return parsed.ifExists || operator.negated === true || parsed.quantifier === "ForAllValues";
  }
  const one = (value: string) => wanted.some((want) => operator.matches(want, value)) !== (operator.negated ?? false);
  return parsed.quantifier === "ForAnyValue" ? actual.some(one) : actual.every(one);
}
