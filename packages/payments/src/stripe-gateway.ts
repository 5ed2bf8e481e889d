import type Stripe from "stripe";
import * as z from "zod";
import {
  type CheckoutRequest,
  type CheckoutState,
  checkoutLines,
  GatewayRefused,
  GatewayUnavailable,
  type OpenedCheckout,
  type PaymentGateway,
} from "./gateway.ts";
import { answered, type StripeClientOptions, stripeClient } from "./stripe-client.ts";
import { stripeRefunds } from "./stripe-refunds.ts";
import { type StripeWebhookOptions, stripeWebhooks } from "./stripe-webhook.ts";

export interface StripeGatewayOptions extends StripeWebhookOptions, StripeClientOptions {}

const expand = ["payment_intent.latest_charge.balance_transaction"];

export function stripeGateway(options: StripeGatewayOptions): PaymentGateway {
  const client = stripeClient(options);
  const { sessions } = client.checkout;
  return {
    ...stripeWebhooks(options),
    ...stripeRefunds(client),
    async createCheckout(request) {
      const { idempotencyKey } = request;
      const params = sessionParams(request);
      return openedOf(parsed(await answered(sessions.create(params, { idempotencyKey }))));
    },
    async readCheckout(sessionId) {
      return stateOf(parsed(await answered(sessions.retrieve(checkedId(sessionId), { expand }))));
    },
    async expireCheckout(sessionId) {
      try {
        return stateOf(parsed(await answered(sessions.expire(checkedId(sessionId), { expand }))));
      } catch (error) {
        if (!(error instanceof GatewayRefused) || error.status !== 400) throw error;
        const state = await this.readCheckout(sessionId);
        if (state.status !== "expired") throw error;
        return state;
      }
    },
  };
}

/** The SDK would let `..` and an empty id walk to another address. */
function checkedId(sessionId: string): string {
  if (/^cs_\w{1,250}$/.test(sessionId)) return sessionId;
  const message = `No such checkout.session: '${sessionId.slice(0, 80)}'`;
  throw new GatewayRefused({ status: 404, code: "resource_missing", param: "session", message });
}

function sessionParams(request: CheckoutRequest): Stripe.Checkout.SessionCreateParams {
  const metadata = { ...request.metadata, orderId: request.orderId };
  return {
    mode: "payment",
    ui_mode: "hosted_page",
    locale: "en-GB",
    client_reference_id: request.orderId,
    ...(request.customerEmail !== undefined && { customer_email: request.customerEmail }),
    line_items: checkoutLines(request).map((line) => ({
      quantity: 1,
      price_data: {
        currency: request.currency,
        unit_amount: line.amountPence,
        product_data: { name: line.description },
      },
    })),
    ...(request.beneficiary !== undefined && { custom_text: { submit: { message: `For ${request.beneficiary}` } } }),
    payment_intent_data: { description: request.description, metadata },
    metadata,
    success_url: request.successUrl,
    cancel_url: request.cancelUrl,
    expires_at: request.expiresAtSeconds,
  };
}

const BalanceTransaction = z.object({ id: z.string(), fee: z.int(), net: z.int() });
const Charge = z.object({
  id: z.string(),
  created: z.int(),
  paid: z.boolean(),
  balance_transaction: z.union([BalanceTransaction, z.string()]).nullable(),
});
const PaymentIntent = z.object({ id: z.string(), latest_charge: z.union([Charge, z.string()]).nullable() });
const Session = z.object({
  id: z.string(),
  object: z.literal("checkout.session"),
  client_reference_id: z.string(),
  status: z.enum(["open", "complete", "expired"]),
  payment_status: z.enum(["paid", "unpaid", "no_payment_required"]),
  amount_total: z.int(),
  currency: z.string(),
  expires_at: z.int(),
  url: z.string().nullable(),
  metadata: z.record(z.string(), z.string()).nullable(),
  payment_intent: z.union([PaymentIntent, z.string()]).nullable(),
});

function parsed(json: unknown): z.infer<typeof Session> {
  const session = Session.safeParse(json);
  if (!session.success)
    throw new GatewayUnavailable(`Stripe's answer is not one of ours: ${z.prettifyError(session.error)}`);
  return session.data;
}

function openedOf(session: z.infer<typeof Session>): OpenedCheckout {
  return { sessionId: session.id, url: session.url ?? "", expiresAt: iso(session.expires_at) };
}

function stateOf(session: z.infer<typeof Session>): CheckoutState {
  const { orderId: _, ...metadata } = session.metadata ?? {};
  return {
    sessionId: session.id,
    orderId: session.client_reference_id,
    status: session.status,
    paymentStatus: session.payment_status,
    amountTotalPence: session.amount_total,
    currency: session.currency,
    expiresAt: iso(session.expires_at),
    ...(session.url !== null && { url: session.url }),
    metadata,
    ...(session.payment_status === "paid" && moneyOf(session.payment_intent)),
  };
}

function moneyOf(intent: z.infer<typeof Session>["payment_intent"]): Partial<CheckoutState> {
  if (intent === null) return {};
  if (typeof intent === "string") return { paymentIntentId: intent };
  const charge = intent.latest_charge;
  if (charge === null || typeof charge === "string" || !charge.paid) return { paymentIntentId: intent.id };
  const settled = charge.balance_transaction;
  return {
    paymentIntentId: intent.id,
    chargeId: charge.id,
    paidAt: iso(charge.created),
    ...(settled !== null &&
      typeof settled !== "string" && {
        balanceTransactionId: settled.id,
        feePence: settled.fee,
        netPence: settled.net,
      }),
  };
}

const iso = (seconds: number) => new Date(seconds * 1000).toISOString();
