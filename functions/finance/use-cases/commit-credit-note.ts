import { actorId, londonDateOf } from "@alliance/core";
import { CreditNoteDocument, type CreditNoteReason } from "@alliance/documents/credit-note";
import { draft, type EventDraft } from "@alliance/events";
import * as finance from "@alliance/events/finance";
import { type Ctx, commit, next, type Put } from "@alliance/store";
import type { CreditPlan } from "../crediting/plan-credit-note.ts";
import { creditNoteIndex, creditNoteKey, invoiceIndexes, orderKey, paymentKey } from "../keys.ts";
import { ledgerPut } from "../ledger/ledger-put.ts";
import { creditNotePostings, postingRuleVersion } from "../ledger/posting.ts";
import { type Credit, type CreditNote, type Followed, type Invoice, Order, Payment } from "../schema.ts";
import { creditNoteSeries, supplier } from "../supplier.ts";
import { creditPut } from "./credit-put.ts";
import type { Creditable } from "./raise-credit-note.ts";
import { takeNumber } from "./take-number.ts";

export interface MadeCreditNote {
  readonly creditNoteId: string;
  readonly transactionId: string;
  readonly reason: CreditNoteReason;
  readonly note: string;
  readonly raisedBy: string;
  /** Whose the money becomes that it sets free, where that is not the invoice's organisation. */
  readonly owner?: { readonly organisationId: string; readonly followed: readonly Followed[] };
  /** What else belongs in the commit. */
  readonly beside?: (note: CreditNote) => readonly Put[];
}

function documentOf(
  ctx: Ctx,
  { document: invoice }: Creditable,
  plan: CreditPlan,
  made: MadeCreditNote & { readonly number: string },
): CreditNoteDocument {
  const { invoiceId, number: invoiceNumber, issuedOn: invoiceIssuedOn, billTo, beneficiary } = invoice;
  const { lines, netPence, vatPence, totalPence } = plan;
  return CreditNoteDocument.parse({
    ...{ creditNoteId: made.creditNoteId, number: made.number, kind: "credit-note", reason: made.reason },
    ...{ issuedOn: londonDateOf(ctx.clock.now()), invoiceId, invoiceNumber, invoiceIssuedOn, supplier },
    ...{ billTo, beneficiary, lines, netPence, vatPence, totalPence },
    ...(invoice.purchaseOrderNumber ? { purchaseOrderNumber: invoice.purchaseOrderNumber } : {}),
  });
}

interface Freed {
  readonly paymentIntentId: string;
  readonly amountPence: number;
}

/** Which payments are set free: those that came last first, each by no more than the invoice still has of it. */
function freedPayments({ allocations, number }: Invoice, freedPence: number): Freed[] {
  const held = new Map<string, number>();
  for (const { paymentIntentId, amountPence } of allocations) {
    held.set(paymentIntentId, (held.get(paymentIntentId) ?? 0) + amountPence);
  }
  let leftPence = freedPence;
  const freed = [...held].reverse().flatMap(([paymentIntentId, heldPence]) => {
    const amountPence = Math.min(heldPence, leftPence);
    leftPence -= amountPence;
    return amountPence > 0 ? [{ paymentIntentId, amountPence }] : [];
  });
  if (leftPence > 0) throw new Error(`${leftPence} pence that ${number} was paid with have no payment`);
  return freed;
}

async function creditOf(
  ctx: Ctx,
  { invoice: { data: invoice } }: Creditable,
  { paymentIntentId, amountPence }: Freed,
  made: MadeCreditNote & { readonly number: string },
): Promise<Credit> {
  const payment = await ctx.table.get(paymentKey(paymentIntentId), Payment, { consistent: true });
  if (payment === undefined) throw new Error(`payment ${paymentIntentId} of ${invoice.number} is missing`);
  const { organisationId, followed } = made.owner ?? invoice;
  return {
    ...{ creditId: ctx.ids.next("crd"), organisationId, organisationName: invoice.beneficiaryName },
    ...(followed === undefined ? {} : { followed: [...followed] }),
    ...{ paymentId: payment.data.paymentId, paymentIntentId, orderId: invoice.orderId },
    ...{ reason: "invoice-credited", receivedAt: ctx.clock.now(), creditNoteNumber: made.number },
    ...{ amountPence, remainingPence: amountPence, allocations: [] },
  };
}

