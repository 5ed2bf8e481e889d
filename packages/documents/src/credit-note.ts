import * as z from "zod";
import { amountPence, Beneficiary, BillTo, CreditNoteLine, londonDay, Supplier, sumsHold, text } from "./invoice.ts";

/** Why an invoice is less than it was, in words that a school's auditor understands. */
export const creditNoteReasons = {
  cancelled: "What was ordered was cancelled",
  "wrong-amount": "The amount was wrong",
  "wrong-customer": "The wrong organisation was invoiced",
  "agreed-reduction": "A reduction was agreed",
  "places-cancelled": "Places that had been booked were cancelled",
  "places-gone": "The places had gone when the payment came",
  "fee-waived": "A fee was waived",
  "paid-for-twice": "Two entries of your organisation were merged, and these days were paid for twice",
} as const;
export type CreditNoteReason = keyof typeof creditNoteReasons;
export const creditNoteReasonNames = Object.keys(creditNoteReasons) as [CreditNoteReason, ...CreditNoteReason[]];

/**
 * Takes back an invoice, or a part of it, line by line at the VAT of its day. Frozen when it is issued; who pays and whom
 * it is for are as on the invoice. Amounts are positive: so much less is owed.
 */
export type CreditNoteDocument = z.infer<typeof CreditNoteDocument>;
export const CreditNoteDocument = z.lazy(() =>
  z
    .strictObject({
      creditNoteId: text(60),
      number: text(40),
      kind: z.literal("credit-note"),
      issuedOn: londonDay,
      invoiceId: text(60),
      invoiceNumber: text(40),
      invoiceIssuedOn: londonDay,
      reason: z.enum(creditNoteReasonNames),
      supplier: Supplier,
      billTo: BillTo,
      beneficiary: Beneficiary,
      purchaseOrderNumber: text(60).optional(),
      lines: z.array(CreditNoteLine).min(1).max(500),
      netPence: amountPence,
      vatPence: amountPence,
      totalPence: amountPence,
    })
    .superRefine((note, ctx) => {
      const wrong = (path: string, message: string) => ctx.addIssue({ code: "custom", path: [path], message });
      sumsHold(note, ctx);
      if (note.issuedOn < note.invoiceIssuedOn) wrong("issuedOn", "is before the invoice");
      if (note.totalPence === 0) wrong("totalPence", "takes nothing back");
      const lines = new Set(note.lines.map(({ invoiceLine }) => invoiceLine));
      if (lines.size < note.lines.length) wrong("lines", "name a line of the invoice twice");
    }),
);
