import type { DeliverySource } from "../contract.ts";
import { arnMatches, wildcardMatches } from "../iam/wildcard.ts";
import { Refusal } from "../refusal.ts";
import type { QueuePolicyStatement } from "./queue-properties.ts";

type Compare = (wanted: string, actual: string) => boolean;

const comparisons: Readonly<Record<string, Compare>> = {
  ArnEquals: arnMatches,
  ArnLike: arnMatches,
  StringEquals: (wanted, actual) => wanted === actual,
  StringLike: wildcardMatches,
  Bool: (wanted, actual) => wanted === actual,
};

/** Refuses, by name, a condition of a queue policy that is not understood. */
export function checkQueuePolicy(statements: readonly QueuePolicyStatement[], name: string): void {
  for (const { Condition = {} } of statements) {
    for (const [operator, keys] of Object.entries(Condition)) {
      if (!Object.hasOwn(comparisons, operator)) throw new Refusal(`${name}: condition operator ${operator}`);
      const unknown = Object.keys(keys).find((key) => !Object.hasOwn(contextOf(undefined, ""), key.toLowerCase()));
      if (unknown !== undefined) throw new Refusal(`${name}: condition key ${unknown}`);
    }
  }
}

/** Whether an AWS service may send to a queue: some statement allows it and none denies it. */
export function maySend(
  statements: readonly QueuePolicyStatement[],
  queueArn: string,
  source: DeliverySource,
  accountId: string,
): boolean {
  const applying = statements.filter(
    (statement) =>
      isPrincipal(statement, source.service) &&
      list(statement.Action).some((action) => wildcardMatches(action, "sqs:SendMessage", true)) &&
      list(statement.Resource).some((resource) => arnMatches(resource, queueArn)) &&
      conditionsHold(statement, contextOf(source, accountId)),
  );
  return applying.some(({ Effect }) => Effect === "Allow") && applying.every(({ Effect }) => Effect !== "Deny");
}

function contextOf(source: DeliverySource | undefined, accountId: string): Readonly<Record<string, string>> {
  return {
    "aws:sourcearn": source?.sourceArn ?? "",
    "aws:sourceaccount": accountId,
    "aws:securetransport": "true",
  };
}

function isPrincipal({ Principal }: QueuePolicyStatement, service: string): boolean {
  if (Principal === "*") return true;
  return list(Principal.Service).includes(service) || list(Principal.AWS).includes("*");
}

function conditionsHold({ Condition = {} }: QueuePolicyStatement, context: Readonly<Record<string, string>>): boolean {
  return Object.entries(Condition).every(([operator, keys]) =>
    Object.entries(keys).every(([key, wanted]) =>
      (Array.isArray(wanted) ? wanted : [wanted]).some((value) =>
        comparisons[operator]?.(String(value), context[key.toLowerCase()] ?? ""),
      ),
    ),
  );
}

function list(value: string | readonly string[] | undefined): readonly string[] {
  return value === undefined ? [] : typeof value === "string" ? [value] : value;
}
