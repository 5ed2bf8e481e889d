import { LondonDate } from "@alliance/core";
import { InvoiceDocument } from "@alliance/documents/invoice";
import * as z from "zod";
import { defineEvent } from "./contract.ts";
import { OrderLine } from "./order-line.ts";
import { sampleInvoice } from "./sample-invoice.ts";

export * from "./membership-approvals.ts";
export * from "./membership-merges.ts";
export * from "./membership-organisations.ts";
export * from "./membership-people.ts";
export * from "./membership-terms.ts";
export * from "./membership-types.ts";
export { OrderLine } from "./order-line.ts";

const term = { startsOn: LondonDate, endsOn: LondonDate };
const applicationId = "app_01KAK3F0Q8J5W2M7X9B4C6D8EF";
const organisationId = "org_01KAK3F0Q8J5W2M7X9B4C6D8EG";
const applicantId = "per_01KAK3F0Q8J5W2M7X9B4C6D8EF";

/** What reading a register came to; the import's own record keeps it too. */
export const RegisterCounts = /* @__PURE__ */ z.lazy(() =>
  z.strictObject({
    rows: z.int(),
    added: z.int(),
    changed: z.int(),
    unchanged: z.int(),
    /** Known from earlier files and not in this one; they stay as they were. */
    kept: z.int(),
    links: z.int(),
    /** Where a groups file came too: trusts known, and schools that joined or left one. */
    trusts: z.int().optional(),
    joined: z.int().optional(),
    left: z.int().optional(),
  }),
);

export const organisationRegistered = /* @__PURE__ */ defineEvent({
  type: "membership.organisation-registered",
  version: 1,
  summary: "A school, a trust or somebody else is now an organisation of ours, with an id that never changes.",
  data: () =>
    z.strictObject({
      organisationId: z.string(),
      name: z.string(),
      /** Of a school in the register. */
      urn: z.string().optional(),
      /** Absent in events of before there were others than schools. */
      kind: z.string().optional(),
    }),
  sample: { organisationId, name: "Harbour View Primary School", urn: "900001" },
});

export const applicationSubmitted = /* @__PURE__ */ defineEvent({
  type: "membership.application-submitted",
  version: 1,
  summary: "Somebody asked for membership of their school and chose how to pay; the term is held for them.",
  data: () =>
    z.strictObject({
      applicationId: z.string(),
      organisationId: z.string(),
      organisationName: z.string(),
      /** Of a school in the register. */
      urn: z.string().optional(),
      /** The membership that this one continues. */
      renewalOf: z.string().optional(),
      membershipTypeId: z.string(),
      membershipTypeVersion: z.int(),
      applicantId: z.string(),
      academicYear: z.string(),
      ...term,
      /** "quote": the finance contact is sent a quote that they answer with a purchase order, without an account. */
      payment: z.enum(["card", "invoice", "quote"]),
      purchaseOrderNumber: z.string().optional(),
      /** Who the quote goes to; the applicant where there is none. */
      financeContactId: z.string().optional(),
      /** From the day of issue to the day by which the invoice is paid; 30 unless the type says otherwise. */
      creditDays: z.int().min(0).max(365).optional(),
      /** How long a card payment is waited for, where the applicant is not there any more: after an approval. */
      payWithinDays: z.int().min(1).max(60).optional(),
      /** Who it is for, where that is not the organisation that applies under its own name. */
      beneficiary: z.strictObject({ name: z.string(), urn: z.string().optional() }).optional(),
      billTo: z.strictObject({ name: z.string(), addressLines: z.array(z.string()) }),
      lines: z.array(OrderLine).min(1),
    }),
  sample: {
    applicationId,
    organisationId,
    organisationName: "Harbour View Primary School",
    urn: "900001",
    membershipTypeId: "school",
    membershipTypeVersion: 1,
    applicantId,
    academicYear: "2026-27",
    startsOn: "2026-11-21",
    endsOn: "2027-08-31",
    payment: "invoice",
    purchaseOrderNumber: "PO-4711",
    billTo: { name: "Harbour View Primary School", addressLines: ["Quay Street", "Seaham", "SR7 0AA"] },
    lines: [
      {
        description: "School membership, academic year 2026-27",
        netPence: 25000,
        vatRatePercent: 20,
        serviceFrom: "2026-11-21",
        serviceTo: "2027-08-31",
      },
    ],
  },
});

