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
