import { actorId } from "@alliance/core";
import { draft, type EventDraft } from "@alliance/events";
import * as finance from "@alliance/events/finance";
import type { CheckoutState } from "@alliance/payments";
import { type Ctx, commit, next, type Put, type Stored } from "@alliance/store";
import { untilWritten, type WorkerCtx } from "../ctx.ts";
import { invoiceIdOf, invoiceIndexes, invoiceKey, orderKey, paymentIndex, paymentKey } from "../keys.ts";
import { ledgerPut } from "../ledger/ledger-put.ts";
import { cardPaymentPostings, type Posting, postingRuleVersion } from "../ledger/posting.ts";
import { outstandingPence } from "../outstanding.ts";
import { type Credit, type FinanceException, Invoice, Order, Payment } from "../schema.ts";
import { creditPut } from "./credit-put.ts";
import { issueInvoice } from "./issue-invoice.ts";
import { exceptionPut } from "./raise-exception.ts";

/** What a payment did: how much of it an invoice took, and why the rest of it, if any, is on account. */
interface Application {
  readonly invoice?: Invoice;
  readonly allocatedPence: number;
  readonly puts: readonly Put[];
  readonly postings: readonly Posting[];
  readonly events: readonly EventDraft[];
  readonly reason?: FinanceException["reason"];
  /** The invoice was issued in this commit, as paid: it is the receipt. */
  readonly isIssued?: boolean;
}

const nothing = { allocatedPence: 0, puts: [], postings: [], events: [] };

async function payOrder(ctx: Ctx, order: Stored<Order>, state: PaidState, receivedAt: string): Promise<Application> {
  const { totalPence } = order.data;
  if (state.amountTotalPence < totalPence) return { ...nothing, reason: "amount-short" };
  const issued = await issueInvoice(ctx, order, { paymentIntentId: state.paymentIntentId, receivedAt });
  return {
    invoice: issued.invoice,
    allocatedPence: totalPence,
    puts: issued.puts,
    postings: issued.postings,
    events: [issued.event],
    isIssued: true,
    ...(state.amountTotalPence > totalPence ? { reason: "overpaid" } : {}),
  };
}

async function payInvoice(ctx: Ctx, orderId: string, state: PaidState, receivedAt: string): Promise<Application> {
  const stored = await ctx.table.get(invoiceKey(invoiceIdOf(orderId)), Invoice, { consistent: true });
  if (stored === undefined) throw new Error(`order ${orderId} is invoiced and has no invoice`);
  const owedPence = outstandingPence(stored.data);
  if (owedPence === 0) return { ...nothing, reason: "paid-twice" };
  const amountPence = Math.min(owedPence, state.amountTotalPence);
  const allocation = { paymentIntentId: state.paymentIntentId, amountPence, receivedAt };
  const invoice: Invoice = {
    ...stored.data,
    paidPence: stored.data.paidPence + amountPence,
    allocations: [...stored.data.allocations, allocation],
  };
  return {
    invoice,
    allocatedPence: amountPence,
    puts: [{ ...next(stored), entity: "finance.invoice", data: invoice, ...invoiceIndexes(invoice) }],
    postings: [],
    events: [],
    ...(amountPence < state.amountTotalPence ? { reason: "overpaid" } : {}),
  };
}

/** Where the money goes. It is never refused: what nothing is owed for goes on account, for a person to look at. */
async function apply(ctx: Ctx, order: Stored<Order> | undefined, state: PaidState, receivedAt: string) {
  if (order === undefined) return { ...nothing, reason: "unknown-order" } satisfies Application;
  if (order.data.state === "waiting" || order.data.state === "quoted") return payOrder(ctx, order, state, receivedAt);
  if (order.data.state === "invoiced") return payInvoice(ctx, order.data.orderId, state, receivedAt);
  return { ...nothing, reason: "order-expired" } satisfies Application;
}

/** A session that was paid in pounds, with the id of its money. */
export type PaidState = CheckoutState & { readonly paymentIntentId: string };

/**
 * Records money that arrived through a Checkout Session: payment, invoice, ledger and events in one commit. The key
 * of the payment is Stripe's own, so the same money again, whatever event brought it, changes nothing.
 * With `waitForOrder`, money that is ahead of its order is not recorded yet.
 */
