import * as z from "zod";
import { type PricedLine, totalsOf, vatOnLine, vatTreatments } from "./vat.ts";

export const pence = z.int().min(-1_000_000_000).max(1_000_000_000);
export const amountPence = pence.min(0);
/** A calendar day in Europe/London, `YYYY-MM-DD`. */
export const londonDay = z.iso.date();
interface Issues {
  addIssue: (issue: { code: "custom"; path: string[]; message: string }) => void;
}
export const text = (max: number) => z.string().trim().min(1).max(max);

const lineFields = {
  description: text(500),
  serviceFrom: londonDay.optional(),
  serviceTo: londonDay.optional(),
  quantity: z.int().min(1).max(100_000),
  /** Net of VAT. Negative for a discount line. */
  unitAmountPence: pence,
  netPence: pence,
  vatTreatment: z.enum(vatTreatments),
  vatRatePercent: z.int().min(0).max(100),
  vatPence: pence,
  /** Why it bears this VAT, where that does not speak for itself. */
  vatNote: text(200).optional(),
};

interface Line extends PricedLine {
  readonly quantity: number;
  readonly unitAmountPence: number;
  readonly serviceFrom?: string | undefined;
  readonly serviceTo?: string | undefined;
}

/** `vatSlackPence`: by how much the VAT may be beside what the rounding rule makes of the net amount. */
const lineHolds =
  (vatSlackPence: number) =>
  (line: Line, ctx: Issues): void => {
    const wrong = (path: string, message: string) => ctx.addIssue({ code: "custom", path: [path], message });
    if (line.netPence !== line.quantity * line.unitAmountPence) wrong("netPence", "must be quantity × unit amount");
    if (Math.abs(line.vatPence - vatOnLine(line.netPence, line.vatRatePercent)) > vatSlackPence)
      wrong("vatPence", "must be VAT on the net amount");
    const taxed = line.vatTreatment === "standard" || line.vatTreatment === "reduced";
    if (taxed !== line.vatRatePercent > 0) wrong("vatRatePercent", `does not fit treatment ${line.vatTreatment}`);
    if (line.serviceFrom && line.serviceTo && line.serviceTo < line.serviceFrom)
      wrong("serviceTo", "is before serviceFrom");
  };

export type InvoiceLine = z.infer<typeof InvoiceLine>;
export const InvoiceLine = z.lazy(() => z.strictObject(lineFields).superRefine(lineHolds(0)));

/** What a credit note takes back of one line of its invoice; the first line is 1. */
export type CreditNoteLine = z.infer<typeof CreditNoteLine>;
export const CreditNoteLine = z.lazy(() =>
  // The parts of a line bear together the VAT that the line bore: one part may be a penny beside its own rounding.
  z.strictObject({ ...lineFields, invoiceLine: z.int().min(1) }).superRefine(lineHolds(1)),
);

export type Supplier = z.infer<typeof Supplier>;
export const Supplier = z.lazy(() =>
  z.strictObject({
    name: text(200),
    addressLines: z.array(text(120)).min(1).max(8),
    vatNumber: text(20),
    companyNumber: text(20),
    charityNumber: text(20),
    bank: z.strictObject({
      accountName: text(120),
      sortCode: z.string().regex(/^\d{2}-\d{2}-\d{2}$/),
      accountNumber: z.string().regex(/^\d{8}$/),
    }),
    /** Where a school's finance office asks a question. */
    email: z.email().optional(),
  }),
);

/** The legal entity that pays. */
export type BillTo = z.infer<typeof BillTo>;
export const BillTo = z.lazy(() => z.strictObject({ name: text(200), addressLines: z.array(text(120)).max(8) }));
/** Who it is for: often a school that somebody else pays for. */
export type Beneficiary = z.infer<typeof Beneficiary>;
export const Beneficiary = z.lazy(() =>
  z.strictObject({
    name: text(200),
    urn: z
      .string()
      .regex(/^\d{5,6}$/)
      .optional(),
  }),
);

/** A document whose totals are not the sums of its lines is refused. */
export function sumsHold(
  document: { lines: readonly InvoiceLine[]; netPence: number; vatPence: number; totalPence: number },
  ctx: Issues,
): void {
  const totals = totalsOf(document.lines);
  for (const field of ["netPence", "vatPence", "totalPence"] as const) {
    if (document[field] === totals[field]) continue;
    ctx.addIssue({ code: "custom", path: [field], message: `must equal the sum of the lines, ${totals[field]}` });
  }
}

/** Everything an invoice's paper shows, frozen when it is issued. It checks its own sums. */
export type InvoiceDocument = z.infer<typeof InvoiceDocument>;
export const InvoiceDocument = z.lazy(() =>
  z
    .strictObject({
      invoiceId: text(60),
      number: text(40),
      kind: z.literal("invoice"),
      issuedOn: londonDay,
      dueOn: londonDay,
      status: z.enum(["paid", "due"]),
      supplier: Supplier,
      billTo: BillTo,
      beneficiary: Beneficiary,
      purchaseOrderNumber: text(60).optional(),
      customerReference: text(60).optional(),
      lines: z.array(InvoiceLine).min(1).max(500),
      netPence: amountPence,
      vatPence: amountPence,
      totalPence: amountPence,
      paidPence: amountPence.optional(),
      paymentReference: text(120).optional(),
    })
    .superRefine((invoice, ctx) => {
      const wrong = (path: string, message: string) => ctx.addIssue({ code: "custom", path: [path], message });
      sumsHold(invoice, ctx);
      if (invoice.dueOn < invoice.issuedOn) wrong("dueOn", "is before issuedOn");
      const paidPence = invoice.paidPence ?? 0;
      if (paidPence > invoice.totalPence) wrong("paidPence", "is more than the total");
      if ((invoice.status === "paid") !== (paidPence === invoice.totalPence)) wrong("status", "does not fit paidPence");
    }),
);
