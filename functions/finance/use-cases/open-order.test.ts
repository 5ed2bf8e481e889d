import { published } from "@alliance/testing";
import { expect, test } from "vitest";
import { turns } from "../ctx.ts";
import { counterKey, documentKey, invoiceKey, orderKey } from "../keys.ts";
import { sumOf } from "../ledger/posting.ts";
import { Counter, Invoice, LedgerTransaction, Order } from "../schema.ts";
import { applied, orderByCard, orderId, testWorld } from "../test-world.ts";
import { openOrder } from "./open-order.ts";

const invoiceId = orderId.replace("app_", "inv_");

test("an order by card waits half an hour for its payment and has no invoice", async () => {
  const world = testWorld();
  await orderByCard(world);
  const order = await world.table.get(orderKey(orderId), Order);
  expect(order?.data).toMatchObject({ state: "waiting", totalPence: 30000, payBy: "2026-11-21T10:30:00.000Z" });
  expect(await world.table.get(invoiceKey(invoiceId), Invoice)).toBeUndefined();
  expect(published(world.ctx)).toEqual([]);
});

test("an order by invoice is invoiced at once, on 30 days' credit, with its purchase order number", async () => {
  const { ctx, table } = testWorld();
  await openOrder(ctx, applied());
  const invoice = await table.get(invoiceKey(invoiceId), Invoice);
  expect(invoice?.data).toMatchObject({ number: "INV-000001", dueOn: "2026-12-21", totalPence: 30000, paidPence: 0 });
  const [issued] = published(ctx);
  expect(issued).toMatchObject({
    type: "finance.invoice-issued",
    data: {
      payment: "invoice",
      document: { number: "INV-000001", status: "due", purchaseOrderNumber: "PO-4711", vatPence: 5000 },
    },
  });
  expect(ctx.table.items.get(`${documentKey(invoiceId).pk}\ndocument`)?.data).toEqual(issued?.data.document);
  const ledger = await table.query({ pk: "ledger#2026-11", limit: 10 }, LedgerTransaction);
  expect(ledger.items.map(({ data }) => data.postings)).toEqual([
    [
      { account: "debtors", amountPence: 30000 },
      { account: "vat-output", amountPence: -5000 },
      { account: "deferred-income", amountPence: -25000 },
    ],
  ]);
  expect(ledger.items[0]?.data.evidence).toMatchObject({ documentNumber: "INV-000001", actor: "system:finance" });
});

test("the same application again, and again at once, makes one order, one invoice and one entry", async () => {
  const { ctx, table } = testWorld();
  await Promise.all([openOrder(ctx, applied()), openOrder(ctx, applied()), openOrder(ctx, applied())]);
  const written = ctx.table.items.size;
  expect(await openOrder(ctx, applied())).toBe("opened-before");
  expect(ctx.table.items.size).toBe(written);
  expect(published(ctx)).toHaveLength(1);
  expect((await table.get(counterKey("INV"), Counter))?.data.last).toBe(1);
});

test("100 issuers at once in ten instances of the worker take 100 numbers: no gap, no twin", async () => {
  const { ctx, table } = testWorld();
  const instances = Array.from({ length: 10 }, () => ({ ...ctx, inTurn: turns() }));
  const applications = Array.from({ length: 100 }, (_, n) =>
    applied({ applicationId: `app_01KAK3F0Q8${String(n).padStart(16, "0")}` }),
  );
  await Promise.all(applications.map((application, n) => openOrder(instances[n % 10] ?? ctx, application)));
  const numbers = published(ctx).map(({ data }) => (data.document as { number: string }).number);
  const expected = Array.from({ length: 100 }, (_, n) => `INV-${String(n + 1).padStart(6, "0")}`);
  expect(numbers.sort()).toEqual(expected);
  const ledger = await table.query({ pk: "ledger#2026-11", limit: 100 }, LedgerTransaction);
  expect(ledger.items).toHaveLength(100);
  expect(ledger.items.every(({ data }) => sumOf(data.postings) === 0)).toBe(true);
});

test("a free membership gets its invoice at once, paid and without a ledger entry", async () => {
  const { ctx, table } = testWorld();
  const [line] = applied().data.lines;
  if (!line) throw new Error("the sample has a line");
  await openOrder(ctx, applied({ payment: "card", lines: [{ ...line, netPence: 0 }] }));
  expect((await table.get(invoiceKey(invoiceId), Invoice))?.data).toMatchObject({ totalPence: 0, paidPence: 0 });
  expect(published(ctx)[0]?.data.document).toMatchObject({ status: "paid" });
  expect((await table.query({ pk: "ledger#2026-11", limit: 10 }, LedgerTransaction)).items).toEqual([]);
});

test("an order whose VAT rate has no treatment is not opened", async () => {
  const { ctx } = testWorld();
  const [line] = applied().data.lines;
  if (!line) throw new Error("the sample has a line");
  await expect(async () => openOrder(ctx, applied({ lines: [{ ...line, vatRatePercent: 17 }] }))).rejects.toThrow(
    "no VAT treatment has a rate of 17 %",
  );
  expect(ctx.table.items.size).toBe(0);
});
