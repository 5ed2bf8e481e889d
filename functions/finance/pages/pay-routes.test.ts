import { derivedIds } from "@alliance/core";
import { person } from "@alliance/testing";
import { expect, test } from "vitest";
import { doorOf } from "../test-door.ts";
import { applicant, applied, orderByCard, orderId, organisationId, stranger, testWorld } from "../test-world.ts";
import { expireOrder } from "../use-cases/expire-order.ts";
import { openOrder } from "../use-cases/open-order.ts";
import type { PaidState } from "../use-cases/receive-payment.ts";
import { receivePayment } from "../use-cases/receive-payment.ts";

const onceKey = "once_00000001";
const invoiceId = orderId.replace("app_", "inv_");
const lead = person("per_01KAK3F0Q8J5W2M7X9B4C6D8AA", { affiliations: [{ organisationId, role: "lead" }] });
/** Made in the tests' own minute; the order of the samples is of another. */
const youngId = derivedIds("young", "2026-11-21T09:59:00.000Z").next("app");

test("the pay page shows the lines, the VAT and the sum, and its form may end at the payment page only", async () => {
  const world = testWorld();
  await orderByCard(world);
  const reply = await doorOf(world).get(applicant, `/pay/${orderId}`);
  expect(reply.status).toBe(200);
  for (const text of ["School membership, academic year 2026-27", "VAT at 20%", "£50.00", "Pay £300.00 by card"]) {
    expect(reply.text).toContain(text);
  }
  expect(reply.headers.get("content-security-policy")).toContain("form-action 'self' https://pay.example.test");
});

test("the button leads to the payment page, and a double click to the same one", async () => {
  const world = testWorld();
  await orderByCard(world);
  const door = doorOf(world);
  const press = () => door.post(applicant, `/pay/${orderId}/checkout`, { onceKey });
  const replies = await Promise.all([press(), press()]);
  for (const reply of replies) {
    expect([reply.status, reply.headers.get("location")]).toEqual([303, "https://pay.example.test/cs_fake_000001"]);
  }
  expect(world.stripe.sessionIds).toHaveLength(1);
});

test("to a stranger, and to a visitor who signs in first, an order of somebody else does not exist", async () => {
  const world = testWorld();
  await orderByCard(world);
  const door = doorOf(world);
  for (const path of [`/pay/${orderId}`, `/pay/${orderId}/done`, `/api/finance/orders/${orderId}`]) {
    expect((await door.get(stranger, path)).status).toBe(404);
  }
  expect((await door.post(stranger, `/pay/${orderId}/checkout`, { onceKey })).status).toBe(404);
  expect((await door.get(undefined, `/pay/${orderId}`)).headers.get("location")).toContain("/sign-in?to=");
  expect((await door.get(undefined, `/api/finance/orders/${orderId}`)).status).toBe(401);
  expect(world.stripe.sessionIds).toEqual([]);
});

test("a form from elsewhere, without its hidden field, or of another type changes nothing", async () => {
  const world = testWorld();
  await orderByCard(world);
  const door = doorOf(world);
  const path = `/pay/${orderId}/checkout`;
  expect((await door.post(applicant, path, { onceKey }, { origin: "https://evil.example" })).status).toBe(403);
  expect((await door.post(applicant, path, {})).status).toBe(400);
  expect((await door.post(applicant, path, { onceKey }, { "content-type": "text/plain" })).status).toBe(415);
  expect(world.stripe.sessionIds).toEqual([]);
});

test("an order that is still on its way is waited for two seconds, then the page looks again by itself", async () => {
  const world = testWorld();
  const door = doorOf(world);
  const reply = await door.get(applicant, `/pay/${youngId}`);
  expect([reply.status, reply.headers.get("refresh")]).toEqual([200, "2"]);
  expect(reply.text).toContain("Preparing your order");
  expect(door.waits.reduce((sum, each) => sum + each, 0)).toBe(2000);
});

