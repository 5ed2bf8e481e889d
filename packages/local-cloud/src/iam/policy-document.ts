import { Refusal } from "../refusal.ts";
import { type ConditionBlock, type ConditionContext, conditionsHold, refuseUnknownConditions } from "./conditions.ts";
import { arnMatches, wildcardMatches } from "./wildcard.ts";

export interface Statement {
  readonly effect: "Allow" | "Deny";
  readonly actions: readonly string[];
  readonly notActions: boolean;
  readonly resources: readonly string[];
  readonly notResources: boolean;
  readonly principals: readonly string[];
  readonly conditions: ConditionBlock;
}

const KNOWN = ["Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Principal", "Condition"];

/** Reads a policy document; what the evaluator does not know is refused by name. `where` names the policy. */
export function readPolicyDocument(document: unknown, where: string): readonly Statement[] {
  const { Statement: statements = [] } = (document ?? {}) as { Statement?: unknown };
  return [statements].flat().map((statement) => readStatement(statement as Record<string, unknown>, where));
}

function readStatement(statement: Record<string, unknown>, where: string): Statement {
  const unknown = Object.keys(statement).find((key) => !KNOWN.includes(key));
  if (unknown !== undefined) {
    throw new Refusal(`${where}: ${unknown} in an IAM statement is not supported`);
  }
  if (statement.Effect !== "Allow" && statement.Effect !== "Deny") {
    throw new Refusal(`${where}: an IAM statement has the effect ${String(statement.Effect)}`);
  }
  const resources = texts(statement.Resource ?? statement.NotResource);
  if (resources.some((resource) => resource.includes("${"))) {
    throw new Refusal(`${where}: policy variables in IAM resources are not supported`);
  }
  const conditions = (statement.Condition ?? {}) as ConditionBlock;
  refuseUnknownConditions(conditions, where);
  return {
    effect: statement.Effect,
    actions: texts(statement.Action ?? statement.NotAction),
    notActions: statement.NotAction !== undefined,
    resources,
    notResources: statement.NotResource !== undefined,
    principals: principalsOf(statement.Principal),
    conditions,
  };
}

function principalsOf(principal: unknown): string[] {
  return typeof principal === "object" && principal !== null
    ? Object.values(principal).flatMap((value) => texts(value))
    : texts(principal);
}

function texts(value: unknown): string[] {
  return value === undefined ? [] : [value].flat().map(String);
}

export function actionMatches(statement: Statement, action: string): boolean {
  return statement.actions.some((pattern) => wildcardMatches(pattern, action, true)) !== statement.notActions;
}

export function statementApplies(
  statement: Statement,
  action: string,
  resourceArn: string,
  context: ConditionContext,
): boolean {
  return (
    actionMatches(statement, action) &&
    statement.resources.some((pattern) => arnMatches(pattern, resourceArn)) !== statement.notResources &&
    conditionsHold(statement.conditions, context)
  );
}
