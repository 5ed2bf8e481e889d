import { authorise } from "@alliance/auth";
import { Problem } from "@alliance/core";
import type { Ctx, QueryPage } from "@alliance/store";
import { allCreditNotes, creditNoteKey, creditNotesOf } from "../keys.ts";
import { CreditNote } from "../schema.ts";
import { type PageOf, pageOf } from "./list-invoices.ts";
import { readInvoice } from "./read-invoice.ts";

/** Every credit note, newest first: for the finance team. */
export async function listCreditNotes(ctx: Ctx, input: PageOf): Promise<QueryPage<CreditNote>> {
  authorise(ctx.actor, "finance.read-any");
  return ctx.table.query({ index: "gsi2", pk: allCreditNotes, descending: true, ...pageOf(input) }, CreditNote);
}

/** What was taken back of an invoice, for whoever may see the invoice. */
export async function creditNotesOfInvoice(ctx: Ctx, invoiceId: string): Promise<CreditNote[]> {
  await readInvoice(ctx, invoiceId);
  const { items } = await ctx.table.query({ ...creditNotesOf(invoiceId), limit: 100 }, CreditNote);
  return items.map(({ data }) => data);
}

/** One of them. */
export async function readCreditNote(
  ctx: Ctx,
  { invoiceId, creditNoteId }: { readonly invoiceId: string; readonly creditNoteId: string },
): Promise<CreditNote> {
  await readInvoice(ctx, invoiceId);
  const note = await ctx.table.get(creditNoteKey(invoiceId, creditNoteId), CreditNote);
  if (note === undefined) throw new Problem("not-found", "We cannot find that credit note.");
  return note.data;
}
