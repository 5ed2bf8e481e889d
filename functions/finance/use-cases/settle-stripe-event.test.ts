import { finance } from "@alliance/events";
import { GatewayUnavailable } from "@alliance/payments";
import { eventOf, published } from "@alliance/testing";
import { expect, test } from "vitest";
import { invoiceKey, openExceptions, orderKey, paymentKey, stripeEffectKey } from "../keys.ts";
import { sumOf } from "../ledger/posting.ts";
import { FinanceException, Invoice, LedgerTransaction, Order, Payment } from "../schema.ts";
import {
  applicant,
  applied,
  orderByCard,
  orderId,
  organisationId,
  paidSession,
  testWorld,
  type World,
} from "../test-world.ts";
import { expireOrder } from "./expire-order.ts";
import { openOrder } from "./open-order.ts";
import { receivePayment } from "./receive-payment.ts";
import { settleStripeEvent } from "./settle-stripe-event.ts";
import { startPayment } from "./start-payment.ts";
import { StripeEffect } from "./stripe-effect.ts";

const invoiceId = orderId.replace("app_", "inv_");

const told = (stripeType: string, objectId: string, id = "EV") =>
  eventOf(
    finance.stripeEventReceived,
    { stripeEventId: `evt_${id}`, stripeType, objectId },
    { id: `evt_01KAK3F0Q8J5W2M7X9B4C6D8${id}` },
  );

async function waiting(world: World): Promise<string> {
  await orderByCard(world);
  await startPayment(world.as(applicant), world, { orderId });
  return world.stripe.sessionIds[0] ?? "";
}

const exceptions = async ({ table }: World) =>
  (await table.query({ index: "gsi2", pk: openExceptions, limit: 10 }, FinanceException)).items.map(({ data }) => data);

const ledger = async ({ table }: World) =>
  (await table.query({ pk: "ledger#2026-11", limit: 100 }, LedgerTransaction)).items.map(({ data }) => data);

const types = (world: World) => published(world.ctx).map(({ type }) => type);

test("a paid session makes payment, paid invoice, ledger entry and both events in one commit", async () => {
  const world = testWorld();
  const sessionId = await waiting(world);
  world.stripe.pay(sessionId);
  const before = world.ctx.table.meter.requests;
  expect(await settleStripeEvent(world.ctx, told("checkout.session.completed", sessionId))).toBe("received");
  expect(world.ctx.table.meter.requests - before).toBe(5);
  expect(types(world)).toEqual(["finance.invoice-issued", "finance.payment-received"]);
  const [issued, received] = published(world.ctx);
  expect(issued?.data).toMatchObject({
    payment: "card",
    document: { status: "paid", paidPence: 30000, paymentReference: "pi_fake_000001" },
  });
  expect(received).toMatchObject({ about: organisationId, data: { invoiceId, amountPence: 30000, feePence: 470 } });
  const { table } = world;
  expect((await table.get(orderKey(orderId), Order))?.data.state).toBe("invoiced");
  expect((await table.get(invoiceKey(invoiceId), Invoice))?.data).toMatchObject({ paidPence: 30000 });
  expect((await table.get(paymentKey("pi_fake_000001"), Payment))?.data).toMatchObject({ onAccountPence: 0 });
  expect(await ledger(world)).toMatchObject([
    {
      postings: [
        { account: "debtors", amountPence: 30000 },
        { account: "vat-output", amountPence: -5000 },
        { account: "deferred-income", amountPence: -25000 },
        { account: "stripe-clearing", amountPence: 29530 },
        { account: "fees", amountPence: 470 },
        { account: "debtors", amountPence: -30000 },
      ],
      evidence: { documentNumber: "INV-000001", paymentIntentId: "pi_fake_000001", chargeId: "ch_fake_000001" },
    },
  ]);
});

test("the same event twice, another event of the same money, and all of them at once change nothing more", async () => {
  const world = testWorld();
  const sessionId = await waiting(world);
  world.stripe.pay(sessionId);
  const completed = told("checkout.session.completed", sessionId);
  const succeeded = told("checkout.session.async_payment_succeeded", sessionId, "EW");
  await Promise.all([completed, succeeded, completed].map((event) => settleStripeEvent(world.ctx, event)));
  const written = world.ctx.table.items.size;
  expect(await settleStripeEvent(world.ctx, completed)).toBe("received-before");
  expect(await settleStripeEvent(world.ctx, succeeded)).toBe("received-before");
  expect(world.ctx.table.items.size).toBe(written);
  expect(await ledger(world)).toHaveLength(1);
  expect(await exceptions(world)).toEqual([]);
});

test("an event's id lies in the commit of its effect, for ever, and is looked at before Stripe is asked", async () => {
  const world = testWorld();
  const sessionId = await waiting(world);
  world.ctx.clock.moveSeconds(36 * 60);
  await settleStripeEvent(world.ctx, told("checkout.session.expired", sessionId));
  const marker = await world.table.get(stripeEffectKey("evt_EV"), StripeEffect);
  expect(marker?.data).toEqual({ stripeEventId: "evt_EV", effect: "expired", at: world.ctx.clock.now() });
  const item = [...world.ctx.table.items.values()].find(({ entity }) => entity === "finance.stripe-effect");
  expect(item).not.toHaveProperty("expiresAt");
  world.stripe.failNext(new GatewayUnavailable("not asked"));
  expect(await settleStripeEvent(world.ctx, told("checkout.session.expired", sessionId))).toBe("settled-before");
});

