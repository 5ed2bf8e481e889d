import { authorise, readPerson } from "@alliance/auth";
import { Problem } from "@alliance/core";
import { GatewayUnavailable, type PaymentGateway } from "@alliance/payments";
import { type Ctx, retryingConflicts } from "@alliance/store";
import { isSettled, outstandingPence } from "../outstanding.ts";
import type { Invoice, Order } from "../schema.ts";
import { type OpenedPayment, openCheckout, type Payable } from "./open-checkout.ts";
import { invoiceOfOrder, readOrder } from "./read-order.ts";

export interface Paying {
  readonly gateway: () => Promise<PaymentGateway>;
  readonly publicOrigin: string;
}

/** Which hosted page somebody comes back from is not in doubt: the order is in the address. */
export const orderPayable = (order: Order, customerEmail: string | undefined, publicOrigin: string): Payable => ({
  orderId: order.orderId,
  amountPence: order.totalPence,
  description: order.lines.map(({ description }) => description).join(", "),
  beneficiary: order.beneficiary.name,
  lines: order.lines.map(({ description, netPence, vatPence }) => ({
    description: vatPence === 0 ? description : `${description} (including VAT)`,
    amountPence: netPence + vatPence,
  })),
  ...(customerEmail ? { customerEmail } : {}),
  metadata: { organisationId: order.organisationId },
  successUrl: `${publicOrigin}/pay/${order.orderId}/done`,
  cancelUrl: `${publicOrigin}/pay/${order.orderId}?cancelled=1`,
});

export const invoicePayable = (invoice: Invoice, publicOrigin: string): Payable => ({
  orderId: invoice.orderId,
  amountPence: outstandingPence(invoice),
  description: `Invoice ${invoice.number}`,
  beneficiary: invoice.beneficiaryName,
  metadata: { organisationId: invoice.organisationId, invoiceId: invoice.invoiceId },
  successUrl: `${publicOrigin}/pay/invoices/${invoice.invoiceId}/done`,
  cancelUrl: `${publicOrigin}/pay/invoices/${invoice.invoiceId}?cancelled=1`,
});

/** Opens the hosted page for a payable thing; a Stripe that does not answer is a moment's trouble, and said so. */
export async function openHostedPage(
  ctx: Ctx,
  paying: Paying,
  payable: Payable,
  options: { readonly mayBegin: boolean },
): Promise<OpenedPayment> {
  try {
    return await openCheckout(ctx, await paying.gateway(), payable, options);
  } catch (error) {
    if (!(error instanceof GatewayUnavailable)) throw error;
    ctx.log.warn("the payment provider did not answer", { orderId: payable.orderId });
    throw new Problem(
      "unavailable",
      "The payment page cannot be opened just now. Nothing was taken. Please try again in a few minutes.",
    );
  }
}

/** Begins, or takes up again, the payment of an order by card. */
export async function startPayment(ctx: Ctx, paying: Paying, input: { orderId: string }): Promise<OpenedPayment> {
  authorise(ctx.actor, "finance.pay-own");
  return retryingConflicts(async () => {
    const { data: order } = await readOrder(ctx, input.orderId);
    if (order.state === "invoiced") {
      const invoice = await invoiceOfOrder(ctx, order.orderId);
      if (invoice === undefined || isSettled(invoice)) return { outcome: "paid" };
      throw new Problem("conflict", "An invoice was issued for this order. You can pay it from your invoices.");
    }
    if (order.state === "expired") return { outcome: "expired" };
    // The applicant's, whoever presses the button: a key of Stripe's must always come with the same words.
    const customerEmail = (await readPerson(ctx, order.applicantId))?.email;
    const payable = orderPayable(order, customerEmail, paying.publicOrigin);
    return openHostedPage(ctx, paying, payable, { mayBegin: ctx.clock.now() < order.payBy });
  });
}
