import type { EventDraft } from "@alliance/events";
import type * as z from "zod";

export interface Key {
  readonly pk: string;
  readonly sk: string;
}

/** An entity as it lies in the table, parsed. `version` counts its writes from 1. */
export interface Stored<Data> {
  readonly key: Key;
  readonly version: number;
  readonly data: Data;
}

/** Whole item, written when new (`version` 1) or when it still is `version` − 1. */
export interface Put {
  readonly key: Key;
  /** The kind of thing, "membership.application": for people who read the table. */
  readonly entity: string;
  readonly version: number;
  readonly data: unknown;
  readonly gsi1?: Key;
  readonly gsi2?: Key;
  /** When the cleaner may take it; never logic. */
  readonly expiresAtSeconds?: number;
}

/** Something as it was read. */
export interface AtVersion {
  readonly key: Key;
  readonly version: number;
}
export type Remove = AtVersion;

/** One page of one partition. Without an index, the table itself. */
export interface Pattern {
  readonly index?: "gsi1" | "gsi2";
  readonly pk: string;
  readonly skPrefix?: string;
  /** Newest first when the sort keys carry time. */
  readonly descending?: boolean;
  /** 1 to 100. */
  readonly limit: number;
  /** Begin behind this sort key, whether or not it is there: of the table itself only. A cursor goes before it. */
  readonly after?: string;
  readonly cursor?: string;
}

export interface QueryPage<Data> {
  readonly items: readonly Stored<Data>[];
  /** Where the next page begins; opaque, and sealed again before it leaves the platform. */
  readonly cursor?: string;
}

/** What one commit writes and relies on: state and events, all or nothing; at most 100 items. */
export interface Change {
  readonly put?: readonly Put[];
  readonly remove?: readonly Remove[];
  /** Must still be at the version that was read, 0 where nothing was; not written. No key that is written as well. */
  readonly expect?: readonly AtVersion[];
  /** Events of one aggregate: written beside it, under `pk`, as its outbox and audit trail. */
  readonly emit?: readonly { readonly pk: string; readonly event: EventDraft }[];
}

export interface ReadOptions {
  /** Sees every commit that was acknowledged before it. Costs twice. */
  readonly consistent?: boolean;
}

/** The methods everything is built on. `getMany` and `commit` throw Throttled, `commit` also Conflict. */
export interface Table {
  get<S extends z.ZodType>(key: Key, schema: S, options?: ReadOptions): Promise<Stored<z.infer<S>> | undefined>;
  /** One request for each hundred keys; answers in their order, undefined where nothing is. No snapshot of one moment. */
  getMany<S extends z.ZodType>(
    keys: readonly Key[],
    schema: S,
    options?: ReadOptions,
  ): Promise<readonly (Stored<z.infer<S>> | undefined)[]>;
  /** Consistent of the table itself only, never of an index. */
  query<S extends z.ZodType>(pattern: Pattern, schema: S, options?: ReadOptions): Promise<QueryPage<z.infer<S>>>;
  commit(change: Change, origin: Origin): Promise<void>;
}

/** Who commits and why: what the envelope of every event says. */
export interface Origin {
  readonly actor: string;
  readonly correlationId: string;
  readonly causationId?: string;
  readonly now: string;
  readonly nextEventId: () => string;
}

/** Somebody else wrote one of the items first; load again and decide again. */
export class Conflict extends Error {
  override readonly name = "Conflict";
}

/** The table had no capacity to give after the SDK's own retries. */
export class Throttled extends Error {
  override readonly name = "Throttled";
}
