import { routesFor } from "@alliance/http";
import * as z from "zod";
import { FinanceException } from "../schema.ts";
import type { FinanceServices } from "../services.ts";
import { ClosingNote, closeException, ExceptionSubject } from "../use-cases/close-exception.ts";
import { listExceptions } from "../use-cases/read-books.ts";
import { opened, Page, sealed } from "./paging.ts";

const { api } = routesFor<FinanceServices>();

/** What waits for a person of the finance team. */
export const exceptionApi = [
  api({
    method: "GET",
    path: "/api/finance/exceptions",
    summary: "What waits for a person of the finance team, the oldest first",
    access: "finance.read-any",
    query: z.strictObject(Page),
    reply: {
      status: 200,
      description: "A page of exceptions",
      schema: z.object({ items: z.array(FinanceException), next: z.string().optional() }),
    },
    handle: async ({ ctx, services, query }) => {
      const read = await listExceptions(ctx, opened(query, services));
      return { items: read.items.map(({ data }) => data), ...sealed(read, services) };
    },
  }),
  api({
    method: "POST",
    path: "/api/finance/exceptions/closings",
    summary: "Say that an exception without money on account is dealt with; `subject` is its payment, else its session",
    access: "finance.allocate",
    body: z.strictObject({ subject: ExceptionSubject, note: ClosingNote }),
    idempotent: true,
    reply: { status: 201, description: "The exception, closed", schema: FinanceException },
    handle: ({ ctx, body }) => closeException(ctx, body),
  }),
];