test("an expired session ends the order once, and what is told of it later changes nothing", async () => {
  const world = testWorld();
  const sessionId = await waiting(world);
  world.ctx.clock.moveSeconds(36 * 60);
  expect(await settleStripeEvent(world.ctx, told("checkout.session.expired", sessionId))).toBe("expired");
  expect(await settleStripeEvent(world.ctx, told("checkout.session.expired", sessionId))).toBe("settled-before");
  expect(await settleStripeEvent(world.ctx, told("checkout.session.expired", sessionId, "EX"))).toBe("left");
  expect(types(world)).toEqual(["finance.order-expired"]);
});

test("expiry told after the payment, or out of order, never undoes the payment", async () => {
  const world = testWorld();
  const sessionId = await waiting(world);
  world.stripe.pay(sessionId);
  expect(await settleStripeEvent(world.ctx, told("checkout.session.expired", sessionId))).toBe("received");
  expect(await settleStripeEvent(world.ctx, told("checkout.session.expired", sessionId, "EX"))).toBe("received-before");
  expect((await world.table.get(orderKey(orderId), Order))?.data.state).toBe("invoiced");
});

test("a session that is still open, and one paid by a method that takes days, leave the order waiting", async () => {
  const world = testWorld();
  const sessionId = await waiting(world);
  expect(await settleStripeEvent(world.ctx, told("checkout.session.completed", sessionId))).toBe("left");
  expect((await world.table.get(orderKey(orderId), Order))?.data.state).toBe("waiting");
});

test("a payment for an order that expired goes on account and in front of a person", async () => {
  const world = testWorld();
  const sessionId = await waiting(world);
  world.stripe.pay(sessionId);
  await expireOrder(world.ctx, orderId);
  expect(await settleStripeEvent(world.ctx, told("checkout.session.completed", sessionId))).toBe("received");
  expect(await exceptions(world)).toMatchObject([{ reason: "order-expired", amountPence: 30000, organisationId }]);
  const [entry] = await ledger(world);
  expect(entry?.postings).toContainEqual({ account: "customer-credit", amountPence: -30000 });
  expect(sumOf(entry?.postings ?? [])).toBe(0);
  expect(types(world)).toEqual(["finance.order-expired", "finance.payment-received"]);
});

test("a payment that is ahead of its order is tried again, and after a while given to a person, never lost", async () => {
  const world = testWorld();
  const sessionId = await waiting(world);
  world.stripe.pay(sessionId);
  for (const key of world.ctx.table.items.keys()) if (key.startsWith("order#")) world.ctx.table.items.delete(key);
  const event = told("checkout.session.completed", sessionId);
  await expect(settleStripeEvent(world.ctx, event)).rejects.toThrow("is not here yet");
  expect(await ledger(world)).toEqual([]);
  world.ctx.clock.moveSeconds(8 * 60);
  expect(await settleStripeEvent(world.ctx, event)).toBe("received");
  expect(await exceptions(world)).toMatchObject([{ reason: "unknown-order", amountPence: 30000 }]);
  expect(await ledger(world)).toHaveLength(1);
});

test("a session that Stripe does not know is put in front of a person once", async () => {
  const world = testWorld();
  expect(await settleStripeEvent(world.ctx, told("checkout.session.completed", "cs_unknown"))).toBe("raised");
  expect(await settleStripeEvent(world.ctx, told("checkout.session.completed", "cs_unknown"))).toBe("settled-before");
  expect(await settleStripeEvent(world.ctx, told("checkout.session.completed", "cs_unknown", "EX"))).toBe(
    "raised-before",
  );
  expect(await exceptions(world)).toMatchObject([{ reason: "unreadable-session", sessionId: "cs_unknown" }]);
});

test("types that are not about a checkout are acknowledged and do nothing", async () => {
  const world = testWorld();
  expect(await settleStripeEvent(world.ctx, told("charge.refunded", "ch_1"))).toBe("not-for-us");
  expect(world.ctx.table.items.size).toBe(0);
});

test("a Stripe that does not answer leaves the event to the queue", async () => {
  const world = testWorld();
  const sessionId = await waiting(world);
  world.stripe.pay(sessionId);
  world.stripe.failNext(new Error("no answer"));
  await expect(settleStripeEvent(world.ctx, told("checkout.session.completed", sessionId))).rejects.toThrow(
    "no answer",
  );
  expect(await ledger(world)).toEqual([]);
});

test("a card payment of an invoice that was issued on credit pays that invoice; a second goes on account", async () => {
  const world = testWorld();
  await openOrder(world.ctx, applied());
  expect(await receivePayment(world.ctx, paidSession())).toBe("received");
  expect((await world.table.get(invoiceKey(invoiceId), Invoice))?.data).toMatchObject({ paidPence: 30000 });
  expect(await exceptions(world)).toEqual([]);
  await receivePayment(world.ctx, paidSession({ paymentIntentId: "pi_fake_000901" }));
  expect(await exceptions(world)).toMatchObject([{ reason: "paid-twice", amountPence: 30000 }]);
  expect((await ledger(world)).every(({ postings }) => sumOf(postings) === 0)).toBe(true);
});

test("too little for an order is on account and buys nothing; too much pays it and the rest is on account", async () => {
  const short = testWorld();
  await orderByCard(short);
  await receivePayment(short.ctx, paidSession({ amountTotalPence: 29999 }));
  expect(await exceptions(short)).toMatchObject([{ reason: "amount-short", amountPence: 29999 }]);
  expect((await short.table.get(orderKey(orderId), Order))?.data.state).toBe("waiting");
  const over = testWorld();
  await orderByCard(over);
  await receivePayment(over.ctx, paidSession({ amountTotalPence: 30001 }));
  expect(await exceptions(over)).toMatchObject([{ reason: "overpaid", amountPence: 1 }]);
  expect((await over.table.get(orderKey(orderId), Order))?.data.state).toBe("invoiced");
});
