import { authorise } from "@alliance/auth";
import { actorId, isProblem, Problem } from "@alliance/core";
import { type CreditNoteReason, creditNoteReasonNames } from "@alliance/documents/credit-note";
import { InvoiceDocument } from "@alliance/documents/invoice";
import type { Ctx, Stored } from "@alliance/store";
import * as z from "zod";
import {
  type CreditPlan,
  type LineLeft,
  type LineWish,
  linesLeft,
  planCreditNote,
} from "../crediting/plan-credit-note.ts";
import { untilNumbered } from "../ctx.ts";
import { documentKey, invoiceKey } from "../keys.ts";
import { type CreditNote, Invoice } from "../schema.ts";
import { commitCreditNote } from "./commit-credit-note.ts";

/** Those of merges and bookings are finance's own to give: somebody else decided what is credited. */
const ownReasons: readonly CreditNoteReason[] = ["fee-waived", "paid-for-twice", "places-cancelled", "places-gone"];
export const reasonsToChoose = creditNoteReasonNames.filter((reason) => !ownReasons.includes(reason));

/** What staff say of a credit note. The note is for ourselves: never on the paper, in an event or in a log. */
export const CreditNoteWords = {
  reason: z.enum(reasonsToChoose as [CreditNoteReason, ...CreditNoteReason[]], "Choose why the invoice is credited"),
  note: z
    .string("Enter a note")
    .trim()
    .min(3, "Enter a note, so that others understand it later")
    .max(500, "Note must be 500 characters or fewer"),
};

export interface CreditNoteWish {
  readonly invoiceId: string;
  readonly lines: readonly LineWish[];
  readonly reason: CreditNoteReason;
  readonly note: string;
}

export interface Creditable {
  readonly invoice: Stored<Invoice>;
  readonly document: InvoiceDocument;
}

/** An invoice as it is at this moment, for whoever is about to take something off it. */
export async function loadCreditable(ctx: Ctx, invoiceId: string): Promise<Creditable> {
  const invoice = await ctx.table.get(invoiceKey(invoiceId), Invoice, { consistent: true });
  const document = invoice && (await ctx.table.get(documentKey(invoiceId), InvoiceDocument));
  if (invoice === undefined || document === undefined) throw new Problem("not-found", "We cannot find that invoice.");
  return { invoice, document: document.data };
}

/** The same for an event that may be ahead of its invoice, or about something that never had one. */
export async function loadIfInvoiced(ctx: Ctx, invoiceId: string): Promise<Creditable | undefined> {
  try {
    return await loadCreditable(ctx, invoiceId);
  } catch (error) {
    if (isProblem(error, "not-found")) return undefined;
    throw error;
  }
}

/** What is left of an invoice to be credited, line by line: for the form. */
export async function readCreditable(
  ctx: Ctx,
  invoiceId: string,
): Promise<{ readonly invoice: Invoice; readonly left: readonly LineLeft[] }> {
  authorise(ctx.actor, "finance.credit");
  const { invoice, document } = await loadCreditable(ctx, invoiceId);
  return { invoice: invoice.data, left: linesLeft(invoice.data, document) };
}

/** What a credit note would be and do, before anybody raises it. */
export async function previewCreditNote(
  ctx: Ctx,
  wish: Pick<CreditNoteWish, "invoiceId" | "lines">,
): Promise<{ readonly invoice: Invoice; readonly plan: CreditPlan }> {
  authorise(ctx.actor, "finance.credit");
  const { invoice, document } = await loadCreditable(ctx, wish.invoiceId);
  return { invoice: invoice.data, plan: planCreditNote(invoice.data, document, wish.lines) };
}

/**
 * Takes back an invoice or a part of it: the next number of the series, the document, the invoice's account, the ledger's
 * reversal, what becomes money on account and the event in one commit. Two at once never take back more than there is.
 */
export function raiseCreditNote(ctx: Ctx, wish: CreditNoteWish): Promise<CreditNote> {
  authorise(ctx.actor, "finance.credit");
  const [creditNoteId, transactionId] = [ctx.ids.next("cdn"), ctx.ids.next("ltx")];
  return untilNumbered(ctx, async () => {
    const creditable = await loadCreditable(ctx, wish.invoiceId);
    const plan = planCreditNote(creditable.invoice.data, creditable.document, wish.lines);
    const { reason, note } = wish;
    const made = { creditNoteId, transactionId, reason, note, raisedBy: actorId(ctx.actor) };
    return commitCreditNote(ctx, creditable, plan, made);
  });
}
