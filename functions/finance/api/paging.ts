import { openCursor, sealCursor } from "@alliance/http";
import type { QueryPage } from "@alliance/store";
import * as z from "zod";
import type { FinanceServices } from "../services.ts";
import type { PageOf } from "../use-cases/list-invoices.ts";

/** How a list is asked for. */
export const Page = {
  limit: z.coerce.number().int().min(1).max(100).default(25),
  cursor: z.string().max(2000).optional(),
};

interface PageQuery {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

export const opened = ({ limit, cursor }: PageQuery, { cursorSecret }: FinanceServices): PageOf => ({
  limit,
  cursor: cursor === undefined ? undefined : openCursor(cursor, cursorSecret),
});

export const sealed = (read: QueryPage<unknown>, { cursorSecret }: FinanceServices) =>
  read.cursor === undefined ? {} : { next: sealCursor(read.cursor, cursorSecret) };
