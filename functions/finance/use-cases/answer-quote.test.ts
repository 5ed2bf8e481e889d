import { finance } from "@alliance/events";
import { eventOf, published, staffMember } from "@alliance/testing";
import { expect, test } from "vitest";
import { invoiceIdOf, invoiceKey, orderKey } from "../keys.ts";
import { Invoice, LedgerTransaction, Order } from "../schema.ts";
import { applicant, orderByCard, orderByQuote, orderId, quoteSecret, testWorld, type World } from "../test-world.ts";
import { answerQuote } from "./answer-quote.ts";
import { askForQuoteAgain } from "./ask-for-quote-again.ts";
import { payQuote } from "./pay-quote.ts";
import { readPurchaseOrder } from "./read-purchase-order.ts";
import { settleStripeEvent } from "./settle-stripe-event.ts";
import { startPayment } from "./start-payment.ts";
import { sweepOrders } from "./sweep-orders.ts";

const sixtyDays = 60 * 24 * 3600;
const types = (world: World) => published(world.ctx).map(({ type }) => type);
const orderIn = async ({ table }: World) => (await table.get(orderKey(orderId), Order))?.data;
const invoiceIn = async ({ table }: World) => (await table.get(invoiceKey(invoiceIdOf(orderId)), Invoice))?.data;
const answer = (world: World, secret: string, purchaseOrderNumber = "PO-2026-118") =>
  answerQuote(world.ctx, world.files, { secret, purchaseOrderNumber });

test("an application by quote makes a quote with a number of its own, no invoice and no entry in the ledger", async () => {
  const world = testWorld();
  await orderByQuote(world, { financeContactId: "con_1", creditDays: 14 });
  await orderByQuote(world, { financeContactId: "con_1", creditDays: 14 });
  expect(await orderIn(world)).toMatchObject({
    state: "quoted",
    quote: { number: "QUO-000001", issuedOn: "2026-11-21", validUntil: "2027-01-20", linkNumber: 1 },
    payBy: "2027-01-21T00:00:00.000Z",
  });
  expect(types(world)).toEqual(["finance.quote-sent"]);
  expect(published(world.ctx)[0]?.data).toMatchObject({ financeContactId: "con_1", linkNumber: 1 });
  expect((await world.table.query({ pk: "ledger#2026-11", limit: 10 }, LedgerTransaction)).items).toEqual([]);
});

test("a purchase order answers the quote: one invoice with its number, due after the credit days", async () => {
  const world = testWorld();
  await orderByQuote(world, { creditDays: 14 });
  expect(await answer(world, await quoteSecret(world))).toBe("invoiced");
  expect(await invoiceIn(world)).toMatchObject({
    number: "INV-000001",
    purchaseOrderNumber: "PO-2026-118",
    dueOn: "2026-12-05",
    paidPence: 0,
  });
  expect(types(world)).toEqual(["finance.quote-sent", "finance.invoice-issued"]);
  expect(published(world.ctx)[1]?.actor).toBe("system:quote-link");
});

test("a double click and two officers at once make one invoice, and the first purchase order stands", async () => {
  const world = testWorld();
  await orderByQuote(world);
  const secret = await quoteSecret(world);
  const outcomes = await Promise.all(
    Array.from({ length: 20 }, (_, n) => answer(world, secret, n % 2 === 0 ? "PO-A" : "PO-B")),
  );
  expect(outcomes.filter((each) => each === "invoiced")).toHaveLength(1);
  expect(outcomes.filter((each) => each === "answered-before")).toHaveLength(19);
  expect(types(world).filter((type) => type === "finance.invoice-issued")).toHaveLength(1);
  expect((await invoiceIn(world))?.purchaseOrderNumber).toMatch(/^PO-[AB]$/);
});

test("a wrong secret, one of an earlier letter, one for something else and one that has ended are refused alike", async () => {
  const world = testWorld();
  await orderByQuote(world);
  const secrets = ["x".repeat(43), "../..", "", await quoteSecret(world, 2), await quoteSecret(world, 1, "app_other")];
  const messages = new Set<string>();
  for (const secret of secrets) {
    const refused = await answer(world, secret).catch((error: unknown) => error as Error & { code: string });
    expect(refused).toMatchObject({ code: "not-found" });
    messages.add((refused as Error).message);
  }
  expect(messages.size).toBe(1);
  const reads = async (secret: string) => {
    world.ctx.table.meter.reset();
    await answer(world, secret).catch(() => undefined);
    return world.ctx.table.meter.requests;
  };
  expect(await reads("x".repeat(43))).toBe(await reads(secrets[3] ?? ""));
  expect(types(world)).toEqual(["finance.quote-sent"]);
});

test("after its last day a quote cannot be answered; the sweep then ends the order, and the term is free", async () => {
  const world = testWorld();
  await orderByQuote(world);
  const secret = await quoteSecret(world);
  world.ctx.clock.moveSeconds(sixtyDays);
  expect(await sweepOrders(world.ctx)).toEqual({ looked: 0, expired: 0 });
  world.ctx.clock.moveSeconds(24 * 3600);
  expect(await answer(world, secret)).toBe("run-out");
  expect(await sweepOrders(world.ctx)).toEqual({ looked: 1, expired: 1 });
  expect(await answer(world, secret)).toBe("run-out");
  expect(types(world)).toEqual(["finance.quote-sent", "finance.order-expired"]);
});

