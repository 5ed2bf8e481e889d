import { finance } from "@alliance/events";
import { GatewayUnavailable } from "@alliance/payments";
import { eventOf, person, published, staffMember } from "@alliance/testing";
import { beforeEach, expect, test } from "vitest";
import { applied, movedIn, paidSession, testWorld, type World } from "../test-world.ts";
import { makeRefund } from "./make-refund.ts";
import { openOrder } from "./open-order.ts";
import { listExceptions } from "./read-books.ts";
import { listCredits, listRefundsToMake, readCredit } from "./read-credits.ts";
import { receivePayment } from "./receive-payment.ts";
import { decideRefund, requestRefund } from "./refund-credit.ts";
import { markRefundSent, sendRefundAgain } from "./send-refund-again.ts";
import { settleStripeEvent } from "./settle-stripe-event.ts";

const treasurer = staffMember("finance");
const other = person("per_01KAK3F0Q8J5W2M7X9B4C6D8AF", { staffRoles: ["finance"] });
const paymentIntentId = "pi_fake_000901";

let world: World;
let creditId: string;

/** £300 came twice, and two people agreed that they go back. */
beforeEach(async () => {
  world = testWorld();
  await openOrder(world.ctx, applied());
  await receivePayment(world.ctx, paidSession());
  await receivePayment(world.ctx, paidSession({ paymentIntentId }));
  world.stripe.refunds.take(paymentIntentId, 30000);
  creditId = (await listCredits(world.as(treasurer), { limit: 10 })).items[0]?.data.creditId ?? "";
  await requestRefund(world.as(treasurer), { creditId, reason: "paid by two offices" });
  await decideRefund(world.as(other), { creditId, isApproved: true, reason: "seen" });
});

const due = () =>
  published(world.ctx)
    .filter(({ type }) => type === "finance.refund-due")
    .map(({ data }) => eventOf(finance.refundDue, data as never));
const make = async () => makeRefund(world.ctx, due().at(-1) ?? eventOf(finance.refundDue, finance.refundDue.sample));
const sending = async () => (await readCredit(world.as(treasurer), creditId)).credit.refund?.sending;
const toMake = async () => (await listRefundsToMake(world.as(treasurer), { limit: 10 })).items.length;
const movements = () => movedIn(world.as(treasurer), "2026-11");
const told = (stripeType: string, objectId: string, stripeEventId = `evt_${stripeType}`) =>
  settleStripeEvent(world.ctx, eventOf(finance.stripeEventReceived, { stripeEventId, stripeType, objectId }));
const only = () => world.stripe.refunds.all[0]?.refundId ?? "";
const types = () => published(world.ctx).map(({ type }) => type);

test("approved money goes back to its card once, however often the queue brings it, and leaves the books", async () => {
  expect(await make()).toBe("sent");
  expect(await Promise.all([make(), make()])).toEqual(["left", "left"]);
  expect(world.stripe.refunds.all).toMatchObject([
    { paymentIntentId, amountPence: 30000, metadata: { creditId, attempt: "1" } },
  ]);
  expect(await sending()).toMatchObject({ state: "sent", by: "card", refundId: only() });
  expect(await toMake()).toBe(0);
  expect(await movements()).toMatchObject({ "refunds-due": 0, "stripe-clearing": 2 * 29530 - 30000 });
  expect(types().filter((type) => type === "finance.refund-sent")).toHaveLength(1);
});

test("two workers at once, and a webhook that is quicker than the answer, are one refund and one entry", async () => {
  await Promise.all([make(), make(), make()]);
  expect(world.stripe.refunds.all).toHaveLength(1);
  await told("refund.created", only());
  await told("refund.created", only());
  await told("charge.refunded", "ch_fake_000901");
  expect((await movements())["refunds-due"]).toBe(0);
});

test("while the bank works on it, it is on its way; then Stripe tells that it has gone, in whatever order and number", async () => {
  world.stripe.refunds.settleNext("pending");
  expect(await make()).toBe("pending");
  expect(await toMake()).toBe(1);
  await expect(sendRefundAgain(world.as(treasurer), { creditId })).rejects.toMatchObject({ code: "conflict" });
  await expect(markRefundSent(world.as(treasurer), { creditId, reference: "BACS-1" })).rejects.toMatchObject({
    code: "conflict",
  });
  world.stripe.refunds.settle(only(), "succeeded");
  expect(await told("refund.updated", only())).toBe("sent");
  expect(await told("refund.updated", only())).toBe("settled-before");
  expect(await told("refund.created", only())).toBe("left");
  expect((await movements())["refunds-due"]).toBe(0);
});

