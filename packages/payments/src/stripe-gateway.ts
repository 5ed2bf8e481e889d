import Stripe from "stripe";
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
import { type StripeWebhookOptions, stripeWebhooks } from "./stripe-webhook.ts";

export interface StripeGatewayOptions extends StripeWebhookOptions {
  readonly secretKey: string;
  /** Origin of the API, e.g. `https://api.stripe.com`, or the local double. */
  readonly apiBase: string;
  /** For one try, from its start to the last byte of the answer. */
  readonly timeoutMs?: number;
  readonly maxNetworkRetries?: number;
}

const expand = ["payment_intent.latest_charge.balance_transaction"];

export function stripeGateway(options: StripeGatewayOptions): PaymentGateway {
  const { sessions } = stripeClient(options).checkout;
  return {
    ...stripeWebhooks(options),
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

function stripeClient(options: StripeGatewayOptions): Stripe {
  const { protocol, hostname, port } = new URL(options.apiBase);
  const http = protocol === "http:";
  return new Stripe(options.secretKey, {
    // The type allows only the SDK's own version: a new SDK that speaks another one does not compile.
    apiVersion: "2026-10-28.endive",
    ...{ host: hostname, port: port || (http ? "80" : "443"), protocol: http ? "http" : "https" },
    // Its time limit is for a whole try; the one of Node's client starts again with every byte.
    httpClient: Stripe.createFetchHttpClient(),
    // Three tries end before the half minute that a caller has.
    timeout: options.timeoutMs ?? 8_000,
    maxNetworkRetries: options.maxNetworkRetries ?? 2,
    telemetry: false,
    appInfo: { name: "partnerships-alliance" },
  });
}

/** The answer, or why there is none in the port's words. */
async function answered<Answer>(call: Promise<Answer>): Promise<Answer> {
  try {
    return await call;
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error;
    const { statusCode: status, code, rawType, param, requestId, message } = error;
    if (status === undefined || mayPass(status, error)) throw new GatewayUnavailable(message, { cause: error });
    throw new GatewayRefused({ status, code: code ?? rawType ?? "api_error", param, message, requestId });
  }
}

/** A conflict, throttling or a fault of the server: with the same key, later, it may go well. */
const mayPass = (status: number, error: Error): boolean =>
  status >= 500 || status === 409 || error instanceof Stripe.errors.StripeRateLimitError;

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
