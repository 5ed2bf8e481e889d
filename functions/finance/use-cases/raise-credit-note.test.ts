import { person, published, staffMember } from "@alliance/testing";
import fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import { invoiceIdOf, invoiceKey } from "../keys.ts";
import { outstandingPence } from "../outstanding.ts";
import { Invoice, LedgerTransaction } from "../schema.ts";
import { applied, movedIn, orderId, organisationId, paidSession, testWorld, type World } from "../test-world.ts";
import { openOrder } from "./open-order.ts";
import { previewCreditNote, raiseCreditNote, readCreditable } from "./raise-credit-note.ts";
import { creditNotesOfInvoice, listCreditNotes, readCreditNote } from "./read-credit-notes.ts";
import { listCredits } from "./read-credits.ts";
import { receivePayment } from "./receive-payment.ts";

const treasurer = staffMember("finance");
const lead = person("per_01KAK3F0Q8J5W2M7X9B4C6D8AA", { affiliations: [{ organisationId, role: "lead" }] });
const invoiceId = invoiceIdOf(orderId);
const words = { reason: "agreed-reduction", note: "Mrs Nair rang" } as const;

let world: World;
beforeEach(async () => {
  world = testWorld();
  await openOrder(world.ctx, applied());
});

const raise = (netPence: number, invoiceLine = 1) =>
  raiseCreditNote(world.as(treasurer), { invoiceId, lines: [{ invoiceLine, netPence }], ...words });
const invoiceNow = async () => {
  const stored = await world.table.get(invoiceKey(invoiceId), Invoice);
  if (stored === undefined) throw new Error("no invoice");
  return stored.data;
};
const entries = async () =>
  (await world.table.query({ pk: "ledger#2026-11", limit: 100 }, LedgerTransaction)).items.map(({ data }) => data);

test("a part of an invoice is taken back at its VAT: number, document, account, books and event in one commit", async () => {
  const { document } = await raise(5000);
  expect(document).toMatchObject({
    ...{ number: "CN-000001", invoiceNumber: "INV-000001", netPence: 5000, vatPence: 1000, totalPence: 6000 },
    ...{ billTo: applied().data.billTo, purchaseOrderNumber: "PO-4711", reason: "agreed-reduction" },
  });
  expect(outstandingPence(await invoiceNow())).toBe(24000);
  expect((await entries()).at(-1)).toMatchObject({
    postings: [
      { account: "debtors", amountPence: -6000 },
      { account: "vat-output", amountPence: 1000 },
      { account: "deferred-income", amountPence: 5000 },
    ],
    evidence: { documentNumber: "CN-000001", creditNoteId: document.creditNoteId, actor: treasurer.personId },
  });
  const event = published(world.ctx).find(({ type }) => type === "finance.credit-note-issued");
  expect(event?.data).toMatchObject({ onAccountPence: 0, outstandingPence: 24000, document: { number: "CN-000001" } });
});

test("what was paid of it already is on account, with the payment that it came by", async () => {
  await receivePayment(world.ctx, paidSession());
  const { creditIds } = await raise(25000);
  const [credit] = (await listCredits(world.as(treasurer), { limit: 10 })).items;
  expect(credit?.data).toMatchObject({
    ...{ creditId: creditIds[0], organisationId, reason: "invoice-credited", creditNoteNumber: "CN-000001" },
    ...{ paymentIntentId: "pi_fake_000900", amountPence: 30000, remainingPence: 30000 },
  });
  expect(await invoiceNow()).toMatchObject({ paidPence: 0, totalPence: 30000 });
  expect(await movedIn(world.as(treasurer), "2026-11")).toMatchObject({
    ...{ debtors: 0, "vat-output": 0, "deferred-income": 0, "customer-credit": -30000 },
  });
});

