import { epochSeconds, Problem } from "@alliance/core";
import { type CheckoutLine, GatewayRefused, type PaymentGateway } from "@alliance/payments";
import { type Ctx, commit, type Stored } from "@alliance/store";
import { checkoutKey } from "../keys.ts";
import { Checkout } from "../schema.ts";
import { minutesToPay } from "../supplier.ts";

/** What is to be paid, in words for the hosted page. */
export interface Payable {
  readonly orderId: string;
  readonly amountPence: number;
  readonly description: string;
  readonly beneficiary: string;
  readonly lines?: readonly CheckoutLine[];
  readonly customerEmail?: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly successUrl: string;
  readonly cancelUrl: string;
}

export type OpenedPayment =
  | { readonly outcome: "open"; readonly url: string }
  /** Paid already; the webhook is on its way, or was here. */
  | { readonly outcome: "paid" }
  /** Too late to begin, and nothing that was begun is open. */
  | { readonly outcome: "expired" };

const put = (checkout: Checkout, version: number) => ({
  key: checkoutKey(checkout.orderId),
  entity: "finance.checkout",
  version,
  data: checkout,
});

/** The session is forgotten: whatever becomes of it says nothing about the order any more. */
export function closedPut(known: Stored<Checkout>) {
  const { sessionId: _, ...rest } = known.data;
  return put({ ...rest, closed: true }, known.version + 1);
}

/** Stored before Stripe is asked, so that a lost answer is asked for again under the same idempotency key. */
async function nextAttempt(ctx: Ctx, payable: Payable, known: Stored<Checkout> | undefined): Promise<Stored<Checkout>> {
  const data: Checkout = {
    orderId: payable.orderId,
    attempt: (known?.data.attempt ?? 0) + 1,
    amountPence: payable.amountPence,
    expiresAtSeconds: epochSeconds(ctx.clock.now()) + minutesToPay * 60,
  };
  const version = (known?.version ?? 0) + 1;
  await commit(ctx, { put: [put(data, version)] });
  return { key: checkoutKey(payable.orderId), version, data };
}

async function createSession(ctx: Ctx, gateway: PaymentGateway, payable: Payable, attempt: Stored<Checkout>) {
  const opened = await gateway.createCheckout({
    ...payable,
    currency: "gbp",
    expiresAtSeconds: attempt.data.expiresAtSeconds,
    idempotencyKey: `${payable.orderId}-${attempt.data.attempt}`,
  });
  await commit(ctx, { put: [put({ ...attempt.data, sessionId: opened.sessionId }, attempt.version + 1)] });
  return { outcome: "open", url: opened.url } as const;
}

/** What became of the session that we know of: still to be paid, paid, or of no use any more. */
async function resume(gateway: PaymentGateway, payable: Payable, known: Checkout): Promise<OpenedPayment | undefined> {
  if (known.sessionId === undefined || known.amountPence !== payable.amountPence) return undefined;
  const state = await gateway.readCheckout(known.sessionId);
  if (state.status === "complete") return { outcome: "paid" };
  return state.status === "open" && state.url !== undefined ? { outcome: "open", url: state.url } : undefined;
}

const isUnanswered = (known: Stored<Checkout> | undefined, payable: Payable): known is Stored<Checkout> =>
  known !== undefined &&
  known.data.sessionId === undefined &&
  known.data.closed !== true &&
  known.data.amountPence === payable.amountPence;

/**
 * The hosted page where something is paid: the one that is open already, or a new one. Two people who press the
 * button at once get the same page. Throws `GatewayUnavailable` when Stripe cannot be reached; trying again is safe.
 */
export async function openCheckout(
  ctx: Ctx,
  gateway: PaymentGateway,
  payable: Payable,
  options: { readonly mayBegin: boolean },
): Promise<OpenedPayment> {
  const known = await ctx.table.get(checkoutKey(payable.orderId), Checkout, { consistent: true });
  const resumed = known && (await resume(gateway, payable, known.data));
  if (resumed) return resumed;
  if (!options.mayBegin) return { outcome: "expired" };
  if (isUnanswered(known, payable)) {
    try {
      return await createSession(ctx, gateway, payable, known);
    } catch (error) {
      // Too old to be opened by now, or refused for another reason: what Stripe refused it did not open.
      if (!(error instanceof GatewayRefused)) throw error;
    }
  }
  return createSession(ctx, gateway, payable, await nextAttempt(ctx, payable, known));
}

/** Closes the session of an order, so that it can no longer be paid by card. Refuses if it was paid already. */
export async function closeCheckout(ctx: Ctx, gateway: PaymentGateway, orderId: string): Promise<void> {
  const known = await ctx.table.get(checkoutKey(orderId), Checkout, { consistent: true });
  if (known?.data.sessionId === undefined) return;
  const { sessionId } = known.data;
  const state = await gateway.readCheckout(sessionId);
  if (state.status === "complete") throw new Problem("conflict", "This has just been paid by card.");
  // Forgotten first: when Stripe then says that the session expired, the order must not expire with it.
  await commit(ctx, { put: [closedPut(known)] });
  if (state.status === "open") await gateway.expireCheckout(sessionId);
}
