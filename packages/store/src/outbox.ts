import { Envelope } from "@alliance/events";
import type { QueryPage, Table } from "./table.ts";

/** What happened to an organisation, in every context, newest first: the timeline that staff read. */
export const timelineOf = (
  table: Table,
  organisationId: string,
  page: { limit: number; cursor?: string },
): Promise<QueryPage<Envelope>> =>
  table.query(
    { index: "gsi1", pk: `about#${organisationId}`, skPrefix: "event#", descending: true, ...page },
    Envelope,
  );

/** What happened to one aggregate itself, newest first; `pk` as its owner's keys.ts makes it. */
export const historyOf = (table: Table, pk: string, limit: number): Promise<QueryPage<Envelope>> =>
  table.query({ pk, skPrefix: "event#", descending: true, limit }, Envelope);
