import { londonDateOf, plusDays } from "@alliance/core";
import { InvoiceDocument } from "@alliance/documents/invoice";
import { totalsOf } from "@alliance/documents/vat";
import { draft, type EventDraft } from "@alliance/events";
import * as finance from "@alliance/events/finance";
import type { Ctx, Put } from "@alliance/store";
import { documentKey, invoiceIdOf, invoiceIndexes, invoiceKey, orderKey, waitingIndex } from "../keys.ts";
import { invoicePostings, type Posting } from "../ledger/posting.ts";
import type { Invoice, Order } from "../schema.ts";
import { creditTermDays, invoiceSeries, supplier } from "../supplier.ts";
import { takeNumber } from "./take-number.ts";

/** What an order was paid with when its invoice is issued as paid. */
export interface PaidBy {
  readonly paymentIntentId: string;
  readonly receivedAt: string;
}

/** Everything that must be in the one commit that issues an invoice; the ledger entry is the caller's to complete. */
export interface IssuedInvoice {
  readonly invoice: Invoice;
  readonly puts: readonly Put[];
  readonly postings: readonly Posting[];
  readonly event: EventDraft;
}

function documentOf(ctx: Ctx, order: Order, number: string, paidBy: PaidBy | undefined): InvoiceDocument {
  const issuedOn = londonDateOf(ctx.clock.now());
  const totals = totalsOf(order.lines);
  const isPaid = paidBy !== undefined || totals.totalPence === 0;
  return InvoiceDocument.parse({
    invoiceId: invoiceIdOf(order.orderId),
    number,
    kind: "invoice",
    issuedOn,
    dueOn: isPaid ? issuedOn : plusDays(issuedOn, order.creditDays ?? creditTermDays),
    status: isPaid ? "paid" : "due",
    supplier,
    billTo: order.billTo,
    beneficiary: order.beneficiary,
    ...(order.purchaseOrderNumber ? { purchaseOrderNumber: order.purchaseOrderNumber } : {}),
    lines: order.lines,
    ...totals,
    ...(isPaid ? { paidPence: totals.totalPence } : {}),
    ...(paidBy ? { paymentReference: paidBy.paymentIntentId } : {}),
  });
}

function accountOf(order: Order, document: InvoiceDocument, paidBy: PaidBy | undefined): Invoice {
  const { invoiceId, number, issuedOn, dueOn, netPence, vatPence, totalPence, paidPence = 0 } = document;
  return {
    invoiceId,
    orderId: order.orderId,
    organisationId: order.organisationId,
    number,
    issuedOn,
    dueOn,
    billToName: document.billTo.name,
    beneficiaryName: document.beneficiary.name,
    ...(order.purchaseOrderNumber ? { purchaseOrderNumber: order.purchaseOrderNumber } : {}),
    netPence,
    vatPence,
    totalPence,
    paidPence,
    allocations: paidBy ? [{ ...paidBy, amountPence: totalPence }] : [],
  };
}

/**
 * Takes the next number of the series and makes the invoice of an order, for the caller's commit. The counter moves
 * in that same commit: a lost race takes nothing, so numbers have neither gaps nor twins.
 */
export async function issueInvoice(
  ctx: Ctx,
  order: { readonly data: Order; readonly version: number },
  paidBy?: PaidBy,
): Promise<IssuedInvoice> {
  const { number, put } = await takeNumber(ctx, invoiceSeries);
  const invoiced: Order = { ...order.data, state: "invoiced" };
  const document = documentOf(ctx, invoiced, number, paidBy);
  const { invoiceId } = document;
  const invoice = accountOf(invoiced, document, paidBy);
  const { orderId, organisationId, financeContactId } = invoiced;
  const payment = paidBy ? "card" : "invoice";
  const payer = {
    ...(financeContactId === undefined ? {} : { financeContactId }),
    ...(invoiced.invoiceComesAlone ? { applicantId: invoiced.applicantId } : {}),
  };
  return {
    invoice,
    puts: [
      put,
      {
        key: orderKey(orderId),
        entity: "finance.order",
        version: order.version + 1,
        data: invoiced,
        ...waitingIndex(invoiced),
      },
      { key: documentKey(invoiceId), entity: "finance.invoice-document", version: 1, data: document },
      {
        key: invoiceKey(invoiceId),
        entity: "finance.invoice",
        version: 1,
        data: invoice,
        ...invoiceIndexes(invoice),
      },
    ],
    postings: invoicePostings(document),
    event: draft(
      finance.invoiceIssued,
      { invoiceId, orderId, organisationId, payment, ...payer, document },
      organisationId,
    ),
  };
}
