import type { StoredObject } from "../objects/stored.ts";
import type { Work } from "../state/ledger.ts";
import type { Condition, Page } from "../state/objects.ts";
import type { Fields, Parameters } from "../wire/parameters.ts";

export interface Call {
  readonly work: Work;
  /** The `:id` of the path, or "". */
  readonly id: string;
  /** Where the pay page is reached by a browser. */
  readonly payBase: string;
  /** Events with a delivery still to be made. */
  undeliveredEventIds(): readonly string[];
}

export interface ListReply {
  readonly object: "list";
  readonly data: readonly object[];
  readonly has_more: boolean;
  readonly url: string;
}
export type Reply = StoredObject | ListReply;

/** One operation of the API: its parameters are checked before `answer` runs. */
export interface Endpoint {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly fields: Fields;
  answer(parameters: never, call: Call): Reply;
}

export function endpoint<const F extends Fields>(
  method: Endpoint["method"],
  path: string,
  fields: F,
  answer: (parameters: Parameters<F>, call: Call) => Reply,
): Endpoint {
  return { method, path, fields, answer };
}

export const text = { kind: "text" } as const;
export const metadata = { kind: "metadata" } as const;
export const gbp = { kind: "one-of", values: ["gbp"] } as const;
const whole = { kind: "integer" } as const;

export const pageFields = {
  limit: { kind: "integer", min: 1, max: 100 },
  starting_after: text,
  ending_before: text,
} as const;
export const createdField = {
  created: { kind: "hash", fields: { gt: whole, gte: whole, lt: whole, lte: whole } },
} as const;

type PageParameters = Parameters<typeof pageFields>;
type CreatedParameters = Parameters<typeof createdField>;

export const pageQuery = (parameters: PageParameters, where: readonly Condition[]) => ({
  limit: parameters.limit ?? 10,
  where,
  ...(parameters.starting_after !== undefined && { startingAfter: parameters.starting_after }),
  ...(parameters.ending_before !== undefined && { endingBefore: parameters.ending_before }),
});

export function createdConditions(parameters: CreatedParameters): Condition[] {
  const operators = { gt: ">", gte: ">=", lt: "<", lte: "<=" } as const;
  return Object.entries(parameters.created ?? {}).map(([name, value]) => ({
    field: "created",
    operator: operators[name as keyof typeof operators],
    value: Number(value),
  }));
}

export const listReply = (url: string, page: Page<object>): ListReply => ({
  object: "list",
  data: page.data,
  has_more: page.hasMore,
  url,
});
