import { LondonDate } from "@alliance/core";
import * as z from "zod";

/** A benefit as it was sold with a membership: 100 % off is "included". */
export const SoldBenefit = z.strictObject({
  benefitId: z.string().regex(/^[a-z][a-z0-9-]*$/),
  name: z.string().min(1).max(100),
  discountPercent: z.int().min(0).max(100),
});
export type SoldBenefit = z.infer<typeof SoldBenefit>;

/** One reason why somebody may: a membership of their organisation, from a day to a day, both included. */
export const Grant = z.lazy(() =>
  z.strictObject({
    organisationId: z.string(),
    organisationName: z.string(),
    membershipTypeId: z.string(),
    membershipTypeName: z.string(),
    from: LondonDate,
    until: LondonDate,
    /** A pending membership gives nothing yet; it only explains why. */
    status: z.enum(["pending", "active"]),
    benefits: z.array(SoldBenefit),
  }),
);
export type Grant = z.infer<typeof Grant>;
