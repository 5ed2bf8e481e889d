import { describe, expect, it } from "vitest";
import { InvoiceDocument } from "./invoice.ts";
import { sampleInvoice } from "./samples.ts";

const whole = sampleInvoice({}, 3);
const [first] = whole.lines;
const withFirst = (changes: object) => ({ ...whole, lines: [{ ...first, ...changes }, ...whole.lines.slice(1)] });

describe("an invoice document", () => {
  it("that holds together is taken as it is", () => {
    expect(InvoiceDocument.parse(whole)).toEqual(whole);
  });

  const broken: [string, object, string][] = [
    ["a net that is not the sum", { ...whole, netPence: whole.netPence + 1 }, "netPence"],
    ["a VAT that is not the sum", { ...whole, vatPence: whole.vatPence - 1 }, "vatPence"],
    ["a total that is not net and VAT", { ...whole, totalPence: whole.totalPence + 1 }, "totalPence"],
    ["a line's VAT rounded another way", withFirst({ vatPence: (first?.vatPence ?? 0) + 1 }), "lines.0.vatPence"],
    ["a line's net that is not quantity × unit", withFirst({ quantity: 2 }), "lines.0.netPence"],
    ["an exempt line with a rate", withFirst({ vatTreatment: "exempt" }), "lines.0.vatRatePercent"],
    ["a service that ends before it starts", withFirst({ serviceTo: "2025-01-01" }), "lines.0.serviceTo"],
    ["half a penny", withFirst({ unitAmountPence: 0.5 }), "lines.0.unitAmountPence"],
    ["no lines", { ...whole, lines: [] }, "lines"],
    ["due before it is issued", { ...whole, dueOn: "2026-08-31" }, "dueOn"],
    ["a day that does not exist", { ...whole, issuedOn: "2026-02-30" }, "issuedOn"],
    ["paid without the money", { ...whole, status: "paid" }, "status"],
    ["due with all the money", { ...whole, paidPence: whole.totalPence }, "status"],
    ["more paid than owed", { ...whole, paidPence: whole.totalPence + 1 }, "paidPence"],
    [
      "an account number of seven digits",
      { ...whole, supplier: { ...whole.supplier, bank: { ...whole.supplier.bank, accountNumber: "1234567" } } },
      "supplier.bank.accountNumber",
    ],
    ["a field that is not known", { ...whole, discount: 5 }, ""],
  ];
  it.each(broken)("with %s is refused, naming the place", (_, document, path) => {
    const parsed = InvoiceDocument.safeParse(document);
    expect(parsed.success).toBe(false);
    expect(parsed.error?.issues.map((issue) => issue.path.join("."))).toContain(path);
  });
});
