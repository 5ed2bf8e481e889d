import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { type Authorisation, AwsError } from "../contract.ts";
import type { Item, Table } from "./table.ts";

/** One thing that a request does to one table. */
export interface TableAccess {
  readonly action: string;
  readonly table: string;
  readonly index?: string;
  /** Of the item that is read or written, where the request names it. */
  readonly item?: Item;
  readonly writes: boolean;
  readonly leadingKey?: AttributeValue;
}

interface Body {
  readonly TableName?: string;
  readonly IndexName?: string;
  readonly Item?: Item;
  readonly Key?: Item;
  readonly Keys?: readonly Item[];
  readonly KeyConditionExpression?: string;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues?: Item;
  readonly RequestItems?: Readonly<Record<string, Body | readonly Record<string, Body>[]>>;
  readonly TransactItems?: readonly Record<string, Body>[];
}

const simple: Readonly<Record<string, { readonly writes: boolean }>> = {
  PutItem: { writes: true },
  UpdateItem: { writes: true },
  DeleteItem: { writes: true },
  GetItem: { writes: false },
  Query: { writes: false },
  Scan: { writes: false },
  DescribeTable: { writes: false },
};

const transactionActions: Readonly<Record<string, string>> = {
  Put: "PutItem",
  Update: "UpdateItem",
  Delete: "DeleteItem",
  ConditionCheck: "ConditionCheckItem",
  Get: "GetItem",
};

/** What a request does, item by item, by the IAM actions that AWS checks for it. */
export function accessesOf(operation: string, body: Body): readonly TableAccess[] {
  const known = simple[operation];
  if (known !== undefined) return [access(operation, tableName(body), body, known.writes)];
  if (operation === "TransactWriteItems" || operation === "TransactGetItems") {
    return (body.TransactItems ?? []).flatMap((entry) =>
      Object.entries(entry).map(([kind, part]) => {
        const action = transactionActions[kind];
        if (action === undefined) throw new AwsError("ValidationException", `${kind} is not a transaction's action.`);
        return access(action, tableName(part), part, ["Put", "Update", "Delete"].includes(kind));
      }),
    );
  }
  const requests = Object.entries(body.RequestItems ?? {});
  if (operation === "BatchGetItem") {
    return requests.flatMap(([table, part]) =>
      ((part as Body).Keys ?? []).map((Key) => access("BatchGetItem", table, { Key }, false)),
    );
  }
  return requests.flatMap(([table, parts]) =>
    (parts as readonly Record<string, Body>[]).map((part) =>
      access("BatchWriteItem", table, part.PutRequest ?? part.DeleteRequest ?? {}, true),
    ),
  );
}

/** The permissions that the accesses need, each once. */
export function authorisationsFor(
  accesses: readonly TableAccess[],
  find: (name: string) => Table,
): readonly Authorisation[] {
  const found = new Map<string, { action: string; resourceArn: string; leadingKeys: string[] }>();
  for (const { action, table: name, index, item, leadingKey } of accesses) {
    const table = find(name);
    const resourceArn = index === undefined ? table.arn : `${table.arn}/index/${index}`;
    const id = `${action} ${resourceArn}`;
    const entry = found.get(id) ?? { action: `dynamodb:${action}`, resourceArn, leadingKeys: [] };
    const key = leadingKey ?? item?.[table.keyNames[0] ?? ""];
    if (key !== undefined) entry.leadingKeys.push(String(key.S ?? key.N ?? key.B));
    found.set(id, entry);
  }
  return [...found.values()].map(({ leadingKeys, ...authorisation }) => ({
    ...authorisation,
    ...(leadingKeys.length > 0 ? { conditions: { "dynamodb:LeadingKeys": leadingKeys } } : {}),
  }));
}

function access(action: string, table: string, body: Body, writes: boolean): TableAccess {
  const item = body.Item ?? body.Key;
  const leadingKey = action === "Query" ? queriedKey(body) : undefined;
  return {
    action,
    table,
    writes,
    ...(body.IndexName === undefined ? {} : { index: body.IndexName }),
    ...(item === undefined ? {} : { item }),
    ...(leadingKey === undefined ? {} : { leadingKey }),
  };
}

function tableName(body: Body): string {
  if (typeof body.TableName !== "string") throw new AwsError("ValidationException", "TableName is missing.");
  return body.TableName;
}

/** A key condition has exactly one equality on the partition key; the first one found is it. */
function queriedKey(body: Body): AttributeValue | undefined {
  const value = /=\s*(:[A-Za-z0-9_]+)/.exec(body.KeyConditionExpression ?? "")?.[1];
  return value === undefined ? undefined : body.ExpressionAttributeValues?.[value];
}
