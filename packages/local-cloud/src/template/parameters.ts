import type { StackTemplate } from "../assembly.ts";
import { Refusal } from "../refusal.ts";

/** The values of one stack's parameters: given ones first, then defaults; one without either is refused by name. */
export function parameterValues(
  stack: StackTemplate,
  given: Readonly<Record<string, string>>,
): ReadonlyMap<string, unknown> {
  const values = new Map<string, unknown>();
  for (const [name, declaration] of Object.entries(stack.template.Parameters)) {
    const type = String(declaration.Type ?? "String");
    const text = given[name] ?? defaultOf(stack.name, name, type, declaration.Default);
    checkAllowed(stack.name, name, text, declaration);
    values.set(name, parse(stack.name, name, type, text));
  }
  return values;
}

/** Refuses a given parameter that no stack declares: a typing mistake must not pass unseen. */
export function refuseUnknownParameters(
  stacks: readonly StackTemplate[],
  given: Readonly<Record<string, string>>,
): void {
  for (const name of Object.keys(given)) {
    if (!stacks.some((stack) => name in stack.template.Parameters)) {
      throw new Refusal(`parameter ${name} is declared by no stack`);
    }
  }
}

function defaultOf(stack: string, name: string, type: string, value: unknown): string {
  if (value === undefined) {
    throw new Refusal(`${stack}: parameter ${name} has no default: give it with --parameter ${name}=VALUE`);
  }
  // The only SSM parameter known here is the version of the CDK bootstrap, which nothing reads at run time.
  if (type.startsWith("AWS::SSM::") && !String(value).startsWith("/cdk-bootstrap/")) {
    throw new Refusal(`${stack}: parameter ${name} of type ${type} is not supported`);
  }
  return String(value);
}

function checkAllowed(stack: string, name: string, text: string, declaration: Readonly<Record<string, unknown>>): void {
  const { AllowedValues, AllowedPattern } = declaration;
  if (Array.isArray(AllowedValues) && !AllowedValues.map(String).includes(text)) {
    throw new Refusal(`${stack}: parameter ${name} is "${text}" and must be one of ${AllowedValues.join(", ")}`);
  }
  if (typeof AllowedPattern === "string" && !new RegExp(`^(?:${AllowedPattern})$`).test(text)) {
    throw new Refusal(`${stack}: parameter ${name} is "${text}" and must match ${AllowedPattern}`);
  }
}

function parse(stack: string, name: string, type: string, text: string): unknown {
  if (type === "String" || type.startsWith("AWS::SSM::")) {
    return text;
  }
  if (type === "Number") {
    return Number(text);
  }
  if (type === "CommaDelimitedList" || type === "List<String>") {
    return text.split(",").map((entry) => entry.trim());
  }
  throw new Refusal(`${stack}: parameter ${name} has the type ${type}, which is not supported`);
}
