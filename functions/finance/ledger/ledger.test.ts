import { priceLine, totalsOf, vatTreatments } from "@alliance/documents/vat";
import fc from "fast-check";
import { expect, test } from "vitest";
import { ledgerPut } from "./ledger-put.ts";
import { cardPaymentPostings, invoicePostings, sumOf } from "./posting.ts";

const evidence = { ruleVersion: 1, actor: "system:finance", orderId: "app_1" };
const entry = { transactionId: "ltx_1", postedAt: "2026-08-31T23:30:00.000Z", evidence };

const lines = fc.array(
  fc.record({
    quantity: fc.integer({ min: 1, max: 20 }),
    unitAmountPence: fc.integer({ min: 0, max: 1_000_000 }),
    vatTreatment: fc.constantFrom(...vatTreatments),
  }),
  { minLength: 1, maxLength: 8 },
);

test("every invoice posts to nothing, whatever its lines", () => {
  fc.assert(
    fc.property(lines, (priced) => sumOf(invoicePostings(totalsOf(priced.map((line) => priceLine(line))))) === 0),
  );
});

test("every card payment posts to nothing, whatever of it was owed and whatever Stripe kept", () => {
  const payment = fc
    .record({ amountPence: fc.integer({ min: 1, max: 10_000_000 }), part: fc.double({ min: 0, max: 1, noNaN: true }) })
    .chain(({ amountPence, part }) =>
      fc.record({
        amountPence: fc.constant(amountPence),
        allocatedPence: fc.constant(Math.floor(amountPence * part)),
        feePence: fc.option(fc.integer({ min: 0, max: amountPence }), { nil: undefined }),
      }),
    );
  fc.assert(
    fc.property(payment, (paid) => {
      const postings = cardPaymentPostings(paid);
      const clearing = postings.find(({ account }) => account === "stripe-clearing")?.amountPence;
      return sumOf(postings) === 0 && clearing === paid.amountPence - (paid.feePence ?? 0);
    }),
  );
});

test("postings that do not sum to nothing, or are no whole pence, are refused", () => {
  const bank = { account: "bank", amountPence: 100 } as const;
  expect(() => ledgerPut({ ...entry, postings: [bank] })).toThrow("sum to 100 pence");
  const halves = [
    { account: "bank", amountPence: 0.5 },
    { account: "debtors", amountPence: -0.5 },
  ] as const;
  expect(() => ledgerPut({ ...entry, postings: halves })).toThrow();
});

test("an entry is a new item under its London month, and one of nothing is no entry", () => {
  const postings = [
    { account: "bank", amountPence: 100 },
    { account: "debtors", amountPence: -100 },
    { account: "fees", amountPence: 0 },
  ] as const;
  expect(ledgerPut({ ...entry, postings })).toEqual([
    {
      key: { pk: "ledger#2026-09", sk: "transaction#ltx_1" },
      entity: "finance.ledger-transaction",
      version: 1,
      data: { ...entry, postings: postings.slice(0, 2) },
    },
  ]);
  expect(ledgerPut({ ...entry, postings: [] })).toEqual([]);
});
