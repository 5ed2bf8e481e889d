import { GatewayRefused, GatewayUnavailable } from "@alliance/payments";
import { published } from "@alliance/testing";
import { expect, test } from "vitest";
import { openExceptions, orderKey } from "../keys.ts";
import { FinanceException, Order } from "../schema.ts";
import { applicant, orderByCard, orderId, testWorld } from "../test-world.ts";
import { startPayment } from "./start-payment.ts";
import { sweepOrders } from "./sweep-orders.ts";

const state = async ({ table }: ReturnType<typeof testWorld>) =>
  (await table.get(orderKey(orderId), Order))?.data.state;

test("an order that nobody began to pay ends after its time, once, also when two sweeps meet", async () => {
  const world = testWorld();
  await orderByCard(world);
  expect(await sweepOrders(world.ctx)).toEqual({ looked: 0, expired: 0 });
  world.ctx.clock.moveSeconds(32 * 60);
  await Promise.all([sweepOrders(world.ctx), sweepOrders(world.ctx)]);
  expect(await sweepOrders(world.ctx)).toEqual({ looked: 0, expired: 0 });
  expect(published(world.ctx).map(({ type }) => type)).toEqual(["finance.order-expired"]);
});

test("an order whose card page is still open is left, and ends with it", async () => {
  const world = testWorld();
  await orderByCard(world);
  world.ctx.clock.moveSeconds(29 * 60);
  await startPayment(world.as(applicant), world, { orderId });
  world.ctx.clock.moveSeconds(10 * 60);
  expect(await sweepOrders(world.ctx)).toEqual({ looked: 1, expired: 0 });
  world.ctx.clock.moveSeconds(30 * 60);
  expect(await sweepOrders(world.ctx)).toEqual({ looked: 1, expired: 1 });
});

test("a payment whose webhook never came is found", async () => {
  const world = testWorld();
  await orderByCard(world);
  await startPayment(world.as(applicant), world, { orderId });
  world.stripe.pay(world.stripe.sessionIds[0] ?? "");
  world.ctx.clock.moveSeconds(32 * 60);
  expect(await sweepOrders(world.ctx)).toEqual({ looked: 1, expired: 0 });
  expect(await state(world)).toBe("invoiced");
});

test("a session that Stripe does not know ends its order and is put in front of a person", async () => {
  const world = testWorld();
  await orderByCard(world);
  await startPayment(world.as(applicant), world, { orderId });
  world.ctx.clock.moveSeconds(32 * 60);
  world.stripe.failNext(new GatewayRefused({ status: 401, code: "api_key_expired", message: "no" }));
  expect(await sweepOrders(world.ctx)).toEqual({ looked: 1, expired: 0 });
  world.stripe.failNext(new GatewayRefused({ status: 404, code: "resource_missing", message: "gone" }));
  expect(await sweepOrders(world.ctx)).toEqual({ looked: 1, expired: 1 });
  const pattern = { index: "gsi2", pk: openExceptions, limit: 10 } as const;
  expect((await world.table.query(pattern, FinanceException)).items).toMatchObject([
    { data: { reason: "unreadable-session", orderId } },
  ]);
});

test("a Stripe that does not answer fails the sweep, which the queue brings again", async () => {
  const world = testWorld();
  await orderByCard(world);
  await startPayment(world.as(applicant), world, { orderId });
  world.ctx.clock.moveSeconds(32 * 60);
  world.stripe.failNext(new GatewayUnavailable("down"));
  await expect(sweepOrders(world.ctx)).rejects.toBeInstanceOf(GatewayUnavailable);
  expect(await state(world)).toBe("waiting");
});

test("a checkout whose answer was lost keeps the order until it cannot be paid any more", async () => {
  const world = testWorld();
  await orderByCard(world);
  world.stripe.failNext(new GatewayUnavailable("lost"));
  await expect(startPayment(world.as(applicant), world, { orderId })).rejects.toMatchObject({ code: "unavailable" });
  world.ctx.clock.moveSeconds(33 * 60);
  expect(await sweepOrders(world.ctx)).toEqual({ looked: 1, expired: 0 });
  world.ctx.clock.moveSeconds(5 * 60);
  expect(await sweepOrders(world.ctx)).toEqual({ looked: 1, expired: 1 });
});
