import { idOf, type LondonDate, LondonDate as LondonDateSchema, Pence, plusDays } from "@alliance/core";
import { covers, type Grant, SoldBenefit } from "@alliance/entitlement";
import * as z from "zod";

/** One organisation's membership from a day to a day; claimed by the academic year in which it begins. */
export const Term = z.lazy(() =>
  z.strictObject({
    membershipId: idOf("mem"),
    organisationId: idOf("org"),
    organisationName: z.string(),
    applicationId: idOf("app"),
    applicantId: idOf("per"),
    /** In which it begins. */
    academicYear: z.string().regex(/^\d{4}-\d{2}$/),
    startsOn: LondonDateSchema,
    endsOn: LondonDateSchema,
    /** Stored: what was decided. What it comes to on a day is `statusOn`. */
    status: z.enum(["pending", "active"]),
    /** The membership that this one continues; each is a term of its own. */
    renewalOf: idOf("mem").optional(),
    /** Frozen when it was sold: a change of the type never alters a term. */
    membershipTypeId: z.string(),
    membershipTypeVersion: z.int().positive(),
    membershipTypeName: z.string(),
    benefits: z.array(SoldBenefit),
    covers: z.enum(covers).default("itself"),
    /** Days after the end on which benefits run on, so that there is time to renew. */
    graceDays: z.int().min(0).max(366).default(0),
    /** Days in which the invoice of it is due. */
    creditDays: z.int().min(0).max(366).optional(),
    netPence: Pence,
    /** Pupils or schools that the price was for, where the type asks for a size. */
    size: z.int().min(0).optional(),
    /** Kept as what was sold, and no term any more: its organisation became part of that one. */
    mergedInto: idOf("org").optional(),
  }),
);

export type Term = z.infer<typeof Term>;

export const termStatuses = ["pending", "upcoming", "active", "in-grace", "lapsed"] as const;
export type TermStatus = (typeof termStatuses)[number];

/** The last day on which its benefits can be used. */
export const graceEndOf = ({ endsOn, graceDays }: Pick<Term, "endsOn" | "graceDays">): LondonDate =>
  plusDays(endsOn, graceDays);

/** What a term comes to on a day. "Upcoming" is settled and not begun; a pending term whose time is over has lapsed. */
export function statusOn(
  term: Pick<Term, "status" | "startsOn" | "endsOn" | "graceDays">,
  date: LondonDate,
): TermStatus {
  if (term.status === "pending") return date > term.endsOn ? "lapsed" : "pending";
  if (date < term.startsOn) return "upcoming";
  if (date <= term.endsOn) return "active";
  return date <= graceEndOf(term) ? "in-grace" : "lapsed";
}

/** The term as everybody reads it who asks what somebody may use; lies beside it, written in the same commit. */
export const grantOf = (term: Term): Grant => ({
  membershipId: term.membershipId,
  organisationId: term.organisationId,
  organisationName: term.organisationName,
  membershipTypeId: term.membershipTypeId,
  membershipTypeName: term.membershipTypeName,
  from: term.startsOn,
  until: term.endsOn,
  graceUntil: graceEndOf(term),
  status: term.status,
  covers: term.covers,
  benefits: term.benefits,
});
