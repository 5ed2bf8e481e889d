import { LondonDate } from "@alliance/core";
import * as z from "zod";

/** How many of a benefit come with a membership in its year; beyond them its discount counts. */
export const Allowance = z.lazy(() =>
  z.strictObject({ quantity: z.int().min(1).max(9_999), unit: z.enum(["places", "days"]) }),
);
export type Allowance = z.infer<typeof Allowance>;

/** A benefit as it was sold with a membership: 100 % off is "included". */
export const SoldBenefit = z.lazy(() =>
  z.strictObject({
    benefitId: z.string().regex(/^[a-z][a-z0-9-]*$/),
    name: z.string().min(1).max(100),
    discountPercent: z.int().min(0).max(100),
    allowance: Allowance.optional(),
  }),
);
export type SoldBenefit = z.infer<typeof SoldBenefit>;

/** Whom a membership reaches beside the organisation that holds it. */
export const covers = ["itself", "its-schools", "its-authority-schools"] as const;
export type Covers = (typeof covers)[number];

/** What ties a school to who may cover it: the trust by its UID, the local authority by its code. */
export const coverageSchemes = ["trust-uid", "la-code"] as const;
export type CoverageScheme = (typeof coverageSchemes)[number];

/** A school belongs to a trust or an authority from a day to a day, both included; open while `until` is absent. */
export const Coverage = z.lazy(() =>
  z.strictObject({
    organisationId: z.string(),
    /** Of the school, for the sentences. */
    organisationName: z.string(),
    by: z.strictObject({ scheme: z.enum(coverageSchemes), value: z.string().min(1) }),
    from: LondonDate,
    until: LondonDate.optional(),
  }),
);
export type Coverage = z.infer<typeof Coverage>;

/** The organisation whose membership it is, when it is not one's own, and since when one belongs to it. */
const Via = z.lazy(() =>
  z.strictObject({
    organisationId: z.string(),
    organisationName: z.string(),
    scheme: z.enum(coverageSchemes),
    from: LondonDate,
    until: LondonDate.optional(),
  }),
);

/** One reason why somebody may: a membership of their organisation, from a day to a day, both included. */
export const Grant = z.lazy(() =>
  z.strictObject({
    membershipId: z.string(),
    /** Who may use it. */
    organisationId: z.string(),
    organisationName: z.string(),
    membershipTypeId: z.string(),
    membershipTypeName: z.string(),
    from: LondonDate,
    until: LondonDate,
    /** Benefits run on until this day, so that there is time to renew; `until` itself when there is no grace. */
    graceUntil: LondonDate,
    /** A pending membership gives nothing yet; it only explains why. */
    status: z.enum(["pending", "active"]),
    covers: z.enum(covers),
    benefits: z.array(SoldBenefit),
    /** Only on grants that come from a trust or an authority; those are never stored. */
    via: Via.optional(),
  }),
);
export type Grant = z.infer<typeof Grant>;