test("a new quote is asked for once, and only when the old one has run out", async () => {
  const world = testWorld();
  await orderByQuote(world);
  const secret = await quoteSecret(world);
  expect(await askForQuoteAgain(world.ctx, { secret })).toBe("not-run-out");
  world.ctx.clock.moveSeconds(sixtyDays + 24 * 3600);
  await Promise.all([1, 2, 3].map(() => askForQuoteAgain(world.ctx, { secret })));
  expect(await askForQuoteAgain(world.ctx, { secret })).toBe("asked-before");
  expect(types(world)).toEqual(["finance.quote-sent", "finance.quote-renewal-asked"]);
  await expect(askForQuoteAgain(world.ctx, { secret: "x".repeat(43) })).rejects.toMatchObject({ code: "not-found" });
});

const told = (stripeType: string, objectId: string) =>
  eventOf(finance.stripeEventReceived, { stripeEventId: `evt_${stripeType}`, stripeType, objectId });

test("who cannot pay by purchase order pays by card: the invoice comes as paid, and Stripe never hears the secret", async () => {
  const world = testWorld();
  await orderByQuote(world);
  const secret = await quoteSecret(world);
  const opened = await Promise.all([1, 2].map(() => payQuote(world.ctx, world, { secret })));
  expect(new Set(opened.map((each) => JSON.stringify(each))).size).toBe(1);
  const [sessionId = ""] = world.stripe.sessionIds;
  expect(world.stripe.sessionIds).toHaveLength(1);
  expect(JSON.stringify([...world.ctx.table.items.values()])).not.toContain(secret);
  world.stripe.pay(sessionId);
  expect(await settleStripeEvent(world.ctx, told("checkout.session.completed", sessionId))).toBe("received");
  expect(await invoiceIn(world)).toMatchObject({ paidPence: 30000 });
  expect(await payQuote(world.ctx, world, { secret })).toEqual({ outcome: "paid" });
  await expect(payQuote(world.ctx, world, { secret: "x".repeat(43) })).rejects.toMatchObject({ code: "not-found" });
});

test("a card page that was left ends nothing: the quote waits on", async () => {
  const world = testWorld();
  await orderByQuote(world);
  const secret = await quoteSecret(world);
  await payQuote(world.ctx, world, { secret });
  world.ctx.clock.moveSeconds(3600);
  const [sessionId = ""] = world.stripe.sessionIds;
  expect(await settleStripeEvent(world.ctx, told("checkout.session.expired", sessionId))).toBe("left");
  expect((await orderIn(world))?.state).toBe("quoted");
  expect(await payQuote(world.ctx, world, { secret })).toMatchObject({ outcome: "open" });
});

test("answered while the card page is open, then paid there: the money pays the invoice, and nothing is on account", async () => {
  const world = testWorld();
  await orderByQuote(world);
  const secret = await quoteSecret(world);
  await payQuote(world.ctx, world, { secret });
  await answer(world, secret);
  const [sessionId = ""] = world.stripe.sessionIds;
  world.stripe.pay(sessionId);
  await settleStripeEvent(world.ctx, told("checkout.session.completed", sessionId));
  expect(await invoiceIn(world)).toMatchObject({ paidPence: 30000, purchaseOrderNumber: "PO-2026-118" });
});

test("whoever applied may pay the quoted order by card too", async () => {
  const world = testWorld();
  await orderByQuote(world);
  expect(await startPayment(world.as(applicant), world, { orderId })).toMatchObject({ outcome: "open" });
});

const pdf = Buffer.from("%PDF-1.7 a purchase order");

test("a purchase order comes as a file too, is known by its bytes, and our finance team alone opens it", async () => {
  const world = testWorld();
  await orderByQuote(world);
  const secret = await quoteSecret(world);
  const refusedFiles = [Buffer.from("<script>"), Buffer.alloc(0), Buffer.concat([pdf, Buffer.alloc(4_000_000)])];
  for (const file of refusedFiles) {
    const refused = answerQuote(world.ctx, world.files, { secret, purchaseOrderNumber: "PO-1", file });
    await expect(refused).rejects.toMatchObject({ code: "invalid-input", errors: [{ field: "file" }] });
  }
  expect(await invoiceIn(world)).toBeUndefined();
  await answerQuote(world.ctx, world.files, { secret, purchaseOrderNumber: "PO-1", file: pdf });
  const treasurer = world.as(staffMember("finance"));
  const read = await readPurchaseOrder(treasurer, world.files, invoiceIdOf(orderId));
  expect(read).toMatchObject({ file: { contentType: "application/pdf", sizeBytes: pdf.byteLength } });
  expect(Buffer.from(read.bytes).equals(pdf)).toBe(true);
  expect([...world.files.files.keys()]).toEqual([
    expect.stringMatching(new RegExp(`^purchase-orders/${orderId}/pof_`)),
  ]);
  await expect(readPurchaseOrder(world.as(applicant), world.files, invoiceIdOf(orderId))).rejects.toMatchObject({
    code: "not-allowed",
  });
  await expect(readPurchaseOrder(treasurer, world.files, "inv_none")).rejects.toMatchObject({ code: "not-found" });
});

test("an order without a quote has nothing to answer", async () => {
  const world = testWorld();
  await orderByCard(world);
  await expect(answer(world, await quoteSecret(world))).rejects.toMatchObject({ code: "not-found" });
});