test("half paid, half credited: first what is owed falls, then what was paid is freed", async () => {
  await receivePayment(world.ctx, paidSession({ amountTotalPence: 10000 }));
  const before = await previewCreditNote(world.as(treasurer), {
    invoiceId,
    lines: [{ invoiceLine: 1, netPence: 20000 }],
  });
  expect(before.plan).toMatchObject({ totalPence: 24000, freedPence: 4000, outstandingPence: 0 });
  await raise(20000);
  expect(await invoiceNow()).toMatchObject({ paidPence: 6000 });
  await expect(raise(5001)).rejects.toMatchObject({ code: "invalid-input" });
});

test("ten at once never take back more than there is, and their numbers have no gap", async () => {
  const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => raise(10000)));
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
  expect(outstandingPence(await invoiceNow())).toBe(6000);
  const { items } = await listCreditNotes(world.as(treasurer), { limit: 10 });
  expect(items.map(({ data }) => data.document.number)).toEqual(["CN-000002", "CN-000001"]);
});

test("nothing, too much, a line that is not there, the same line twice and anybody else are refused", async () => {
  for (const netPence of [0, -1, 25001, 0.5]) {
    await expect(raise(netPence), String(netPence)).rejects.toMatchObject({ code: "invalid-input" });
  }
  await expect(raise(100, 2)).rejects.toMatchObject({ code: "invalid-input" });
  const twice = [1, 1].map((invoiceLine) => ({ invoiceLine, netPence: 100 }));
  await expect(raiseCreditNote(world.as(treasurer), { invoiceId, lines: twice, ...words })).rejects.toMatchObject({
    code: "invalid-input",
  });
  const other = { invoiceId: "inv_none", lines: [{ invoiceLine: 1, netPence: 1 }], ...words };
  await expect(raiseCreditNote(world.as(treasurer), other)).rejects.toMatchObject({ code: "not-found" });
  expect(() => raiseCreditNote(world.as(lead), { ...other, invoiceId })).toThrow("does not have access");
  await expect(readCreditable(world.as(lead), invoiceId)).rejects.toMatchObject({ code: "not-allowed" });
  await raise(25000);
  await expect(raise(1)).rejects.toMatchObject({ code: "conflict" });
});

test("the invoice's people see it, others find nothing, and our own note is nobody's but ours", async () => {
  const { document } = await raise(5000);
  const { creditNoteId } = document;
  expect(await creditNotesOfInvoice(world.as(lead), invoiceId)).toHaveLength(1);
  expect((await readCreditNote(world.as(lead), { invoiceId, creditNoteId })).document).toEqual(document);
  const stranger = person("per_01KAK3F0Q8J5W2M7X9B4C6D8XX");
  await expect(readCreditNote(world.as(stranger), { invoiceId, creditNoteId })).rejects.toMatchObject({
    code: "not-found",
  });
  const unknown = readCreditNote(world.as(lead), { invoiceId, creditNoteId: "cdn_none" });
  await expect(unknown).rejects.toMatchObject({ code: "not-found" });
  expect(JSON.stringify(published(world.ctx))).not.toContain("Nair");
});

test("however a line is cut, its parts sum to the line and its VAT to the penny, and no part bears a penny too much", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 9000 }), { minLength: 1, maxLength: 8 }), async (parts) => {
      world = testWorld();
      await openOrder(
        world.ctx,
        applied({ lines: applied().data.lines.map((line) => ({ ...line, netPence: 10003 })) }),
      );
      for (const netPence of parts) await raise(netPence).catch(() => undefined);
      const { left } = await readCreditable(world.as(treasurer), invoiceId);
      if ((left[0]?.netPence ?? 0) > 0) await raise(left[0]?.netPence ?? 0);
      const { creditings = [], totalPence } = await invoiceNow();
      expect(creditings.reduce((sum, each) => sum + each.totalPence, 0)).toBe(totalPence);
      const movements = await movedIn(world.as(treasurer), "2026-11");
      expect([movements.debtors, movements["vat-output"], movements["deferred-income"]]).toEqual([0, 0, 0]);
    }),
    { numRuns: 40, seed: 20261121 },
  );
});
