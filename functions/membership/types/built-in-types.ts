import type { SoldBenefit } from "@alliance/entitlement";
import type { MembershipType, TypeContent, TypeVersion } from "../schema/membership-type.ts";

const included = (benefitId: string, name: string): SoldBenefit => ({ benefitId, name, discountPercent: 100 });
const meetUps = included("community-meet-ups", "Community meet-ups");
const listing = included("directory-listing", "A listing in the partnership directory");
const recorded = included("recorded-training", "Recorded training");
const training = (discountPercent: number, places: number): SoldBenefit => ({
  ...{ benefitId: "live-training", name: "Live training for your staff", discountPercent },
  allowance: { quantity: places, unit: "places" },
});
const consultancy = (days: number): SoldBenefit => ({
  ...{ benefitId: "consultancy", name: "Consultancy", discountPercent: 20 },
  allowance: { quantity: days, unit: "days" },
});

const usual = {
  vat: "standard",
  term: { kind: "academic-year", lateJoinersFrom: "06-01", proRata: "monthly" },
  graceDays: 30,
  needsApproval: false,
  covers: "itself",
  creditDays: 30,
  isOnSale: true,
} as const satisfies Partial<TypeContent>;

const flat = (netPence: number): TypeContent["price"] => ({ by: "flat", bands: [{ netPence }] });

/** Version 1 of every type: what is sold until staff publish another version. Demonstration prices. */
const contents: Readonly<Record<string, TypeContent>> = {
  school: {
    ...usual,
    name: "School membership",
    summary: "For one school or college; every colleague can use what comes with it.",
    eligibleKinds: ["school"],
    price: {
      by: "pupils",
      bands: [{ upTo: 300, netPence: 25_000 }, { upTo: 1_000, netPence: 40_000 }, { netPence: 60_000 }],
    },
    benefits: [meetUps, listing, recorded, training(30, 2)],
  },
  trust: {
    ...usual,
    name: "Trust membership",
    summary: "For a trust and all its schools, also those that join the trust during the year.",
    eligibleKinds: ["trust"],
    price: {
      by: "schools",
      bands: [
        { upTo: 5, netPence: 90_000 },
        { upTo: 15, netPence: 200_000 },
        { upTo: 40, netPence: 400_000 },
        { netPence: 750_000 },
      ],
    },
    graceDays: 60,
    covers: "its-schools",
    benefits: [meetUps, listing, recorded, training(40, 10), consultancy(2)],
  },
  "local-authority": {
    ...usual,
    name: "Local authority membership",
    summary: "For a local authority and the schools of its area.",
    eligibleKinds: ["local-authority"],
    price: {
      by: "schools",
      bands: [{ upTo: 50, netPence: 250_000 }, { upTo: 150, netPence: 450_000 }, { netPence: 750_000 }],
    },
    graceDays: 60,
    covers: "its-authority-schools",
    benefits: [meetUps, listing, recorded, training(30, 10), consultancy(2)],
  },
  "charity-or-university": {
    ...usual,
    name: "Charity and university membership",
    summary: "For charities and universities that work with schools in partnership.",
    eligibleKinds: ["charity", "university"],
    price: flat(30_000),
    benefits: [meetUps, listing, recorded, training(20, 2)],
  },
  "business-partner": {
    ...usual,
    name: "Business partner",
    summary: "For businesses that support school partnerships. We read each application before anything is ordered.",
    eligibleKinds: ["business"],
    price: flat(150_000),
    term: { kind: "rolling-year", proRata: "none" },
    graceDays: 0,
    needsApproval: true,
    benefits: [meetUps, listing],
  },
};

/** When the built-in versions were written down; older than anything that was sold. */
const since = "2026-09-01T00:00:00.000Z";

export const builtInVersions: readonly TypeVersion[] = Object.entries(contents).map(([membershipTypeId, content]) => ({
  membershipTypeId,
  version: 1,
  content,
  reason: "The first version, which comes with the platform",
  publishedBy: "system:membership",
  publishedAt: since,
}));

export const builtInVersion = (membershipTypeId: string): TypeVersion | undefined =>
  builtInVersions.find((each) => each.membershipTypeId === membershipTypeId);

export const builtInType = (membershipTypeId: string): MembershipType | undefined => {
  const found = builtInVersion(membershipTypeId);
  return found && { ...found.content, membershipTypeId, version: found.version };
};
