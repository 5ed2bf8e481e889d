import * as z from "zod";
import { amountPence, Beneficiary, BillTo, InvoiceLine, londonDay, Supplier, sumsHold, text } from "./invoice.ts";

/** What a finance office needs to raise a purchase order. It is no VAT invoice, and says so. */
export type QuoteDocument = z.infer<typeof QuoteDocument>;
export const QuoteDocument = z.lazy(() =>
  z
    .strictObject({
      number: text(40),
      kind: z.literal("quote"),
      issuedOn: londonDay,
      /** The last day on which it can be answered. */
      validUntil: londonDay,
      creditDays: z.int().min(0),
      supplier: Supplier,
      billTo: BillTo,
      beneficiary: Beneficiary,
      lines: z.array(InvoiceLine).min(1).max(500),
      netPence: amountPence,
      vatPence: amountPence,
      totalPence: amountPence,
    })
    .superRefine((quote, ctx) => {
      sumsHold(quote, ctx);
      if (quote.validUntil < quote.issuedOn) {
        ctx.addIssue({ code: "custom", path: ["validUntil"], message: "is before issuedOn" });
      }
    }),
);
