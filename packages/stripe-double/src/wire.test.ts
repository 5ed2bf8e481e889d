import Stripe from "stripe";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Bench, checkoutFor, sdkFor, startBench, testKey } from "./testing.ts";
import { parseForm } from "./wire/form.ts";

let bench: Bench;
beforeEach(async () => {
  bench = await startBench();
});
afterEach(() => bench.stop());

const headers = { authorization: `Bearer ${testKey}`, "content-type": "application/x-www-form-urlencoded" };
const post = (path: string, body: string, more: Record<string, string> = {}) =>
  fetch(`${bench.double.apiBase}${path}`, { method: "POST", headers: { ...headers, ...more }, body });
const get = (path: string) => fetch(`${bench.double.apiBase}${path}`, { headers });

describe("the wire format", () => {
  it("nested brackets become hashes and lists, and a name like __proto__ is only a name", () => {
    const parsed = parseForm("a[0][b]=1&a[1][b]=2&list[]=x&list[]=y&__proto__[c]=3");
    expect(JSON.parse(JSON.stringify(parsed))).toEqual(
      JSON.parse('{"a":{"0":{"b":"1"},"1":{"b":"2"}},"list":{"0":"x","1":"y"},"__proto__":{"c":"3"}}'),
    );
    expect(({} as { c?: unknown }).c).toBeUndefined();
  });

  it("an answer is JSON with a request id and the API version", async () => {
    const response = await post("/v1/customers", "name=Oakfield&metadata[urn]=123456");
    expect(response.status).toBe(200);
    expect(response.headers.get("request-id")).toMatch(/^req_\w+$/);
    expect(response.headers.get("stripe-version")).toBe("2026-10-28.endive");
    expect(await response.json()).toMatchObject({ object: "customer", name: "Oakfield", metadata: { urn: "123456" } });
  });

  const refusals: [string, () => Promise<Response>, number, object][] = [
    [
      "an unknown endpoint",
      () => get("/v1/subscriptions"),
      404,
      { type: "invalid_request_error", code: "unknown_url" },
    ],
    ["an unknown method", () => post("/v1/events", ""), 404, { code: "unknown_url" }],
    ["an unknown id", () => get("/v1/charges/ch_none"), 404, { code: "resource_missing", param: "id" }],
    ["an unknown parameter", () => get("/v1/events?colour=red"), 400, { code: "parameter_unknown", param: "colour" }],
    ["a page of 101", () => get("/v1/events?limit=101"), 400, { code: "parameter_invalid_integer", param: "limit" }],
    ["a list expanded as if it were one object", () => get("/v1/events?expand[]=request"), 400, { param: "expand" }],
    ["a text where a hash belongs", () => post("/v1/customers", "metadata=x"), 400, { param: "metadata" }],
    ["a hash where a text belongs", () => post("/v1/customers", "name[first]=x"), 400, { param: "name" }],
    ["a key that is malformed", () => post("/v1/customers", "na]me=x"), 400, { code: "parameter_unknown" }],
    ["JSON", () => post("/v1/customers", "{}", { "content-type": "application/json" }), 400, {}],
    ["no key", () => post("/v1/customers", "", { authorization: "" }), 401, {}],
    ["a live key", () => post("/v1/customers", "", { authorization: "Bearer sk_live_abcdefgh" }), 401, {}],
    ["another API version", () => post("/v1/customers", "", { "stripe-version": "2020-08-27" }), 400, {}],
  ];
  it.each(refusals)("%s is refused by name", async (_, request, status, error) => {
    const response = await request();
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ error: { type: "invalid_request_error", ...error } });
    expect(bench.double.controls.events()).toEqual([]);
  });

  it("a body over a megabyte is refused", async () => {
    expect((await post("/v1/customers", `name=${"x".repeat(1_100_000)}`)).status).toBe(413);
  });
});

describe("idempotency", () => {
  it("the same key and body answers the first answer again and does nothing more", async () => {
    const options = { idempotencyKey: "checkout-inv_1" };
    const first = await bench.stripe.checkout.sessions.create(checkoutFor(), options);
    const second = await bench.stripe.checkout.sessions.create(checkoutFor(), options);
    expect(second).toEqual(first);
    expect(second.lastResponse.headers["idempotent-replayed"]).toBe("true");
  });

  it("the same key with another body is refused", async () => {
    const options = { idempotencyKey: "checkout-inv_1" };
    await bench.stripe.checkout.sessions.create(checkoutFor(), options);
    const other = bench.stripe.checkout.sessions.create(checkoutFor({ client_reference_id: "inv_2" }), options);
    await expect(other).rejects.toBeInstanceOf(Stripe.errors.StripeIdempotencyError);
  });

  it("a refused request leaves its key free", async () => {
    const options = { idempotencyKey: "k" };
    await expect(bench.stripe.checkout.sessions.create(checkoutFor({ mode: "setup" }), options)).rejects.toThrow();
    expect(await bench.stripe.checkout.sessions.create(checkoutFor(), options)).toMatchObject({ status: "open" });
  });
});

