import { idOf, LondonDate, Pence } from "@alliance/core";
import * as z from "zod";
import { Urn } from "./organisation.ts";

/** What the applicant does at the school; asked so that we write to them in the right words. */
export const jobs = {
  head: "Headteacher or principal",
  "business-manager": "School business manager or finance",
  "partnership-lead": "Partnership lead",
  "senior-leader": "Other senior leader",
  other: "Something else",
} as const;

export const Job = z.enum(["head", "business-manager", "partnership-lead", "senior-leader", "other"]);

export const PurchaseOrderNumber = z
  .string()
  .trim()
  .min(1, "Enter the purchase order number")
  .max(60, "A purchase order number has at most 60 characters")
  .regex(/^[^\p{C}<>]*$/u, "Use letters, digits and punctuation for the purchase order number");

export const Payment = z.discriminatedUnion("method", [
  z.strictObject({ method: z.literal("card") }),
  z.strictObject({ method: z.literal("invoice"), purchaseOrderNumber: PurchaseOrderNumber }),
]);

export type Payment = z.infer<typeof Payment>;

export const applicationStatuses = ["pending", "active", "released", "stranded"] as const;

/** Somebody's wish that their school is a member, and what became of it. */
export const Application = z.lazy(() =>
  z.strictObject({
    applicationId: idOf("app"),
    organisationId: idOf("org"),
    organisationName: z.string(),
    /** Of a school in the register. */
    urn: Urn.optional(),
    /** The membership that this one continues. */
    renewalOf: idOf("mem").optional(),
    applicantId: idOf("per"),
    job: Job.optional(),
    payment: Payment,
    membershipTypeId: z.string(),
    membershipTypeVersion: z.int().positive(),
    academicYear: z.string(),
    startsOn: LondonDate,
    endsOn: LondonDate,
    netPence: Pence,
    vatPence: Pence,
    submittedAt: z.iso.datetime(),
    /** Pending until it is invoiced; released when nobody paid; stranded when money came after the school was taken. */
    status: z.enum(applicationStatuses),
  }),
);

export type Application = z.infer<typeof Application>;

/** The body of POST /api/membership/applications, and what the pages send when the answers were checked. */
export const ApplyInput = z.strictObject({ urn: Urn, payment: Payment, role: Job.optional() });

export type ApplyInput = z.infer<typeof ApplyInput>;

/** Answers between two pages of the join flow, kept so that somebody can come back to them. */
export const JoinDraft = z.strictObject({ urn: Urn, job: Job, payment: Payment });

export type JoinDraft = z.infer<typeof JoinDraft>;