export function receivePayment(
  ctx: WorkerCtx,
  state: PaidState,
  { waitForOrder = false }: { readonly waitForOrder?: boolean } = {},
): Promise<"received" | "received-before" | "order-unknown"> {
  const [paymentId, transactionId, exceptionId] = [ctx.ids.next("pay"), ctx.ids.next("ltx"), ctx.ids.next("exc")];
  const creditId = ctx.ids.next("crd");
  return untilWritten(ctx, async () => {
    const key = paymentKey(state.paymentIntentId);
    if (await ctx.table.get(key, Payment, { consistent: true })) return "received-before";
    const order = await ctx.table.get(orderKey(state.orderId), Order, { consistent: true });
    if (order === undefined && waitForOrder) return "order-unknown";
    const receivedAt = ctx.clock.now();
    const applied: Application = await apply(ctx, order, state, receivedAt);
    const payment = paymentOf(state, applied, { paymentId, receivedAt, organisationId: order?.data.organisationId });
    const evidence = {
      ruleVersion: postingRuleVersion,
      actor: actorId(ctx.actor),
      orderId: state.orderId,
      ...(applied.invoice ? { invoiceId: applied.invoice.invoiceId, documentNumber: applied.invoice.number } : {}),
      paymentIntentId: state.paymentIntentId,
      ...(state.chargeId ? { chargeId: state.chargeId } : {}),
      ...(state.balanceTransactionId ? { balanceTransactionId: state.balanceTransactionId } : {}),
    };
    const postings = [...applied.postings, ...cardPaymentPostings(payment)];
    const exception =
      applied.reason && exceptionPut({ ...exceptionOf(payment, applied.reason), exceptionId, creditId });
    await commit(ctx, {
      put: [
        { key, entity: "finance.payment", version: 1, data: payment, gsi2: paymentIndex(payment) },
        ...applied.puts,
        ...ledgerPut({ transactionId, postedAt: receivedAt, postings, evidence }),
        ...(exception ? [exception] : []),
        ...(applied.reason ? [creditPut(creditOf(payment, applied.reason, { creditId, order: order?.data }), 1)] : []),
      ],
      emit: [...applied.events, ...received(payment, applied, { creditId, order: order?.data })].map((event) => ({
        pk: orderKey(state.orderId).pk,
        event,
      })),
    });
    return "received";
  });
}

function paymentOf(
  state: PaidState,
  applied: Application,
  made: { paymentId: string; receivedAt: string; organisationId: string | undefined },
): Payment {
  const { organisationId, ...ours } = made;
  return {
    ...ours,
    method: "card",
    paymentIntentId: state.paymentIntentId,
    sessionId: state.sessionId,
    ...(state.chargeId ? { chargeId: state.chargeId } : {}),
    orderId: state.orderId,
    ...(organisationId ? { organisationId } : {}),
    ...(applied.invoice ? { invoiceId: applied.invoice.invoiceId } : {}),
    amountPence: state.amountTotalPence,
    ...(state.feePence === undefined ? {} : { feePence: state.feePence }),
    allocatedPence: applied.allocatedPence,
    onAccountPence: state.amountTotalPence - applied.allocatedPence,
  };
}

/** Whatever has a reason to be looked at has money in it that nothing is owed for. */
const creditOf = (
  payment: Payment,
  reason: FinanceException["reason"],
  { creditId, order }: { readonly creditId: string; readonly order: Order | undefined },
): Credit => ({
  creditId,
  ...(payment.organisationId ? { organisationId: payment.organisationId } : {}),
  ...(order ? { organisationName: order.beneficiary.name } : {}),
  paymentId: payment.paymentId,
  paymentIntentId: payment.paymentIntentId,
  orderId: payment.orderId,
  reason,
  receivedAt: payment.receivedAt,
  amountPence: payment.onAccountPence,
  remainingPence: payment.onAccountPence,
  allocations: [],
});

const exceptionOf = (payment: Payment, reason: FinanceException["reason"]) => ({
  reason,
  raisedAt: payment.receivedAt,
  sessionId: payment.sessionId,
  orderId: payment.orderId,
  ...(payment.organisationId ? { organisationId: payment.organisationId } : {}),
  paymentIntentId: payment.paymentIntentId,
  amountPence: payment.onAccountPence,
});

const payerOf = ({ financeContactId, applicantId }: Order) =>
  financeContactId === undefined ? { personId: applicantId } : { contactId: financeContactId };

/** Nobody's money (an order we do not know) is news for the exceptions list only. */
function received(
  payment: Payment,
  applied: Application,
  { creditId, order }: { readonly creditId: string; readonly order: Order | undefined },
): EventDraft[] {
  const { paymentId, orderId, organisationId, invoiceId, method, amountPence, feePence, onAccountPence } = payment;
  if (organisationId === undefined) return [];
  const data = {
    paymentId,
    orderId,
    organisationId,
    ...(invoiceId ? { invoiceId } : {}),
    method,
    amountPence,
    ...(feePence === undefined ? {} : { feePence }),
    onAccountPence,
    ...(applied.reason ? { creditId } : {}),
    ...(applied.invoice ? { invoiceNumber: applied.invoice.number } : {}),
    ...(order && (applied.reason || !applied.isIssued) ? { receiptTo: payerOf(order) } : {}),
  };
  return [draft(finance.paymentReceived, data, organisationId)];
}
