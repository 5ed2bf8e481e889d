import { idOf, LondonDate, Pence } from "@alliance/core";
import * as membership from "@alliance/events/membership";
import * as z from "zod";
import { organisationKinds, Urn } from "./organisation.ts";

/** What the applicant does at the organisation; asked so that we write to them in the right words. */
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

/** By quote, the finance office gets one that it answers with a purchase order, without an account. */
export const Payment = z.discriminatedUnion("method", [
  z.strictObject({ method: z.literal("card") }),
  z.strictObject({ method: z.literal("invoice"), purchaseOrderNumber: PurchaseOrderNumber }),
  z.strictObject({ method: z.literal("quote") }),
]);

export type Payment = z.infer<typeof Payment>;

const plainText = (most: number, missing: string) =>
  z
    .string()
    .trim()
    .min(1, missing)
    .max(most, `Use at most ${most} characters`)
    .regex(/^[^\p{C}<>]*$/u, "Use letters, digits and punctuation, but not < or >");

/** Who is asked to pay; for many schools their trust or authority. */
export const BillTo = z.strictObject({
  name: plainText(200, "Enter the name of who pays"),
  addressLines: z
    .array(plainText(100, "Enter the address"))
    .min(1, "Enter the address")
    .max(7, "Use at most seven lines"),
});
export type BillTo = z.infer<typeof BillTo>;

/** Somebody who is named and has no account yet. Personal data: kept in the draft, and then as a contact. */
export const Named = z.strictObject({
  name: plainText(200, "Enter their name"),
  email: z.email("Enter an e-mail address, such as name@school.example").max(254),
});
export type Named = z.infer<typeof Named>;

const NamedOrMe = z.union([z.literal("me"), Named]);

/** Whom we write to about what; left out is nobody yet. */
export const NamedContacts = z.strictObject({
  lead: NamedOrMe.optional(),
  finance: NamedOrMe.optional(),
  head: NamedOrMe.optional(),
});
export type NamedContacts = z.infer<typeof NamedContacts>;

export const applicationStatuses = [
  "awaiting-approval",
  "pending",
  "active",
  "released",
  "declined",
  "stranded",
] as const;

/** What staff said to an application, and why; the reason is for the applicant to read. */
const ApprovalDecision = z.strictObject({
  outcome: z.enum(["approved", "declined"]),
  reason: z.string(),
  by: z.string(),
  at: z.iso.datetime(),
});

const Order = z.lazy(() =>
  z.strictObject({
    lines: z.array(membership.OrderLine),
    creditDays: z.int().min(0).max(365),
    billTo: z.strictObject({ name: z.string(), addressLines: z.array(z.string()) }),
  }),
);

const ContactIds = z.strictObject({
  role: z.enum(["lead", "finance", "head"]),
  contactId: z.string().optional(),
  personId: z.string().optional(),
});

/** Somebody's wish that their organisation is a member, and what became of it. */
export const Application = z.lazy(() =>
  z.strictObject({
    applicationId: idOf("app"),
    organisationId: idOf("org"),
    organisationName: z.string(),
    kind: z.enum(organisationKinds).default("school"),
    /** Of a school. */
    urn: Urn.optional(),
    /** The membership that this one continues. */
    renewalOf: idOf("mem").optional(),
    applicantId: idOf("per"),
    job: Job.optional(),
    payment: Payment,
    membershipTypeId: z.string(),
    membershipTypeVersion: z.int().positive(),
    membershipTypeName: z.string().optional(),
    academicYear: z.string(),
    startsOn: LondonDate,
    endsOn: LondonDate,
    netPence: Pence,
    vatPence: Pence,
    /** While it waits for approval: what is ordered once it is approved. */
    order: Order.optional(),
    contacts: z.array(ContactIds).default([]),
    submittedAt: z.iso.datetime(),
    decision: ApprovalDecision.optional(),
    /** Pending until it is invoiced; released when nobody paid; stranded when money came after the school was taken. */
    status: z.enum(applicationStatuses),
    /** Once it is released. */
    releasedBecause: z.enum(["payment-expired", "withdrawn"]).optional(),
  }),
);

