import { startStripeDouble } from "@alliance/stripe-double";
import Stripe from "stripe";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type CheckoutRequest, GatewayUnavailable } from "./gateway.ts";
import { stripeGateway } from "./stripe-gateway.ts";
import { encodeForm, stripeApiVersion } from "./stripe-request.ts";

let double: Awaited<ReturnType<typeof startStripeDouble>>;
beforeEach(async () => {
  double = await startStripeDouble({
    port: 0,
    webhook: { url: "http://127.0.0.1:9/", secret: "whsec_x", enabledEvents: [] },
  });
});
afterEach(() => double.stop());

const gateway = (changes: { secretKey?: string; timeoutMs?: number; maxNetworkRetries?: number } = {}) =>
  stripeGateway({
    secretKey: "sk_test_1234",
    webhookSecret: "whsec_x",
    apiBase: double.apiBase,
    retryDelayMs: 5,
    ...changes,
  });
const request = (): CheckoutRequest => ({
  orderId: "ord_1",
  description: "Invoice PA-2026-00042",
  amountPence: 48_000,
  currency: "gbp",
  beneficiary: "Oakfield Primary School",
  successUrl: "http://localhost:4000/paid",
  cancelUrl: "http://localhost:4000/cancelled",
  expiresAtSeconds: Math.floor(Date.now() / 1000) + 3_600,
  idempotencyKey: "k1",
  metadata: {},
});
const path = "/v1/checkout/sessions";
const sdk = () => {
  const { hostname: host, port } = new URL(double.apiBase);
  return new Stripe("sk_test_1234", { host, port, protocol: "http" });
};

describe("when Stripe is slow, busy or silent", () => {
  it.each([409, 429, 500, 503] as const)("a %d is asked again, with one effect", async (status) => {
    double.controls.injectFault({ kind: "error", status, times: 2, path });
    const { sessionId } = await gateway().createCheckout(request());
    expect((await gateway().readCheckout(sessionId)).status).toBe("open");
  });

  it("an answer lost after the effect is found again by its key", async () => {
    double.controls.injectFault({ kind: "timeout-after-effect", path });
    const asked = request();
    const first = await gateway({ timeoutMs: 300 }).createCheckout(asked);
    const second = await gateway().createCheckout(asked);
    expect(second).toEqual(first);
  });

  it("gives up by name after its retries", async () => {
    double.controls.injectFault({ kind: "error", status: 503, times: 3, path });
    await expect(gateway().createCheckout(request())).rejects.toThrow(GatewayUnavailable);
    double.controls.injectFault({ kind: "slow", ms: 400, times: 2, path });
    const hurried = gateway({ timeoutMs: 50, maxNetworkRetries: 1 });
    await expect(hurried.createCheckout(request())).rejects.toThrow(/no answer in time \(2 tries\)/);
  });

  it("nobody at the address is unavailable, not a crash", async () => {
    const lost = stripeGateway({
      secretKey: "sk_test_1234",
      webhookSecret: "x",
      apiBase: "http://127.0.0.1:9",
      retryDelayMs: 1,
    });
    await expect(lost.readCheckout("cs_test_a1")).rejects.toThrow(GatewayUnavailable);
  });

  it("a wrong key is refused at once, and never shown", async () => {
    const refused = await gateway({ secretKey: "sk_live_secret99" })
      .readCheckout("cs_test_a1")
      .catch((error: Error) => error);
    expect(refused).toMatchObject({ name: "GatewayRefused", status: 401 });
    expect(JSON.stringify(refused) + String(refused)).not.toContain("sk_live_secret99");
  });
});

describe("beside Stripe's own SDK", () => {
  it("speaks the API version that the SDK pins", () => {
    expect(stripeApiVersion).toBe(Stripe.API_VERSION);
  });

  it("what it opens reads as the SDK's own: lines, school, description and metadata", async () => {
    const lines = [
      { description: "School membership", amountPence: 36_000 },
      { description: "Starter pack", amountPence: 12_000 },
    ];
    const { sessionId } = await gateway().createCheckout({ ...request(), lines, metadata: { invoiceId: "inv_1" } });
    double.controls.pay(sessionId);
    const session = await sdk().checkout.sessions.retrieve(sessionId, { expand: ["line_items", "payment_intent"] });
    expect(session).toMatchObject({
      mode: "payment",
      ui_mode: "hosted_page",
      client_reference_id: "ord_1",
      custom_text: { submit: { message: "For Oakfield Primary School" } },
      metadata: { orderId: "ord_1", invoiceId: "inv_1" },
      payment_intent: { description: "Invoice PA-2026-00042", metadata: { orderId: "ord_1", invoiceId: "inv_1" } },
    });
    expect(session.line_items?.data.map((line) => [line.description, line.amount_total])).toEqual([
      ["School membership", 36_000],
      ["Starter pack", 12_000],
    ]);
  });

  it("takes the SDK's signatures, with several of them during a secret's roll-over", () => {
    const timestamp = Math.floor(Date.now() / 1000);
    const object = { id: "cs_test_1", object: "checkout.session" };
    const payload = JSON.stringify({ id: "evt_1", object: "event", type: "x.y", created: timestamp, data: { object } });
    const sign = (secret: string) =>
      new Stripe("sk_test_1").webhooks.generateTestHeaderString({ payload, secret, timestamp });
    const [old, current] = [sign("whsec_old"), sign("whsec_x")];
    expect(gateway().parseWebhook(payload, current)).toMatchObject({ eventId: "evt_1", objectId: "cs_test_1" });
    expect(gateway().parseWebhook(payload, `${old},v1=${current.split("v1=")[1]}`)).toMatchObject({ eventId: "evt_1" });
    expect(() => gateway().parseWebhook(payload, old)).toThrow(/No signature fits/);
  });

  it.each(["not json", "{}", '{"id":"evt_1","object":"event"}', "[]"])(
    "a signed body that is no event, %s, is refused",
    (payload) => {
      const header = new Stripe("sk_test_1").webhooks.generateTestHeaderString({ payload, secret: "whsec_x" });
      expect(() => gateway().parseWebhook(payload, header)).toThrow(/not an event/);
    },
  );

  it("an empty webhook secret lets nothing through", () => {
    const careless = stripeGateway({ secretKey: "sk_test_1234", webhookSecret: " ", apiBase: double.apiBase });
    expect(() => careless.parseWebhook("{}", "t=1,v1=00")).toThrow(/secret is empty/);
  });
});

it("the form encoding nests with brackets, escapes, and leaves undefined out", () => {
  const form = encodeForm({ a: [{ b: "x & y" }, { b: 2 }], c: undefined, d: { e: null, "f[g]": "£" } });
  expect(decodeURIComponent(form)).toBe("a[0][b]=x & y&a[1][b]=2&d[e]=&d[f[g]]=£");
  expect([...new URLSearchParams(form).values()]).toEqual(["x & y", "2", "", "£"]);
});