export const applicationReleased = /* @__PURE__ */ defineEvent({
  type: "membership.application-released",
  version: 1,
  summary: "An application ended without membership, and the school's term is free again.",
  data: () =>
    z.strictObject({
      applicationId: z.string(),
      organisationId: z.string(),
      reason: z.enum(["payment-expired", "withdrawn"]),
    }),
  sample: { applicationId, organisationId, reason: "payment-expired" },
});

export const applicationStranded = /* @__PURE__ */ defineEvent({
  type: "membership.application-stranded",
  version: 1,
  summary: "An application was paid or invoiced after its school had gone to another application; staff decide.",
  data: () => z.strictObject({ applicationId: z.string(), organisationId: z.string(), invoiceId: z.string() }),
  sample: { applicationId, organisationId, invoiceId: "inv_01KAK3F0Q8J5W2M7X9B4C6D8EF" },
});

export const membershipActivated = /* @__PURE__ */ defineEvent({
  type: "membership.membership-activated",
  version: 1,
  summary: "A school's membership is in force, paid or on credit terms; its people may use the benefits.",
  data: () =>
    z.strictObject({
      membershipId: z.string(),
      applicationId: z.string(),
      organisationId: z.string(),
      organisationName: z.string(),
      /** Absent in events of before types were data. */
      membershipTypeId: z.string().optional(),
      membershipTypeName: z.string(),
      benefits: z.array(z.string()),
      applicantId: z.string(),
      /** The membership that this one continues. */
      renewalOf: z.string().optional(),
      ...term,
      /** The document that goes with the confirmation: one letter, one event. */
      invoice: InvoiceDocument,
    }),
  sample: {
    membershipId: "mem_01KAK3F0Q8J5W2M7X9B4C6D8EF",
    applicationId,
    organisationId,
    organisationName: "Harbour View Primary School",
    membershipTypeId: "school",
    membershipTypeName: "School membership",
    benefits: ["Community meet-ups"],
    applicantId,
    startsOn: "2026-11-21",
    endsOn: "2027-08-31",
    invoice: sampleInvoice,
  },
});

export const registerImportRequested = /* @__PURE__ */ defineEvent({
  type: "membership.register-import-requested",
  version: 1,
  summary: "A file of the national register lies in the bucket and waits to be read.",
  data: () => z.strictObject({ importId: z.string() }),
  sample: { importId: "imp_01KAK3F0Q8J5W2M7X9B4C6D8EF" },
});

export const registerImported = /* @__PURE__ */ defineEvent({
  type: "membership.register-imported",
  version: 1,
  summary: "The national register was read whole; schools can be found as it says.",
  data: () => z.strictObject({ importId: z.string(), ...RegisterCounts.unwrap().shape }),
  sample: {
    importId: "imp_01KAK3F0Q8J5W2M7X9B4C6D8EF",
    rows: 8,
    added: 8,
    changed: 0,
    unchanged: 0,
    kept: 0,
    links: 0,
  },
});

export const registerImportRefused = /* @__PURE__ */ defineEvent({
  type: "membership.register-import-refused",
  version: 1,
  summary: "A register file was refused whole; nothing of it was taken over.",
  data: () => z.strictObject({ importId: z.string(), line: z.int(), column: z.string(), reason: z.string() }),
  sample: {
    importId: "imp_01KAK3F0Q8J5W2M7X9B4C6D8EF",
    line: 3,
    column: "URN",
    reason: "is not a number of six digits",
  },
});
