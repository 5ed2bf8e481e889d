import { finance } from "@alliance/events";
import { GatewayUnavailable } from "@alliance/payments";
import { eventOf, published } from "@alliance/testing";
import { expect, test } from "vitest";
import { orderKey } from "../keys.ts";
import { Order } from "../schema.ts";
import {
  applicant,
  orderByCard,
  orderByQuote,
  orderId,
  organisationId,
  stranger,
  testWorld,
  type World,
} from "../test-world.ts";
import { settleStripeEvent } from "./settle-stripe-event.ts";
import { startPayment } from "./start-payment.ts";
import { switchToInvoice } from "./switch-to-invoice.ts";
import { withdrawOrder } from "./withdraw-order.ts";

const withdraw = (world: World, who = applicant) => withdrawOrder(world.as(who), world, { orderId });
const stateIn = async (world: World) => (await world.table.get(orderKey(orderId), Order))?.data.state;
const types = (world: World) => published(world.ctx).map(({ type }) => type);

test("an order by card is withdrawn: the card page is closed, and membership is told why", async () => {
  const world = testWorld();
  await orderByCard(world);
  await startPayment(world.as(applicant), world, { orderId });
  const [sessionId = ""] = world.stripe.sessionIds;
  expect(await withdraw(world)).toBe("withdrawn");
  expect((await world.stripe.readCheckout(sessionId)).status).toBe("expired");
  expect(published(world.ctx).at(-1)).toMatchObject({
    type: "finance.order-expired",
    data: { orderId, organisationId, because: "withdrawn" },
  });
  const told = { stripeEventId: "evt_1", stripeType: "checkout.session.expired", objectId: sessionId };
  expect(await settleStripeEvent(world.ctx, eventOf(finance.stripeEventReceived, told))).toBe("left");
});

test("a quote is withdrawn, and says when", async () => {
  const world = testWorld();
  await orderByQuote(world);
  expect(await withdraw(world)).toBe("withdrawn");
  expect((await world.table.get(orderKey(orderId), Order))?.data).toMatchObject({
    state: "expired",
    withdrawnAt: world.ctx.clock.now(),
  });
});

test("twice, also at once, withdraws once", async () => {
  const world = testWorld();
  await orderByCard(world);
  const outcomes = await Promise.all([1, 2, 3].map(() => withdraw(world)));
  expect(outcomes.sort()).toEqual(["over-before", "over-before", "withdrawn"]);
  expect(types(world).filter((type) => type === "finance.order-expired")).toHaveLength(1);
});

test("of withdrawing and asking for an invoice at once, one is done", async () => {
  const world = testWorld();
  await orderByCard(world);
  const outcomes = await Promise.all([
    withdraw(world),
    switchToInvoice(world.as(applicant), world, { orderId, purchaseOrderNumber: "PO-1" }),
  ]);
  const state = await stateIn(world);
  expect(outcomes).toEqual(state === "invoiced" ? ["invoiced", "invoiced"] : ["withdrawn", "expired"]);
});

test("what was just paid, is a stranger's, or a colleague's to use only, stays", async () => {
  const world = testWorld();
  await orderByCard(world);
  await expect(withdraw(world, stranger)).rejects.toMatchObject({ code: "not-found" });
  const colleague = { ...stranger, affiliations: [{ organisationId, role: "colleague" as const }] };
  await expect(withdraw(world, colleague)).rejects.toMatchObject({ code: "not-allowed" });
  await startPayment(world.as(applicant), world, { orderId });
  world.stripe.pay(world.stripe.sessionIds[0] ?? "");
  await expect(withdraw(world)).rejects.toMatchObject({ code: "conflict" });
  expect(await stateIn(world)).toBe("waiting");
});

test("a booking is not withdrawn here", async () => {
  const world = testWorld();
  const booking = { orderId: orderId.replace("app_", "bkg_") };
  await expect(withdrawOrder(world.as(applicant), world, booking)).rejects.toMatchObject({ code: "not-allowed" });
});

test("a Stripe that does not answer leaves everything as it was", async () => {
  const world = testWorld();
  await orderByCard(world);
  await startPayment(world.as(applicant), world, { orderId });
  world.stripe.failNext(new GatewayUnavailable("down"));
  await expect(withdraw(world)).rejects.toMatchObject({ code: "unavailable" });
  expect(await stateIn(world)).toBe("waiting");
});