test("an old id that never was an order, and no id at all, are pages that do not exist", async () => {
  const door = doorOf(testWorld());
  for (const id of ["app_01AAAAAAAAAAAAAAAAAAAAAAAA", "app_ZZZZZZZZZZZZZZZZZZZZZZZZZZ", "app_x", "org_1", "..%2f"]) {
    expect((await door.get(applicant, `/pay/${id}`)).status).toBe(404);
  }
  expect(door.waits).toEqual([]);
});

test("coming back: first it is being confirmed, then the payment is received with its invoice's number", async () => {
  const world = testWorld();
  await orderByCard(world);
  const door = doorOf(world);
  const done = `/pay/${orderId}/done`;
  expect((await door.get(applicant, done)).headers.get("location")).toBe(`/pay/${orderId}`);
  await door.post(applicant, `/pay/${orderId}/checkout`, { onceKey });
  expect((await door.get(applicant, done)).headers.get("location")).toBe(`/pay/${orderId}`);
  const [sessionId = ""] = world.stripe.sessionIds;
  world.stripe.pay(sessionId);
  const waiting = await door.get(applicant, done);
  expect(waiting.text).toContain("We are confirming your payment");
  expect(waiting.headers.get("refresh")).toBe("2");
  await receivePayment(world.ctx, (await world.stripe.readCheckout(sessionId)) as PaidState);
  const received = await door.get(applicant, done);
  expect(received.text).toContain("Payment received");
  expect(received.text).toContain("INV-000001");
  expect(received.headers.get("refresh")).toBeNull();
  expect((await door.get(applicant, `/pay/${orderId}`)).headers.get("location")).toBe(done);
});

test("whoever left the payment page is told that nothing was taken and can pay or ask for an invoice", async () => {
  const world = testWorld();
  await orderByCard(world);
  const reply = await doorOf(world).get(applicant, `/pay/${orderId}?cancelled=1`);
  expect(reply.text).toContain("nothing was taken");
  expect(reply.text).toContain("Pay by invoice instead");
});

test("asking for an invoice without a number keeps the page and says what is missing; with one it is issued", async () => {
  const world = testWorld();
  await orderByCard(world);
  const door = doorOf(world);
  const path = `/pay/${orderId}/invoice`;
  const refused = await door.post(applicant, path, { onceKey, purchaseOrderNumber: " " });
  expect(refused.status).toBe(422);
  expect(refused.text).toContain("Enter your purchase order number");
  const issued = await door.post(applicant, path, { onceKey, purchaseOrderNumber: "PO-99" });
  expect([issued.status, issued.headers.get("location")]).toEqual([303, `/pay/${orderId}/done`]);
  expect((await door.get(applicant, `/pay/${orderId}/done`)).text).toContain("Your invoice is issued");
});

test("an expired order says so, with status 410, and what to do", async () => {
  const world = testWorld();
  await orderByCard(world);
  await expireOrder(world.ctx, orderId);
  const door = doorOf(world);
  const reply = await door.get(applicant, `/pay/${orderId}`);
  expect([reply.status, reply.text.includes("Apply again")]).toEqual([410, true]);
  expect((await door.post(applicant, `/pay/${orderId}/checkout`, { onceKey })).headers.get("location")).toBe(
    `/pay/${orderId}`,
  );
});

test("an invoice on credit is paid by card from its page", async () => {
  const world = testWorld();
  await openOrder(world.ctx, applied());
  const door = doorOf(world);
  const path = `/pay/invoices/${invoiceId}`;
  expect((await door.get(stranger, path)).status).toBe(404);
  expect((await door.get(lead, path)).text).toContain("Pay £300.00 by card");
  const opened = await door.post(lead, `${path}/checkout`, { onceKey });
  expect(opened.headers.get("location")).toBe("https://pay.example.test/cs_fake_000001");
  const [sessionId = ""] = world.stripe.sessionIds;
  world.stripe.pay(sessionId);
  expect((await door.get(lead, `${path}/done`)).text).toContain("We are confirming your payment");
  await receivePayment(world.ctx, (await world.stripe.readCheckout(sessionId)) as PaidState);
  expect((await door.get(lead, `${path}/done`)).text).toContain("Payment received");
  expect((await door.get(lead, path)).headers.get("location")).toBe(`/portal/invoices/${invoiceId}`);
});
