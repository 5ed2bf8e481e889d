import { idOf, Pence } from "@alliance/core";
import { CreditNoteDocument } from "@alliance/documents/credit-note";
import { routesFor } from "@alliance/http";
import * as z from "zod";
import type { FinanceServices } from "../services.ts";
import { CreditNoteWords, raiseCreditNote } from "../use-cases/raise-credit-note.ts";
import { creditNotesOfInvoice, listCreditNotes } from "../use-cases/read-credit-notes.ts";
import { opened, Page, sealed } from "./paging.ts";

const { api } = routesFor<FinanceServices>();
const params = z.object({ invoiceId: idOf("inv") });

const CreditNoteWishBody = z.strictObject({
  ...CreditNoteWords,
  /** So much of each line, net of VAT, in pence; the first line is 1. */
  lines: z
    .array(z.strictObject({ invoiceLine: z.int().min(1).max(500), netPence: Pence }))
    .min(1)
    .max(500),
});

/** Credit notes: what was taken back of invoices. Our own notes about them stay with the finance team's pages. */
export const creditNoteApi = [
  api({
    method: "GET",
    path: "/api/finance/credit-notes",
    summary: "Every credit note, newest first, for the finance team",
    access: "finance.read-any",
    query: z.strictObject(Page),
    reply: {
      status: 200,
      description: "A page of credit notes",
      schema: z.object({ items: z.array(CreditNoteDocument), next: z.string().optional() }),
    },
    handle: async ({ ctx, services, query }) => {
      const read = await listCreditNotes(ctx, opened(query, services));
      return { items: read.items.map(({ data }) => data.document), ...sealed(read, services) };
    },
  }),
  api({
    method: "GET",
    path: "/api/finance/invoices/:invoiceId/credit-notes",
    summary: "The credit notes of an invoice, for whoever may see it",
    access: "finance.open-invoices",
    params,
    reply: {
      status: 200,
      description: "Its credit notes, the oldest first",
      schema: z.object({ items: z.array(CreditNoteDocument) }),
    },
    handle: async ({ ctx, params: { invoiceId } }) => ({
      items: (await creditNotesOfInvoice(ctx, invoiceId)).map(({ document }) => document),
    }),
  }),
  api({
    method: "POST",
    path: "/api/finance/invoices/:invoiceId/credit-notes",
    summary: "Raise a credit note over parts of an invoice; never more than is left of each line",
    access: "finance.credit",
    params,
    body: CreditNoteWishBody,
    idempotent: true,
    reply: { status: 201, description: "The credit note", schema: CreditNoteDocument },
    handle: async ({ ctx, params: { invoiceId }, body }) =>
      (await raiseCreditNote(ctx, { invoiceId, ...body })).document,
  }),
];
