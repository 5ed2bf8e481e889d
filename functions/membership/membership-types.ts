import type { Pence } from "@alliance/core";
import { vatOnLine } from "@alliance/documents";
import type { SoldBenefit } from "@alliance/entitlement";

export interface MembershipType {
  readonly membershipTypeId: string;
  /** Grows with every change; terms keep the version they were sold with. */
  readonly version: number;
  readonly name: string;
  readonly netPence: Pence;
  readonly vatRatePercent: number;
  readonly benefits: readonly SoldBenefit[];
}

// Versioned data that lives in code for now: the next issue makes types editable in the console, with eligibility,
// size bands and pro-rata. Until then there is one, at its full price whenever in the year a school joins.
const schoolMembership: MembershipType = {
  membershipTypeId: "school",
  version: 1,
  name: "School membership",
  netPence: 25_000,
  vatRatePercent: 20,
  benefits: [
    { benefitId: "community-meet-ups", name: "Community meet-ups", discountPercent: 100 },
    { benefitId: "directory-listing", name: "A listing in the partnership directory", discountPercent: 100 },
    { benefitId: "recorded-training", name: "Recorded training", discountPercent: 100 },
    { benefitId: "live-training", name: "Live training for your staff", discountPercent: 30 },
  ],
};

/** The one type a school can join with today. */
export const currentSchoolType = (): MembershipType => schoolMembership;

export const vatOf = (type: MembershipType): Pence => vatOnLine(type.netPence, type.vatRatePercent);
export const totalOf = (type: MembershipType): Pence => type.netPence + vatOf(type);
