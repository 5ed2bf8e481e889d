import * as z from "zod";
import type { Key, Put, Stored } from "./table.ts";

/** How an entity lies in the table; `data` is the context's own. */
export interface Item extends Record<string, unknown> {
  readonly pk: string;
  readonly sk: string;
  readonly entity: string;
  readonly version: number;
  readonly data: unknown;
}

const StoredItem = z.object({ pk: z.string(), sk: z.string(), version: z.number().int(), data: z.unknown() });

export function toItem(put: Put): Item {
  return {
    ...put.key,
    entity: put.entity,
    version: put.version,
    data: put.data,
    ...(put.gsi1 ? { gsi1pk: put.gsi1.pk, gsi1sk: put.gsi1.sk } : {}),
    ...(put.gsi2 ? { gsi2pk: put.gsi2.pk, gsi2sk: put.gsi2.sk } : {}),
    ...(put.expiresAtSeconds === undefined ? {} : { expiresAt: put.expiresAtSeconds }),
  };
}

/** Parsed on read: an item that its schema does not know is an error here, not somewhere later. */
export function fromItem<S extends z.ZodType>(item: unknown, schema: S): Stored<z.infer<S>> {
  const { pk, sk, version, data } = StoredItem.parse(item);
  return { key: { pk, sk }, version, data: schema.parse(data) };
}

/** Writes the next version of something that was read. */
export const next = (stored: Stored<unknown>): { key: Key; version: number } => ({
  key: stored.key,
  version: stored.version + 1,
});
