import Stripe from "stripe";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Bench, checkoutFor, startBench } from "./testing.ts";

let bench: Bench;
beforeEach(async () => {
  bench = await startBench();
});
afterEach(() => bench.stop());

const expand = ["payment_intent.latest_charge.balance_transaction", "line_items"];

describe("a checkout session, through the real SDK", () => {
  it("is open with its total, its lines and an address to pay at", async () => {
    const session = await bench.stripe.checkout.sessions.create(checkoutFor());
    expect(session).toMatchObject({ status: "open", payment_status: "unpaid", amount_total: 48_000, currency: "gbp" });
    expect(session.url).toBe(`${bench.double.url}/pay/${session.id}`);
    const items = await bench.stripe.checkout.sessions.listLineItems(session.id);
    expect(items.data.map((item) => [item.description, item.amount_total])).toEqual([["School membership", 48_000]]);
  });

  it("becomes paid with a charge whose fee is 1.5 % and 20p", async () => {
    const { id } = await bench.stripe.checkout.sessions.create(checkoutFor());
    expect(bench.double.controls.pay(id)).toBe("paid");
    const session = await bench.stripe.checkout.sessions.retrieve(id, { expand });
    expect(session).toMatchObject({ status: "complete", payment_status: "paid", url: null });
    const intent = session.payment_intent as Stripe.PaymentIntent;
    const charge = intent.latest_charge as Stripe.Charge;
    expect(intent).toMatchObject({ status: "succeeded", amount_received: 48_000, metadata: { orderId: "inv_1" } });
    expect(charge).toMatchObject({ paid: true, description: "Invoice PA-2026-00042" });
    expect(charge.balance_transaction).toMatchObject({ amount: 48_000, fee: 740, net: 47_260, type: "charge" });
  });

  it("is charged once however often the button is pressed", async () => {
    const { id } = await bench.stripe.checkout.sessions.create(checkoutFor());
    const outcomes = [bench.double.controls.pay(id), bench.double.controls.pay(id), bench.double.controls.pay(id)];
    expect(outcomes).toEqual(["paid", "not-open", "not-open"]);
    const transactions = await bench.stripe.balanceTransactions.list();
    expect(transactions.data).toHaveLength(1);
  });

  it("stays open after a decline, and can then be paid", async () => {
    const { id } = await bench.stripe.checkout.sessions.create(checkoutFor());
    expect(bench.double.controls.pay(id, "decline")).toBe("declined");
    const session = await bench.stripe.checkout.sessions.retrieve(id, { expand: ["payment_intent.latest_charge"] });
    const intent = session.payment_intent as Stripe.PaymentIntent;
    expect(session.status).toBe("open");
    expect(intent.last_payment_error).toMatchObject({ code: "card_declined", decline_code: "generic_decline" });
    expect(intent.latest_charge).toMatchObject({ paid: false, status: "failed", balance_transaction: null });
    expect(bench.double.controls.pay(id)).toBe("paid");
  });

  it("asks the bank with 3-D Secure, which may approve or refuse", async () => {
    const first = await bench.stripe.checkout.sessions.create(checkoutFor());
    const second = await bench.stripe.checkout.sessions.create(checkoutFor());
    expect(bench.double.controls.pay(first.id, "3ds-approve")).toBe("paid");
    expect(bench.double.controls.pay(second.id, "3ds-refuse")).toBe("declined");
    const refused = await bench.stripe.checkout.sessions.retrieve(second.id, { expand: ["payment_intent"] });
    const intent = refused.payment_intent as Stripe.PaymentIntent;
    expect(intent.last_payment_error?.code).toBe("payment_intent_authentication_failure");
  });

  it("expires by the clock with its event, and cannot be paid after", async () => {
    const expiresAt = bench.nowSeconds() + 1_900;
    const { id } = await bench.stripe.checkout.sessions.create(checkoutFor({ expires_at: expiresAt }));
    bench.advance(1_901);
    expect(bench.double.controls.pay(id)).toBe("not-open");
    expect(await bench.stripe.checkout.sessions.retrieve(id)).toMatchObject({ status: "expired", url: null });
    await bench.double.controls.idle();
    expect(bench.received.map(({ event }) => event.type)).toEqual(["checkout.session.expired"]);
  });

  it("can be expired by us once, and not when it is paid", async () => {
    const open = await bench.stripe.checkout.sessions.create(checkoutFor());
    expect((await bench.stripe.checkout.sessions.expire(open.id)).status).toBe("expired");
    await expect(bench.stripe.checkout.sessions.expire(open.id)).rejects.toThrow(/status of expired/);
    const paid = await bench.stripe.checkout.sessions.create(checkoutFor());
    bench.double.controls.pay(paid.id);
    await expect(bench.stripe.checkout.sessions.expire(paid.id)).rejects.toThrow(/status of complete/);
  });

  it("belongs to a customer when one is given", async () => {
    const customer = await bench.stripe.customers.create({
      name: "Oakfield School",
      email: "finance@oakfield.example",
    });
    const { customer_email: _, ...rest } = checkoutFor();
    const created = await bench.stripe.checkout.sessions.create({ ...rest, customer: customer.id });
    const session = await bench.stripe.checkout.sessions.retrieve(created.id, { expand: ["customer"] });
    expect(session.customer).toMatchObject({ id: customer.id, name: "Oakfield School" });
  });
});

describe("a checkout session that Stripe would refuse", () => {
  const refusals: [string, object, string | undefined, string][] = [
    ["a parameter that is gone", { payment_method_types: ["card"] }, "parameter_unknown", "payment_method_types"],
    [
      "a nested unknown parameter",
      { payment_intent_data: { colour: "red" } },
      "parameter_unknown",
      "payment_intent_data[colour]",
    ],
    ["no lines", { line_items: undefined }, "parameter_missing", "line_items"],
    ["no success address", { success_url: undefined }, "parameter_missing", "success_url"],
    ["a success address that is none", { success_url: "javascript:alert(1)" }, "url_invalid", "success_url"],
    ["an empty reference", { client_reference_id: "" }, "parameter_invalid_empty", "client_reference_id"],
    ["an expiry too near", { expires_at: 1_000 }, "parameter_invalid_integer", "expires_at"],
    ["an expiry that is no number", { expires_at: "soon" }, "parameter_invalid_integer", "expires_at"],
    ["an unknown customer", { customer: "cus_none", customer_email: undefined }, "resource_missing", "customer"],
    ["29 pence", { line_items: [lineOf(29)] }, "amount_too_small", "line_items"],
    [
      "a negative amount",
      { line_items: [lineOf(-1)] },
      "parameter_invalid_integer",
      "line_items[0][price_data][unit_amount]",
    ],
    [
      "half a penny",
      { line_items: [lineOf(99.5)] },
      "parameter_invalid_integer",
      "line_items[0][price_data][unit_amount]",
    ],
    ["subscription mode", { mode: "subscription" }, undefined, "mode"],
  ];

  it.each(refusals)("%s: 400 naming it, and nothing is made", async (_, changes, code, param) => {
    const create = bench.stripe.checkout.sessions.create(checkoutFor(changes));
    const error = await create.catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(Stripe.errors.StripeInvalidRequestError);
    expect(error).toMatchObject({ statusCode: 400, param, ...(code !== undefined && { code }) });
    expect((error as Stripe.errors.StripeError).requestId).toMatch(/^req_/);
    expect(bench.double.controls.events()).toEqual([]);
  });
});

function lineOf(pence: number) {
  return { quantity: 1, price_data: { currency: "gbp", unit_amount: pence, product_data: { name: "x" } } };
}