test("a refund that the bank sends back is ours again, in sight, and a second attempt is a refund of its own", async () => {
  await make();
  world.stripe.refunds.settle(only(), "failed");
  expect(await told("refund.failed", only())).toBe("failed");
  expect(await told("refund.updated", only())).toBe("left");
  expect(await sending()).toMatchObject({ state: "failed", failure: "expired_or_canceled_card" });
  expect(await toMake()).toBe(1);
  expect(await movements()).toMatchObject({ "refunds-due": -30000, "stripe-clearing": 2 * 29530 });
  expect(types()).toContain("finance.refund-failed");
  expect(await sendRefundAgain(world.as(treasurer), { creditId })).toEqual({ attempt: 2 });
  expect(await make()).toBe("sent");
  expect(world.stripe.refunds.all.map(({ status }) => status)).toEqual(["failed", "succeeded"]);
  // Late news of the first attempt says nothing of the second.
  expect(await told("refund.failed", only(), "evt_late")).toBe("left");
  expect(await sending()).toMatchObject({ state: "sent", attempt: 2 });
});

test("what Stripe refuses is failed with its word; what it cannot answer comes again under the same key", async () => {
  world.stripe.failNext(new GatewayUnavailable("no answer"));
  await expect(make()).rejects.toThrow("no answer");
  expect(await sending()).toMatchObject({ state: "asked", attempt: 1 });
  expect(await sendRefundAgain(world.as(treasurer), { creditId })).toEqual({ attempt: 1 });
  world.stripe.refunds.take(paymentIntentId, 0);
  expect(await make()).toBe("failed");
  expect(await sending()).toMatchObject({ state: "failed", failure: "charge_already_refunded" });
  expect((await movements())["refunds-due"]).toBe(-30000);
});

test("money that no card takes is sent by bank transfer, once, with its reference", async () => {
  await expect(markRefundSent(world.as(treasurer), { creditId, reference: "BACS-1" })).rejects.toMatchObject({
    code: "conflict",
  });
  world.stripe.refunds.settleNext("failed");
  await make();
  const mark = () => markRefundSent(world.as(treasurer), { creditId, reference: "BACS-1" });
  const outcomes = await Promise.allSettled([mark(), mark()]);
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await sending()).toMatchObject({ by: "bank", reference: "BACS-1", sentBy: treasurer.personId });
  expect(await movements()).toMatchObject({ "refunds-due": 0, bank: -30000 });
  await expect(sendRefundAgain(world.as(treasurer), { creditId })).rejects.toMatchObject({ code: "conflict" });
  expect(JSON.stringify(published(world.ctx))).not.toContain("BACS-1");
});

test("a refund that somebody made in Stripe's own pages is put in front of a person, once", async () => {
  const asked = { paymentIntentId, amountPence: 500, idempotencyKey: "by hand", metadata: {} };
  const { refundId } = await world.stripe.createRefund(asked);
  expect(await told("refund.created", refundId)).toBe("raised");
  expect(await told("refund.updated", refundId, "evt_2")).toBe("raised-before");
  const { items } = await listExceptions(world.as(treasurer), { limit: 10 });
  expect(items.map(({ data }) => data.reason)).toContain("refunded-outside");
});

test("nobody but the finance team sends money, and only what was approved", async () => {
  const stranger = world.as(person("per_01KAK3F0Q8J5W2M7X9B4C6D8XX"));
  expect(() => sendRefundAgain(stranger, { creditId })).toThrow("does not have access");
  expect(() => markRefundSent(stranger, { creditId, reference: "BACS-1" })).toThrow("does not have access");
  await receivePayment(world.ctx, paidSession({ paymentIntentId: "pi_fake_000902" }));
  const [open] = (await listCredits(world.as(treasurer), { limit: 10 })).items;
  const waiting = { creditId: open?.data.creditId ?? "" };
  await expect(sendRefundAgain(world.as(treasurer), waiting)).rejects.toMatchObject({ code: "conflict" });
  expect(await makeRefund(world.ctx, eventOf(finance.refundDue, { ...waiting, attempt: 1 }))).toBe("left");
});
