import { expect, test } from "vitest";
import { QuoteDocument } from "../quote.ts";
import { sampleInvoice } from "../samples.ts";
import { renderQuotePdf } from "./quote-pdf.ts";

const sampleQuote = (changes: Partial<QuoteDocument> = {}): QuoteDocument => {
  const { issuedOn, supplier, billTo, beneficiary, lines, netPence, vatPence, totalPence } = sampleInvoice();
  const same = { issuedOn, supplier, billTo, beneficiary, lines, netPence, vatPence, totalPence };
  return { ...same, number: "QUO-000042", kind: "quote", validUntil: "2026-10-31", creditDays: 30, ...changes };
};

test("a quote as PDF comes out byte for byte the same each time, and names itself", async () => {
  const [one, two] = await Promise.all([renderQuotePdf(sampleQuote()), renderQuotePdf(sampleQuote())]);
  expect(Buffer.from(one).equals(Buffer.from(two))).toBe(true);
  expect(Buffer.from(one).subarray(0, 5).toString()).toBe("%PDF-");
});

test("a note on a line's VAT makes its row higher, never wider", async () => {
  const [line] = sampleQuote().lines;
  if (line === undefined) throw new Error("the sample has a line");
  const noted = {
    ...line,
    vatNote: "Exempt: education supplied by an eligible body, VAT Act 1994, schedule 9, group 6",
  };
  const many = Array.from({ length: 40 }, () => noted);
  const [netPence, vatPence] = [line.netPence * 40, line.vatPence * 40];
  const totals = { netPence, vatPence, totalPence: netPence + vatPence };
  expect((await renderQuotePdf(sampleQuote({ lines: many, ...totals }))).length).toBeGreaterThan(
    (await renderQuotePdf(sampleQuote())).length,
  );
});

test.each([
  ["a total that is not the sum of its lines", { totalPence: 1 }],
  ["an end before its beginning", { validUntil: "2026-08-31" }],
  ["a note without words", { lines: sampleQuote().lines.map((line) => ({ ...line, vatNote: " " })) }],
])("a quote with %s is refused", (_, changes) => {
  expect(QuoteDocument.safeParse(sampleQuote(changes)).success).toBe(false);
});
