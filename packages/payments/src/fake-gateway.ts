import Stripe from "stripe";
import { type FakeRefunds, fakeRefunds } from "./fake-refunds.ts";
import {
  type CheckoutRequest,
  type CheckoutState,
  checkoutLines,
  GatewayRefused,
  type PaymentGateway,
} from "./gateway.ts";
import { stripeWebhooks } from "./stripe-webhook.ts";

export interface FakeGatewayOptions {
  /** Epoch milliseconds. Default: a fixed instant, moved by `advance`. */
  readonly now?: () => number;
  readonly webhookSecret?: string;
}

export interface SignedWebhook {
  readonly rawBody: string;
  readonly signatureHeader: string;
}

/** The port in memory, for tests of contexts; it passes the same contract as the Stripe adapter. */
export interface FakeGateway extends PaymentGateway {
  /** What the payer does on the pay page. Returns the webhook that the provider would send. */
  pay(sessionId: string): SignedWebhook;
  /** A webhook of any type about a session; the same `eventId` twice makes a duplicate. */
  webhook(type: string, sessionId: string, eventId?: string): SignedWebhook;
  /** Any body at all, signed as the provider would sign it. */
  sign(rawBody: string): SignedWebhook;
  advance(seconds: number): void;
  /** The next call of the port throws this instead. */
  failNext(error: Error): void;
  /** Money given back, and what the bank makes of it. */
  readonly refunds: FakeRefunds;
  /** Every checkout opened so far, oldest first: a duplicate effect shows here. */
  readonly sessionIds: readonly string[];
}

interface Session {
  readonly request: CheckoutRequest;
  readonly id: string;
  state: "open" | "complete" | "expired";
  paidAt?: string;
}

export function fakeGateway(options: FakeGatewayOptions = {}): FakeGateway {
  const secret = options.webhookSecret ?? "whsec_fake";
  const sessions = new Map<string, Session>();
  const keys = new Map<string, { body: string; sessionId: string }>();
  const failures: Error[] = [];
  let offsetMs = 0;
  let events = 0;
  const nowMs = () => (options.now?.() ?? Date.UTC(2026, 8, 1, 9)) + offsetMs;

  const find = (sessionId: string): Session => {
    const session = sessions.get(sessionId);
    if (!session) throw refused(404, "resource_missing", "session", `No such checkout.session: '${sessionId}'`);
    if (session.state === "open" && nowMs() / 1000 >= session.request.expiresAtSeconds) session.state = "expired";
    return session;
  };
  const answer = async <T>(act: () => T | Promise<T>): Promise<T> => {
    const failure = failures.shift();
    if (failure) throw failure;
    return act();
  };
  const open = (request: CheckoutRequest) => {
    checkoutLines(request);
    const body = JSON.stringify({ ...request, idempotencyKey: undefined });
    const earlier = keys.get(request.idempotencyKey);
    if (earlier && earlier.body !== body) {
      throw refused(400, "idempotency_error", undefined, "This key was used with other parameters.");
    }
    const id = earlier?.sessionId ?? `cs_fake_${String(sessions.size + 1).padStart(6, "0")}`;
    keys.set(request.idempotencyKey, { body, sessionId: id });
    if (!earlier) {
      checkExpiry(request.expiresAtSeconds, nowMs() / 1000);
      sessions.set(id, { request, id, state: "open" });
    }
    return { sessionId: id, url: urlOf(id), expiresAt: iso(request.expiresAtSeconds) };
  };

  const sign = (rawBody: string): SignedWebhook => {
    const timestamp = Math.floor(nowMs() / 1000);
    return {
      rawBody,
      signatureHeader: Stripe.webhooks.generateTestHeaderString({ payload: rawBody, secret, timestamp }),
    };
  };
  const webhook = (type: string, sessionId: string, eventId = `evt_fake_${++events}`): SignedWebhook => {
    const seconds = Math.floor(nowMs() / 1000);
    const object = { id: sessionId, object: "checkout.session" };
    return sign(JSON.stringify({ id: eventId, object: "event", type, created: seconds, data: { object } }));
  };

  const refunds = fakeRefunds((paymentIntentId) => {
    const session = sessions.get(paymentIntentId.replace("pi_", "cs_"));
    return session?.state === "complete" ? session.request.amountPence : undefined;
  });

  return {
    ...stripeWebhooks({ webhookSecret: secret, now: nowMs }),
    refunds,
    createRefund: (request) => answer(() => refunds.createRefund(request)),
    readRefund: (refundId) => answer(() => refunds.readRefund(refundId)),
    createCheckout: (request) => answer(() => open(request)),
    readCheckout: (sessionId) => answer(() => stateOf(find(sessionId))),
    expireCheckout: (sessionId) =>
      answer(() => {
        const session = find(sessionId);
        if (session.state === "complete")
          throw refused(400, "checkout_session_not_open", "session", "It is already paid.");
        session.state = "expired";
        return stateOf(session);
      }),
    pay(sessionId) {
      const session = find(sessionId);
      if (session.state === "expired") throw new Error(`${sessionId} has expired`);
      session.state = "complete";
      session.paidAt ??= new Date(nowMs()).toISOString();
      return webhook("checkout.session.completed", sessionId);
    },
    webhook,
    sign,
    advance(seconds) {
      offsetMs += seconds * 1000;
    },
    failNext(error) {
      failures.push(error);
    },
    get sessionIds() {
      return [...sessions.keys()];
    },
  };
}

const iso = (seconds: number) => new Date(seconds * 1000).toISOString();
const urlOf = (sessionId: string) => `https://pay.example.test/${sessionId}`;

function refused(status: number, code: string, param: string | undefined, message: string): GatewayRefused {
  return new GatewayRefused({ status, code, param, message });
}

function checkExpiry(expiresAtSeconds: number, nowSeconds: number): void {
  const ahead = expiresAtSeconds - nowSeconds;
  if (ahead < 30 * 60 || ahead > 24 * 60 * 60) {
    throw refused(400, "parameter_invalid_integer", "expires_at", "It must be 30 minutes to 24 hours ahead.");
  }
}

function stateOf(session: Session): CheckoutState {
  const { request, id, state } = session;
  const feePence = Math.round((request.amountPence * 15) / 1000) + 20;
  const money = {
    paymentIntentId: id.replace("cs_", "pi_"),
    chargeId: id.replace("cs_", "ch_"),
    balanceTransactionId: id.replace("cs_", "txn_"),
    feePence,
    netPence: request.amountPence - feePence,
  };
  return {
    sessionId: id,
    orderId: request.orderId,
    status: state,
    paymentStatus: state === "complete" ? "paid" : "unpaid",
    amountTotalPence: request.amountPence,
    currency: request.currency,
    expiresAt: iso(request.expiresAtSeconds),
    ...(state === "open" && { url: urlOf(id) }),
    metadata: { ...request.metadata },
    ...(session.paidAt !== undefined && { ...money, paidAt: session.paidAt }),
  };
}