export type Application = z.infer<typeof Application>;

/** How an organisation is addressed by who joins for it: by its number in the register, or by our id. */
export const Who = z
  .string()
  .regex(/^(?:\d{6}|trust-\d{1,8}|la-\d{3}|org_[0-9A-HJKMNP-TV-Z]{26}|new)$/, "is nobody we know");
export type Who = z.infer<typeof Who>;
const KnownWho = Who.refine((who) => who !== "new", "is nobody we know");

/** Numbers of those whom our register lacks: it knows the schools, trusts and authorities of England. */
export const describedSchemes = ["charity-number", "company-number", "seed", "wales", "northern-ireland"] as const;

/** An organisation that no register knows, in its own words; staff look at it before anything is ordered. */
export const NewOrganisation = z.strictObject({
  kind: z.enum(organisationKinds, "Choose what it is"),
  name: plainText(200, "Enter its name"),
  addressLines: BillTo.shape.addressLines,
  number: z
    .strictObject({
      scheme: z.enum(describedSchemes),
      value: z
        .string()
        .trim()
        .regex(/^[A-Za-z0-9-]{5,10}$/, "Enter the number as the register shows it, such as 1234567 or 01234567"),
    })
    .optional(),
});
export type NewOrganisation = z.infer<typeof NewOrganisation>;

const choices = {
  payment: Payment,
  role: Job.optional(),
  /** Without one, the type that is usual for the kind of organisation. */
  membershipTypeId: z.string().max(40).optional(),
  /** The version whose price was shown: a newer one is not ordered unseen. */
  membershipTypeVersion: z.int().positive().optional(),
  /** Where the register does not say how many pupils or schools there are. */
  size: z.int().min(0).max(1_000_000).optional(),
  contacts: NamedContacts.optional(),
  billTo: BillTo.optional(),
};

/** The body of POST /api/membership/applications: a school by its URN, or anybody we know by `organisation`. */
export const ApplyInput = z
  .strictObject({ urn: Urn.optional(), organisation: KnownWho.optional(), ...choices })
  .refine(({ urn, organisation }) => (urn === undefined) !== (organisation === undefined), {
    message: "Name one: a school by its urn, or an organisation",
    path: ["urn"],
  });

export type ApplyInput = z.infer<typeof ApplyInput>;

/** What the use-case is asked, whoever came by page or by API. */
export interface JoinRequest extends ApplyInput {
  /** Where `organisation` is "new". */
  readonly newOrganisation?: NewOrganisation | undefined;
  /** Answers were kept on the way, and are removed with the commit. */
  readonly hasDraft?: boolean;
}

export const whoOf = ({ organisation, urn }: Pick<ApplyInput, "organisation" | "urn">): Who =>
  organisation ?? urn ?? "";

/** Answers between two pages of the join flow, kept so that somebody can come back to them. */
export const JoinDraft = z.lazy(() =>
  z.strictObject({
    who: Who,
    /** Of the organisation, for the list of what was begun. */
    name: z.string(),
    organisation: NewOrganisation.optional(),
    type: z.strictObject({ membershipTypeId: z.string(), version: z.int(), size: z.int().optional() }).optional(),
    job: Job.optional(),
    contacts: NamedContacts.optional(),
    /** "organisation": it pays itself. */
    billTo: z.union([z.literal("organisation"), BillTo]).optional(),
    payment: Payment.optional(),
    /** Absent in answers of before. */
    keptUntil: z.iso.datetime().optional(),
  }),
);

export type JoinDraft = z.infer<typeof JoinDraft>;

/** What staff say to an application that waits; the applicant reads the reason. */
export const DecisionInput = z.strictObject({
  outcome: z.enum(["approved", "declined"], "Choose what you decide"),
  reason: z
    .string()
    .trim()
    .min(5, "Say why, in a sentence: the applicant reads it")
    .max(1_000, "Use at most 1,000 characters"),
});
export type DecisionInput = z.infer<typeof DecisionInput>;
