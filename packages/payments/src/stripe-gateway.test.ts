import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { startStripeDouble } from "@alliance/stripe-double";
import Stripe from "stripe";
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { BadSignature, type CheckoutRequest, GatewayUnavailable, NotAnEvent } from "./gateway.ts";
import { type StripeGatewayOptions, stripeGateway } from "./stripe-gateway.ts";

let double: Awaited<ReturnType<typeof startStripeDouble>>;
beforeEach(async () => {
  double = await startStripeDouble({
    port: 0,
    webhook: { url: "http://127.0.0.1:9/", secret: "whsec_x", enabledEvents: [] },
  });
});
afterEach(() => double.stop());

const gateway = (changes: Partial<StripeGatewayOptions> = {}) =>
  stripeGateway({ secretKey: "sk_test_1234", webhookSecret: "whsec_x", apiBase: double.apiBase, ...changes });
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

/** Something at Stripe's address that is not Stripe. */
async function impostor(status: number, body: string): Promise<string> {
  const server = createServer((_, response) => response.writeHead(status).end(body));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe("when Stripe is slow, busy or silent", () => {
  it("it is asked again, with one effect", async () => {
    double.controls.injectFault({ kind: "error", status: 503, times: 1, path });
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

  const once = { maxNetworkRetries: 0 };
  it.each([409, 429, 500, 503] as const)("a %d that stays is unavailable: later, it may go well", async (status) => {
    double.controls.injectFault({ kind: "error", status, times: 1, path });
    await expect(gateway(once).createCheckout(request())).rejects.toThrow(GatewayUnavailable);
  });

  it("no answer in time is unavailable", async () => {
    double.controls.injectFault({ kind: "slow", ms: 400, times: 1, path });
    const hurried = gateway({ ...once, timeoutMs: 50 }).createCheckout(request());
    await expect(hurried).rejects.toThrow(GatewayUnavailable);
    await expect(hurried).rejects.toThrow(/timeout being reached \(50ms\)/);
  });

  it("nobody at the address is unavailable, not a crash", async () => {
    const lost = gateway({ ...once, apiBase: "http://127.0.0.1:9" });
    await expect(lost.readCheckout("cs_test_a1")).rejects.toThrow(GatewayUnavailable);
  });

  it.each([
    [200, "<html>"],
    [200, "{}"],
    [200, '{"id":"cs_test_a1","object":"checkout.session","amount_total":"48000"}'],
    [502, "Bad gateway"],
  ])("%d with %s, no checkout of ours, is no answer", async (status, body) => {
    const odd = gateway({ ...once, apiBase: await impostor(status, body) });
    await expect(odd.readCheckout("cs_test_a1")).rejects.toThrow(GatewayUnavailable);
  });

  it("a wrong key is refused at once, and never shown", async () => {
    const refused = await gateway({ secretKey: "sk_live_secret99" })
      .readCheckout("cs_test_a1")
      .catch((error: Error) => error);
    expect(refused).toMatchObject({ name: "GatewayRefused", status: 401 });
    expect(JSON.stringify(refused) + String(refused)).not.toContain("sk_live_secret99");
  });
});

it("what it opens shows at Stripe: lines, school, description and metadata", async () => {
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

describe("a webhook", () => {
  it("is genuine with one fitting signature of several, as during a secret's roll-over", async () => {
    const timestamp = Math.floor(Date.now() / 1000);
    const object = { id: "cs_test_1", object: "checkout.session" };
    const payload = JSON.stringify({ id: "evt_1", object: "event", type: "x.y", created: timestamp, data: { object } });
    const sign = (secret: string) =>
      new Stripe("sk_test_1").webhooks.generateTestHeaderString({ payload, secret, timestamp });
    const [old, current] = [sign("whsec_old"), sign("whsec_x")];
    await expect(gateway().parseWebhook(payload, current)).resolves.toMatchObject({
      eventId: "evt_1",
      objectId: "cs_test_1",
    });
    await expect(gateway().parseWebhook(payload, `${old},v1=${current.split("v1=")[1]}`)).resolves.toMatchObject({
      eventId: "evt_1",
    });
    await expect(gateway().parseWebhook(payload, old)).rejects.toThrow(BadSignature);
  });

  it.each([
    ...["not json", "{}", '{"id":"evt_1","object":"event"}', '{"id":"evt_1","object":"v2.core.event"}', "[]"],
    '{"id":"evt_1","object":"event","type":"x","created":9e15,"data":{"object":{"id":"a","object":"b"}}}',
  ])("a signed body that is no event, %s, is refused as that", async (payload) => {
    const sign = (secret: string) => new Stripe("sk_test_1").webhooks.generateTestHeaderString({ payload, secret });
    await expect(gateway().parseWebhook(payload, sign("whsec_x"))).rejects.toThrow(NotAnEvent);
    await expect(gateway().parseWebhook(payload, sign("whsec_y"))).rejects.toThrow(BadSignature);
  });

  it.each(["", "t", "t=1", "v1=00", "t=1,v1", "t=1,v1=", "t=x,v1=00", `t=1,v1=${"é".repeat(64)}`, "t=1,v0=00"])(
    "the header %j is refused, not a crash",
    async (header) => {
      await expect(gateway().parseWebhook("{}", header)).rejects.toThrow(BadSignature);
    },
  );

  it.each(["", " "])("the webhook secret %j lets nothing through", async (webhookSecret) => {
    await expect(gateway({ webhookSecret }).parseWebhook("{}", "t=1,v1=00")).rejects.toThrow(BadSignature);
  });
});
