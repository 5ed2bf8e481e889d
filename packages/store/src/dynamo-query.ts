import { Problem } from "@alliance/core";
import * as z from "zod";
import type { Pattern, ReadOptions } from "./table.ts";

const StartKey = z.record(z.string(), z.string());

export const encodeCursor = (key: Record<string, unknown>): string =>
  Buffer.from(JSON.stringify(key)).toString("base64url");

/** Where a page begins. A cursor of another list, or one that was tampered with, is the caller's mistake. */
export function startOf(pattern: Pattern): { ExclusiveStartKey?: Record<string, string> } {
  const { pk, after, index, cursor } = pattern;
  if (after !== undefined && index !== undefined) throw new RangeError(`${index} has no place that a sort key names`);
  if (cursor === undefined) return after === undefined ? {} : { ExclusiveStartKey: { pk, sk: after } };
  try {
    const key = StartKey.parse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")));
    if (key[index ? `${index}pk` : "pk"] === pk) return { ExclusiveStartKey: key };
  } catch {
    // Falls through to the one refusal below: why it is unreadable is nobody's business.
  }
  throw new Problem("invalid-input", "That page of the list is not there any more. Please start from its first page.");
}

/** An index is always a moment behind: DynamoDB refuses to promise otherwise. */
export function refuseConsistentIndex({ index }: Pattern, options: ReadOptions | undefined): void {
  if (index && options?.consistent) throw new RangeError(`${index} cannot be read consistently`);
}

export function queryInput(pattern: Pattern, options?: ReadOptions) {
  refuseConsistentIndex(pattern, options);
  if (pattern.limit < 1 || pattern.limit > 100) throw new RangeError(`limit ${pattern.limit} is not 1 to 100`);
  const [pk, sk] = pattern.index ? [`${pattern.index}pk`, `${pattern.index}sk`] : ["pk", "sk"];
  const prefixed = pattern.skPrefix !== undefined;
  return {
    ...(pattern.index ? { IndexName: pattern.index } : {}),
    KeyConditionExpression: prefixed ? "#pk = :pk AND begins_with(#sk, :sk)" : "#pk = :pk",
    ExpressionAttributeNames: prefixed ? { "#pk": pk, "#sk": sk } : { "#pk": pk },
    ExpressionAttributeValues: prefixed ? { ":pk": pattern.pk, ":sk": pattern.skPrefix } : { ":pk": pattern.pk },
    ScanIndexForward: !pattern.descending,
    Limit: pattern.limit,
    ...(options?.consistent ? { ConsistentRead: true } : {}),
  };
}