function credited(ctx: Ctx, invoice: Invoice, plan: CreditPlan, freed: readonly Freed[], document: CreditNoteDocument) {
  const { creditNoteId, number, issuedOn, totalPence } = document;
  const lines = plan.lines.map(({ invoiceLine, netPence, vatPence }) => ({ invoiceLine, netPence, vatPence }));
  const receivedAt = ctx.clock.now();
  const released = freed.map(({ paymentIntentId, amountPence }) => ({
    ...{ paymentIntentId, amountPence: 0 - amountPence, receivedAt },
  }));
  return {
    ...invoice,
    paidPence: invoice.paidPence - plan.freedPence,
    allocations: [...invoice.allocations, ...released],
    creditings: [...(invoice.creditings ?? []), { creditNoteId, number, issuedOn, totalPence, lines }],
  };
}

/** One commit: all of a credit note, with what it does to its invoice, to the books and to the money that was paid. */
export async function commitCreditNote(
  ctx: Ctx,
  creditable: Creditable,
  plan: CreditPlan,
  wish: MadeCreditNote,
): Promise<CreditNote> {
  const { number, put } = await takeNumber(ctx, creditNoteSeries);
  const made = { ...wish, number };
  const { invoice: stored } = creditable;
  const { orderId } = stored.data;
  const document = documentOf(ctx, creditable, plan, made);
  const freed = freedPayments(stored.data, plan.freedPence);
  const credits = await Promise.all(freed.map((each) => creditOf(ctx, creditable, each, made)));
  const invoice = credited(ctx, stored.data, plan, freed, document);
  const { raisedBy, note } = wish;
  const creditNote: CreditNote = { document, orderId, raisedBy, note, creditIds: credits.map((each) => each.creditId) };
  const key = creditNoteKey(invoice.invoiceId, document.creditNoteId);
  await commit(ctx, {
    put: [
      put,
      { key, entity: "finance.credit-note", version: 1, data: creditNote, gsi2: creditNoteIndex(creditNote) },
      { ...next(stored), entity: "finance.invoice", data: invoice, ...invoiceIndexes(invoice) },
      ...entryOf(ctx, invoice, plan, { document, transactionId: wish.transactionId }),
      ...credits.map((credit) => creditPut(credit, 1)),
      ...(wish.beside?.(creditNote) ?? []),
    ],
    emit: [{ pk: orderKey(orderId).pk, event: await issued(ctx, invoice, plan, document) }],
  });
  return creditNote;
}

function entryOf(
  ctx: Ctx,
  { orderId, invoiceId }: Invoice,
  plan: CreditPlan,
  { document, transactionId }: { readonly document: CreditNoteDocument; readonly transactionId: string },
): Put[] {
  const { creditNoteId, number: documentNumber } = document;
  const evidence = {
    ...{ ruleVersion: postingRuleVersion, actor: actorId(ctx.actor) },
    ...{ orderId, invoiceId, creditNoteId, documentNumber },
  };
  const postings = creditNotePostings(plan, plan.freedPence);
  return ledgerPut({ transactionId, postedAt: ctx.clock.now(), postings, evidence });
}

/** The letter goes to whoever the invoice went to. */
async function issued(ctx: Ctx, invoice: Invoice, plan: CreditPlan, document: CreditNoteDocument): Promise<EventDraft> {
  const { invoiceId, orderId, organisationId } = invoice;
  const order = await ctx.table.get(orderKey(orderId), Order, { consistent: true });
  if (order === undefined) throw new Error(`order ${orderId} of ${invoice.number} is missing`);
  const { applicantId, financeContactId } = order.data;
  const data = {
    ...{ creditNoteId: document.creditNoteId, invoiceId, orderId, organisationId, applicantId },
    ...(financeContactId === undefined ? {} : { financeContactId }),
    ...{ onAccountPence: plan.freedPence, outstandingPence: plan.outstandingPence, document },
  };
  return draft(finance.creditNoteIssued, data, organisationId);
}
