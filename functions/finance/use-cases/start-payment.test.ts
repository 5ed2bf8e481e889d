import { personKey } from "@alliance/auth";
import { GatewayRefused, GatewayUnavailable } from "@alliance/payments";
import { person, published } from "@alliance/testing";
import { expect, test } from "vitest";
import { checkoutKey } from "../keys.ts";
import { Checkout } from "../schema.ts";
import {
  applicant,
  applied,
  orderByCard,
  orderId,
  organisationId,
  paidSession,
  stranger,
  testWorld,
} from "../test-world.ts";
import { openOrder } from "./open-order.ts";
import { payInvoice } from "./pay-invoice.ts";
import { receivePayment } from "./receive-payment.ts";
import { startPayment } from "./start-payment.ts";

const invoiceId = orderId.replace("app_", "inv_");
const lead = person("per_01KAK3F0Q8J5W2M7X9B4C6D8AA", { affiliations: [{ organisationId, role: "lead" }] });

test("the applicant gets the hosted page, and pressing again gets the same one", async () => {
  const world = testWorld();
  await orderByCard(world);
  const first = await startPayment(world.as(applicant), world, { orderId });
  expect(first).toEqual({ outcome: "open", url: "https://pay.example.test/cs_fake_000001" });
  expect(await startPayment(world.as(applicant), world, { orderId })).toEqual(first);
  expect(await startPayment(world.as(lead), world, { orderId })).toEqual(first);
  expect(world.stripe.sessionIds).toHaveLength(1);
  expect(published(world.ctx)).toEqual([]);
});

test("pressing many times at once opens one checkout", async () => {
  const world = testWorld();
  await orderByCard(world);
  const pressed = Array.from({ length: 10 }, () => startPayment(world.as(applicant), world, { orderId }));
  const urls = (await Promise.all(pressed)).map((opened) => (opened.outcome === "open" ? opened.url : ""));
  expect(new Set(urls)).toEqual(new Set(["https://pay.example.test/cs_fake_000001"]));
  expect(world.stripe.sessionIds).toHaveLength(1);
});

test("somebody else's order does not exist for a stranger, nor for a visitor", async () => {
  const world = testWorld();
  await orderByCard(world);
  await expect(startPayment(world.as(stranger), world, { orderId })).rejects.toMatchObject({ code: "not-found" });
  await expect(startPayment(world.as({ kind: "anonymous" }), world, { orderId })).rejects.toMatchObject({
    code: "not-signed-in",
  });
  expect(world.stripe.sessionIds).toEqual([]);
});

test("a lost answer of Stripe is asked for again under the same key, so there is still one checkout", async () => {
  const world = testWorld();
  await orderByCard(world);
  let lost = true;
  const flaky = async () => ({
    ...world.stripe,
    createCheckout: async (request: Parameters<typeof world.stripe.createCheckout>[0]) => {
      const opened = await world.stripe.createCheckout(request);
      if (lost) throw new GatewayUnavailable("the answer was lost");
      return opened;
    },
  });
  const paying = { ...world, gateway: flaky };
  await expect(startPayment(world.as(applicant), paying, { orderId })).rejects.toMatchObject({ code: "unavailable" });
  lost = false;
  world.ctx.clock.moveSeconds(600);
  expect(await startPayment(world.as(applicant), paying, { orderId })).toMatchObject({ outcome: "open" });
  expect(world.stripe.sessionIds).toHaveLength(1);
});

test("what Stripe refused it did not open: the next try asks afresh", async () => {
  const world = testWorld();
  await orderByCard(world);
  world.stripe.failNext(new GatewayRefused({ status: 400, code: "parameter_invalid", message: "no" }));
  await expect(startPayment(world.as(applicant), world, { orderId })).rejects.toBeInstanceOf(GatewayRefused);
  world.stripe.failNext(new GatewayRefused({ status: 400, code: "parameter_invalid", message: "too old" }));
  expect(await startPayment(world.as(applicant), world, { orderId })).toMatchObject({ outcome: "open" });
  expect((await world.table.get(checkoutKey(orderId), Checkout))?.data).toMatchObject({ attempt: 2 });
});

test("after half an hour a payment is not begun any more, but one that was begun is finished", async () => {
  const late = testWorld();
  await orderByCard(late);
  late.ctx.clock.moveSeconds(30 * 60);
  expect(await startPayment(late.as(applicant), late, { orderId })).toEqual({ outcome: "expired" });
  expect(late.stripe.sessionIds).toEqual([]);
  const begun = testWorld();
  await orderByCard(begun);
  begun.ctx.clock.moveSeconds(29 * 60);
  const opened = await startPayment(begun.as(applicant), begun, { orderId });
  begun.ctx.clock.moveSeconds(20 * 60);
  expect(await startPayment(begun.as(applicant), begun, { orderId })).toEqual(opened);
});

test("an order that was paid is not paid again", async () => {
  const world = testWorld();
  await orderByCard(world);
  await receivePayment(world.ctx, paidSession());
  expect(await startPayment(world.as(applicant), world, { orderId })).toEqual({ outcome: "paid" });
});

test("Stripe is told the applicant's address, whoever presses the button", async () => {
  const world = testWorld();
  await orderByCard(world);
  world.ctx.table.items.set(`${personKey(applicant.personId).pk}\nprofile`, {
    ...personKey(applicant.personId),
    entity: "person",
    version: 1,
    data: {
      personId: applicant.personId,
      name: "Ada",
      email: "ada@school.example",
      registeredAt: "2026-11-21T10:00:00Z",
    },
  });
  let asked: string | undefined;
  const gateway = async () => ({
    ...world.stripe,
    createCheckout: async (request: Parameters<typeof world.stripe.createCheckout>[0]) => {
      asked = request.customerEmail;
      return world.stripe.createCheckout(request);
    },
  });
  await startPayment(world.as(lead), { ...world, gateway }, { orderId });
  expect(asked).toBe("ada@school.example");
});

test("an invoice is paid by card for what is owed, by its school's people only, and not twice", async () => {
  const world = testWorld();
  await openOrder(world.ctx, applied());
  expect(await payInvoice(world.as(lead), world, { invoiceId })).toMatchObject({ outcome: "open" });
  await expect(payInvoice(world.as(stranger), world, { invoiceId })).rejects.toMatchObject({ code: "not-found" });
  const [sessionId = ""] = world.stripe.sessionIds;
  world.stripe.pay(sessionId);
  expect(await payInvoice(world.as(lead), world, { invoiceId })).toEqual({ outcome: "paid" });
  await receivePayment(world.ctx, paidSession());
  expect(await payInvoice(world.as(lead), world, { invoiceId })).toEqual({ outcome: "paid" });
  expect(world.stripe.sessionIds).toHaveLength(1);
});

test("two people who begin to pay an invoice at once share one checkout; after it ran out there is a new one", async () => {
  const world = testWorld();
  await openOrder(world.ctx, applied());
  await Promise.all([1, 2, 3].map(() => payInvoice(world.as(lead), world, { invoiceId })));
  expect(world.stripe.sessionIds).toHaveLength(1);
  world.ctx.clock.moveSeconds(36 * 60);
  expect(await payInvoice(world.as(lead), world, { invoiceId })).toMatchObject({ outcome: "open" });
  expect(world.stripe.sessionIds).toHaveLength(2);
});
