import { expect, test } from "vitest";
import { CreditNoteDocument } from "../credit-note.ts";
import { sampleCreditNote } from "../samples.ts";
import { renderCreditNotePdf } from "./credit-note-pdf.ts";

test("a credit note as PDF comes out byte for byte the same each time", async () => {
  const [one, two] = await Promise.all([
    renderCreditNotePdf(sampleCreditNote()),
    renderCreditNotePdf(sampleCreditNote()),
  ]);
  expect(Buffer.from(one).equals(Buffer.from(two))).toBe(true);
  expect(Buffer.from(one).subarray(0, 5).toString()).toBe("%PDF-");
});

test("a part of a line may bear a penny of VAT beside its own rounding, because the line bore it", () => {
  const lines = sampleCreditNote().lines.map((line) => ({ ...line, vatPence: line.vatPence + 1 }));
  const { vatPence, totalPence } = sampleCreditNote();
  const note = sampleCreditNote({ lines, vatPence: vatPence + 1, totalPence: totalPence + 1 });
  expect(CreditNoteDocument.parse(note)).toEqual(note);
});

const [line] = sampleCreditNote().lines;

test.each([
  ["a total that is not the sum of its lines", { totalPence: 1 }],
  ["a line named twice", { lines: [line, line].flatMap((each) => each ?? []) }],
  ["VAT that the line cannot bear", { lines: sampleCreditNote().lines.map((each) => ({ ...each, vatPence: 2 })) }],
  ["nothing in it", { lines: [], netPence: 0, vatPence: 0, totalPence: 0 }],
  ["a day before its invoice", { issuedOn: "2026-08-31" }],
  ["a reason of its own", { reason: "because" as "cancelled" }],
])("a credit note with %s is refused", (_, changes) => {
  expect(CreditNoteDocument.safeParse(sampleCreditNote(changes)).success).toBe(false);
});
