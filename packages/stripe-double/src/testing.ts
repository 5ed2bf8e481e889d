import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import Stripe from "stripe";
import { type StripeDouble, type StripeDoubleOptions, startStripeDouble } from "./index.ts";

const webhookSecret = "whsec_double_test";
export const testKey = "sk_test_double";

interface ReceivedWebhook {
  readonly event: Stripe.Event;
  readonly signature: string;
  readonly rawBody: string;
}

export interface Bench {
  readonly double: StripeDouble;
  readonly stripe: Stripe;
  readonly received: ReceivedWebhook[];
  /** Statuses that the webhook endpoint answers next; then 200. */
  readonly answers: number[];
  /** Moves the double's clock. */
  advance(seconds: number): void;
  nowSeconds(): number;
  stop(): Promise<void>;
}

/** A double, the real SDK pointed at it, and a webhook endpoint that verifies with the SDK. */
export async function startBench(options: Partial<StripeDoubleOptions> = {}): Promise<Bench> {
  let offsetMs = 0;
  const clock = () => Date.now() + offsetMs;
  const received: ReceivedWebhook[] = [];
  const answers: number[] = [];
  const endpoint = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const rawBody = Buffer.concat(chunks).toString("utf8");
      const signature = String(request.headers["stripe-signature"]);
      try {
        const event = sdkWebhooks.constructEvent(rawBody, signature, webhookSecret, undefined, undefined, clock());
        received.push({ event, signature, rawBody });
        response.writeHead(answers.shift() ?? 200).end();
      } catch (error) {
        // The clock may have been moved while it was on its way: it comes again, signed anew.
        if (!(error instanceof Stripe.errors.StripeSignatureVerificationError)) throw error;
        response.writeHead(400).end();
      }
    });
  });
  const webhookPort = await listenAnywhere(endpoint);
  const webhook = {
    url: `http://127.0.0.1:${webhookPort}/webhook`,
    secret: webhookSecret,
    retryDelaysMs: [20, 20, 20],
  };
  const double = await startStripeDouble({ port: 0, clock, webhook, ...options });
  return {
    double,
    stripe: sdkFor(double.apiBase),
    received,
    answers,
    advance(seconds) {
      offsetMs += seconds * 1000;
    },
    nowSeconds: () => Math.floor(clock() / 1000),
    async stop() {
      await double.stop();
      endpoint.closeAllConnections();
      endpoint.close();
    },
  };
}

export function sdkFor(apiBase: string, settings: { timeout?: number; maxNetworkRetries?: number } = {}): Stripe {
  const { hostname, port } = new URL(apiBase);
  return new Stripe(testKey, {
    host: hostname,
    port,
    protocol: "http",
    telemetry: false,
    maxNetworkRetries: 0,
    ...settings,
  });
}

const sdkWebhooks = new Stripe(testKey).webhooks;

export async function listenAnywhere(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

/** A checkout of £480.00 as our gateway opens it. */
export const checkoutFor = (
  changes: Stripe.Checkout.SessionCreateParams = {},
): Stripe.Checkout.SessionCreateParams => ({
  mode: "payment",
  ui_mode: "hosted_page",
  client_reference_id: "inv_1",
  customer_email: "finance@oakfield.example",
  line_items: [
    { quantity: 1, price_data: { currency: "gbp", unit_amount: 48_000, product_data: { name: "School membership" } } },
  ],
  payment_intent_data: { description: "Invoice PA-2026-00042", metadata: { orderId: "inv_1" } },
  metadata: { orderId: "inv_1" },
  success_url: "http://localhost:4000/paid?session={CHECKOUT_SESSION_ID}",
  cancel_url: "http://localhost:4000/cancelled",
  ...changes,
});
