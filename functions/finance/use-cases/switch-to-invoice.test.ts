import { finance } from "@alliance/events";
import { GatewayUnavailable } from "@alliance/payments";
import { eventOf, published } from "@alliance/testing";
import { expect, test } from "vitest";
import { invoiceKey, orderKey } from "../keys.ts";
import { Invoice, Order } from "../schema.ts";
import { applicant, orderByCard, orderId, stranger, testWorld } from "../test-world.ts";
import { expireOrder } from "./expire-order.ts";
import { settleStripeEvent } from "./settle-stripe-event.ts";
import { startPayment } from "./start-payment.ts";
import { InvoiceRequest, switchToInvoice } from "./switch-to-invoice.ts";

const input = { orderId, purchaseOrderNumber: "PO 12/34" };
const invoiceId = orderId.replace("app_", "inv_");

const expired = (sessionId: string) =>
  eventOf(finance.stripeEventReceived, {
    stripeEventId: "evt_1",
    stripeType: "checkout.session.expired",
    objectId: sessionId,
  });

test("an order by card becomes an invoice with its purchase order number; the card page is closed", async () => {
  const world = testWorld();
  await orderByCard(world);
  await startPayment(world.as(applicant), world, { orderId });
  const [sessionId = ""] = world.stripe.sessionIds;
  expect(await switchToInvoice(world.as(applicant), world, input)).toBe("invoiced");
  expect((await world.stripe.readCheckout(sessionId)).status).toBe("expired");
  expect((await world.table.get(invoiceKey(invoiceId), Invoice))?.data).toMatchObject({
    purchaseOrderNumber: "PO 12/34",
    paidPence: 0,
  });
  // What Stripe then says of the closed page must not end the order.
  expect(await settleStripeEvent(world.ctx, expired(sessionId))).toBe("left");
  expect(published(world.ctx).map(({ type }) => type)).toEqual(["finance.invoice-issued"]);
});

test("asking twice, also at once, issues one invoice", async () => {
  const world = testWorld();
  await orderByCard(world);
  const asked = await Promise.all([1, 2, 3].map(() => switchToInvoice(world.as(applicant), world, input)));
  expect(asked.sort()).toEqual(["invoiced", "invoiced-before", "invoiced-before"]);
  expect(published(world.ctx).filter(({ type }) => type === "finance.invoice-issued")).toHaveLength(1);
});

test("a card page that was paid meanwhile stays paid: no invoice on credit", async () => {
  const world = testWorld();
  await orderByCard(world);
  await startPayment(world.as(applicant), world, { orderId });
  world.stripe.pay(world.stripe.sessionIds[0] ?? "");
  await expect(switchToInvoice(world.as(applicant), world, input)).rejects.toMatchObject({ code: "conflict" });
  expect((await world.table.get(orderKey(orderId), Order))?.data.state).toBe("waiting");
});

test("an expired order is not invoiced, and a stranger's order does not exist", async () => {
  const world = testWorld();
  await orderByCard(world);
  await expect(switchToInvoice(world.as(stranger), world, input)).rejects.toMatchObject({ code: "not-found" });
  await expireOrder(world.ctx, orderId);
  expect(await switchToInvoice(world.as(applicant), world, input)).toBe("expired");
  expect(await world.table.get(invoiceKey(invoiceId), Invoice)).toBeUndefined();
});

test("a Stripe that does not answer leaves everything as it was", async () => {
  const world = testWorld();
  await orderByCard(world);
  await startPayment(world.as(applicant), world, { orderId });
  world.stripe.failNext(new GatewayUnavailable("down"));
  await expect(switchToInvoice(world.as(applicant), world, input)).rejects.toMatchObject({ code: "unavailable" });
  expect((await world.table.get(orderKey(orderId), Order))?.data.state).toBe("waiting");
});

test("a purchase order number that is missing, too long or no number of an office is refused", () => {
  for (const purchaseOrderNumber of [undefined, "", "   ", "x".repeat(61), "<script>", "a\nb", 42, ["a", "b"]]) {
    expect(InvoiceRequest.safeParse({ purchaseOrderNumber }).success).toBe(false);
  }
  expect(InvoiceRequest.safeParse({ purchaseOrderNumber: "PO-1", more: "x" }).success).toBe(false);
});