describe("faults on demand", () => {
  it("an answer lost after the effect is found again by the SDK's retry: one refund", async () => {
    const { id } = await bench.stripe.checkout.sessions.create(checkoutFor());
    bench.double.controls.pay(id);
    const { payment_intent: intent } = await bench.stripe.checkout.sessions.retrieve(id);
    bench.double.controls.injectFault({ kind: "timeout-after-effect", path: "/v1/refunds" });
    const impatient = sdkFor(bench.double.apiBase, { timeout: 300, maxNetworkRetries: 1 });
    const refund = await impatient.refunds.create({ payment_intent: String(intent) });
    const refunds = await bench.stripe.balanceTransactions.list({ type: "refund" });
    expect(refunds.data.map(({ source }) => source)).toEqual([refund.id]);
  });

  it("an error comes before any effect, as often as was asked", async () => {
    bench.double.controls.injectFault({ kind: "error", status: 429, times: 2 });
    const create = () => bench.stripe.customers.create({ name: "Oakfield" });
    await expect(create()).rejects.toBeInstanceOf(Stripe.errors.StripeRateLimitError);
    await expect(create()).rejects.toBeInstanceOf(Stripe.errors.StripeRateLimitError);
    expect(await create()).toMatchObject({ name: "Oakfield" });
  });

  it("controls come over HTTP too, and an unknown one is refused by name", async () => {
    const control = (body: object) =>
      fetch(`${bench.double.url}/_double/controls`, { method: "POST", body: JSON.stringify(body) });
    const set = await control({ deliveries: { duplicates: 1 }, fault: { kind: "slow", ms: 5 } });
    expect(await set.json()).toMatchObject({ deliveries: { duplicates: 1 }, faults: [{ kind: "slow", ms: 5 }] });
    for (const bad of [
      { colour: 1 },
      { deliveries: { duplicates: -1 } },
      { fault: { kind: "fire" } },
      { redeliver: "evt_x" },
    ]) {
      expect((await control(bad)).status).toBe(400);
    }
    await control({ reset: true });
    expect(bench.double.controls.deliverySettings.duplicates).toBe(0);
  });
});

describe("customers and refunds", () => {
  it("what cannot be expanded is refused", async () => {
    const { id } = await bench.stripe.customers.create({ name: "A" });
    await expect(bench.stripe.customers.retrieve(id, { expand: ["default_source"] })).rejects.toThrow(
      /cannot be expanded/,
    );
  });

  it("a customer's fields change one by one; empty ones are unset", async () => {
    const { id } = await bench.stripe.customers.create({
      name: "A",
      description: "x",
      metadata: { urn: "1", trust: "2" },
    });
    await bench.stripe.customers.update(id, { description: "", metadata: { trust: "" } });
    const customer = await bench.stripe.customers.retrieve(id);
    expect(customer).toMatchObject({ name: "A", description: null, metadata: { urn: "1" } });
  });

  it("refunds sum to at most the charge, each with its own line", async () => {
    const { id } = await bench.stripe.checkout.sessions.create(checkoutFor());
    bench.double.controls.pay(id);
    const { payment_intent: intent } = await bench.stripe.checkout.sessions.retrieve(id);
    const refund = (amount?: number) =>
      bench.stripe.refunds.create({ payment_intent: String(intent), ...(amount !== undefined && { amount }) });
    const part = await refund(10_000);
    await expect(refund(38_001)).rejects.toThrow(/greater than unrefunded/);
    const rest = await refund();
    await expect(refund()).rejects.toMatchObject({ code: "charge_already_refunded" });
    expect([part.amount, rest.amount]).toEqual([10_000, 38_000]);
    const charge = await bench.stripe.charges.retrieve(String(rest.charge));
    expect(charge).toMatchObject({ amount_refunded: 48_000, refunded: true });
    const line = await bench.stripe.balanceTransactions.retrieve(String(part.balance_transaction), {
      expand: ["source"],
    });
    expect(line).toMatchObject({ amount: -10_000, fee: 0, net: -10_000, source: { id: part.id } });
  });

  it("money becomes available with the clock", async () => {
    const { id } = await bench.stripe.checkout.sessions.create(checkoutFor());
    bench.double.controls.pay(id);
    const statuses = async () => (await bench.stripe.balanceTransactions.list()).data.map(({ status }) => status);
    expect(await statuses()).toEqual(["pending"]);
    bench.advance(4 * 24 * 60 * 60);
    expect(await statuses()).toEqual(["available"]);
  });
});
