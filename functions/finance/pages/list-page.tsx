import { openCursor, type PageReply, sealCursor } from "@alliance/http";
import type { QueryPage } from "@alliance/store";
import { EmptyState, Pagination } from "@alliance/ui";
import type { Child } from "hono/jsx";
import * as z from "zod";
import type { FinanceServices } from "../services.ts";
import type { PageOf } from "../use-cases/list-invoices.ts";

export const section = "Finance";
export const home = { href: "/console/finance", text: "Finance" };
export const ListQuery = z.object({ cursor: z.string().max(2000).optional() });

export const dataOf = <Data,>(read: QueryPage<Data>): Data[] => read.items.map(({ data }) => data);

/** What a list is read by: 25 a page, from where the sealed cursor says. */
export const listed = (sealed: string | undefined, services: FinanceServices): PageOf => ({
  limit: 25,
  ...(sealed === undefined ? {} : { cursor: openCursor(sealed, services.cursorSecret) }),
});

interface ListPage<Data> {
  readonly title: string;
  readonly empty: string;
  readonly path: string;
  readonly read: QueryPage<Data>;
  readonly secret: string;
  /** Kept from page to page. */
  readonly filter?: Readonly<Record<string, string>>;
  /** What stands above the list, also where it is empty. */
  readonly above?: Child;
  readonly table: (rows: readonly Data[]) => Child;
  readonly notice?: string | undefined;
}

/** A list that pages by cursor: newest (or oldest) first, and a link onward. */
export function listPage<Data>(list: ListPage<Data>): PageReply {
  const { title, empty, path, read, secret, filter, above, table, notice } = list;
  const next = read.cursor && new URLSearchParams({ ...filter, cursor: sealCursor(read.cursor, secret) });
  return {
    title,
    section,
    layout: "wide",
    backLink: home,
    ...(notice === undefined ? {} : { notice }),
    body: (
      <>
        <h1 class="govuk-heading-l">{title}</h1>
        {above}
        {read.items.length === 0 ? <EmptyState title={empty} /> : table(dataOf(read))}
        {next && <Pagination next={{ href: `${path}?${next}` }} />}
      </>
    ),
  };
}
