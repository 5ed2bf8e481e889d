import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { TableStream } from "./table-stream.ts";

export type Item = Readonly<Record<string, AttributeValue>>;

/** A table of the template as it stands in the engine. */
export interface Table {
  readonly name: string;
  readonly arn: string;
  /** How the engine calls it; replaced by `arn` in what a caller sees. */
  readonly engineArn: string;
  /** Partition key, then sort key if it has one. */
  readonly keyNames: readonly string[];
  readonly timeToLiveAttribute: string | undefined;
  readonly stream: TableStream | undefined;
}

/** One text that identifies an item by its key, whatever other attributes it has. */
export function keyText(table: Pick<Table, "name" | "keyNames">, item: Item): string {
  return JSON.stringify([table.name, ...table.keyNames.map((name) => item[name])]);
}
