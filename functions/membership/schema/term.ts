import { idOf, LondonDate, Pence } from "@alliance/core";
import { SoldBenefit } from "@alliance/entitlement";
import * as z from "zod";

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
