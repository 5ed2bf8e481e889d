import { finance } from "@alliance/events";
import { eventOf, staffMember } from "@alliance/testing";
import { beforeEach, expect, test } from "vitest";
import {
  applicant,
  applied,
  orderByCard,
  orderByQuote,
  orderId,
  quoteSecret,
  testWorld,
  unitsIn,
  type World,
} from "./test-world.ts";
import { answerQuote } from "./use-cases/answer-quote.ts";
import { listAllInvoices } from "./use-cases/list-invoices.ts";
import { openOrder } from "./use-cases/open-order.ts";
import { openQuote } from "./use-cases/open-quote.ts";
import { readInvoiceDocument } from "./use-cases/read-invoice.ts";
import { settleStripeEvent } from "./use-cases/settle-stripe-event.ts";
import { startPayment } from "./use-cases/start-payment.ts";
import { switchToInvoice } from "./use-cases/switch-to-invoice.ts";

let world: World;
beforeEach(() => {
  world = testWorld();
});

const unitsOf = (useCase: () => Promise<unknown>) => unitsIn(world, useCase);

const completed = () =>
  eventOf(finance.stripeEventReceived, {
    stripeEventId: "evt_1",
    stripeType: "checkout.session.completed",
    objectId: world.stripe.sessionIds[0] ?? "",
  });

// A write of a transaction is two units a kilobyte, a list reads half a unit for four kilobytes.

test("an order by card costs 1 + 1 unit; the same again one read", async () => {
  expect(await unitsOf(() => orderByCard(world))).toEqual({ wru: 1, indexWru: 1, rru: 1 });
  expect(await unitsOf(() => orderByCard(world))).toEqual({ wru: 0, indexWru: 0, rru: 1 });
});

test("an order by invoice costs 14 + 4: counter, order, document, account, ledger at 2 each, and its event of 2 kB", async () => {
  expect(await unitsOf(() => openOrder(world.ctx, applied()))).toEqual({ wru: 14, indexWru: 4, rru: 2 });
  expect(await unitsOf(() => openOrder(world.ctx, applied()))).toEqual({ wru: 0, indexWru: 0, rru: 1 });
});

test("beginning to pay costs 2: the key before Stripe is asked, and its answer; pressing again reads only", async () => {
  await orderByCard(world);
  const press = () => startPayment(world.as(applicant), world, { orderId });
  expect(await unitsOf(press)).toEqual({ wru: 2, indexWru: 0, rru: 2.5 });
  expect(await unitsOf(press)).toEqual({ wru: 0, indexWru: 0, rru: 2.5 });
});

test("a payment costs 18 + 7: payment, ledger and order (6), the invoice (6), and two events (6); a duplicate two reads", async () => {
  await orderByCard(world);
  await startPayment(world.as(applicant), world, { orderId });
  world.stripe.pay(world.stripe.sessionIds[0] ?? "");
  expect(await unitsOf(() => settleStripeEvent(world.ctx, completed()))).toEqual({ wru: 18, indexWru: 7, rru: 4 });
  expect(await unitsOf(() => settleStripeEvent(world.ctx, completed()))).toEqual({ wru: 0, indexWru: 0, rru: 2 });
});

test("changing to an invoice costs what an invoice costs, and the order leaves the waiting list", async () => {
  await orderByCard(world);
  const change = () => switchToInvoice(world.as(applicant), world, { orderId, purchaseOrderNumber: "PO-1" });
  expect(await unitsOf(change)).toEqual({ wru: 14, indexWru: 5, rru: 3 });
});

test("a quote costs 8 + 4: number, order and its event of 2 kB; its page reads, a wrong secret no more; its answer 14 + 6", async () => {
  expect(await unitsOf(() => orderByQuote(world))).toEqual({ wru: 8, indexWru: 4, rru: 2 });
  const secret = await quoteSecret(world);
  const open = await unitsOf(() => openQuote(world.ctx, secret));
  const refused = await unitsOf(() => openQuote(world.ctx, "x".repeat(43)).catch(() => undefined));
  expect([open, refused.rru <= open.rru]).toEqual([{ wru: 0, indexWru: 0, rru: 3 }, true]);
  const answer = () => answerQuote(world.ctx, world.files, { secret, purchaseOrderNumber: "PO-1" });
  expect(await unitsOf(answer)).toEqual({ wru: 14, indexWru: 6, rru: 4 });
});

test("a list of 50 invoices is one query of at most 8 units, and an invoice with its document two reads", async () => {
  const treasurer = world.as(staffMember("finance"));
  for (let n = 0; n < 51; n++) {
    await openOrder(world.ctx, applied({ applicationId: `app_01KAK3F0Q8${String(n).padStart(16, "0")}` }));
  }
  const list = await unitsOf(() => listAllInvoices(treasurer, { limit: 50 }));
  expect(world.ctx.table.meter.requests).toBe(1);
  expect(list.rru).toBeLessThanOrEqual(8);
  const read = await unitsOf(() => readInvoiceDocument(treasurer, "inv_01KAK3F0Q80000000000000000"));
  expect(read).toEqual({ wru: 0, indexWru: 0, rru: 1.5 });
});
