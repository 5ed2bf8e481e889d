import { idOf, LondonDate, Pence } from "@alliance/core";
import { SoldBenefit } from "@alliance/entitlement";
import * as z from "zod";

export const Urn = z.string().regex(/^\d{6}$/, "must be a number of six digits");
export type Urn = z.infer<typeof Urn>;

/** A number that somebody else gives an organisation, from a day on; schools may have several over the years. */
export const Identifier = z.strictObject({ scheme: z.enum(["urn"]), value: z.string(), from: LondonDate });

/** A school as our member or applicant; its id outlives names, URNs and trusts. */
export const Organisation = z.lazy(() =>
  z.strictObject({
    organisationId: idOf("org"),
    kind: z.enum(["school"]),
    name: z.string().max(200),
    identifiers: z.array(Identifier),
    phase: z.string().optional(),
    town: z.string().optional(),
    postcode: z.string().optional(),
    region: z.string().optional(),
    registeredAt: z.iso.datetime(),
  }),
);
export type Organisation = z.infer<typeof Organisation>;

/** Claimed by its key: one URN leads to one organisation. */
export const Alias = z.strictObject({ organisationId: idOf("org") });

/** One organisation's membership for one academic year; claimed by its key, so there is never a second one. */
export const Term = z.lazy(() =>
  z.strictObject({
    membershipId: idOf("mem"),
    organisationId: idOf("org"),
    organisationName: z.string(),
    applicationId: idOf("app"),
    applicantId: idOf("per"),
    academicYear: z.string().regex(/^\d{4}-\d{2}$/),
    startsOn: LondonDate,
    endsOn: LondonDate,
    status: z.enum(["pending", "active"]),
    /** Frozen when it was sold: a change of the type never alters a term. */
    membershipTypeId: z.string(),
    membershipTypeVersion: z.int().positive(),
    membershipTypeName: z.string(),
    benefits: z.array(SoldBenefit),
    netPence: Pence,
  }),
);
export type Term = z.infer<typeof Term>;

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
    urn: Urn,
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

export const RegisterCounts = z.strictObject({
  rows: z.int(),
  added: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  /** Known from earlier files and not in this one; they stay as they were. */
  kept: z.int(),
  links: z.int(),
});
export type RegisterCounts = z.infer<typeof RegisterCounts>;

export const RegisterError = z.strictObject({ line: z.int(), column: z.string(), reason: z.string() });

/** One upload of the national register, from its request to its end. */
export const RegisterImport = z.lazy(() =>
  z.strictObject({
    importId: idOf("imp"),
    status: z.enum(["requested", "running", "imported", "refused"]),
    requestedAt: z.iso.datetime(),
    requestedBy: z.string(),
    finishedAt: z.iso.datetime().optional(),
    counts: RegisterCounts.optional(),
    error: RegisterError.optional(),
  }),
);
export type RegisterImport = z.infer<typeof RegisterImport>;

/** Which snapshot in the bucket is the register now. */
export const RegisterPointer = z.lazy(() =>
  z.strictObject({
    importId: idOf("imp"),
    snapshot: z.string(),
    establishments: z.int(),
    /** Of the import it came from: an older request never replaces a newer one's. */
    requestedAt: z.iso.datetime(),
    importedAt: z.iso.datetime(),
  }),
);
export type RegisterPointer = z.infer<typeof RegisterPointer>;
