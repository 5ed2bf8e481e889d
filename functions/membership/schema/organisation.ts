import { idOf, LondonDate } from "@alliance/core";
import * as z from "zod";

export const Urn = z.string().regex(/^\d{6}$/, "must be a number of six digits");

export type Urn = z.infer<typeof Urn>;

export const organisationKinds = ["school", "trust", "local-authority", "charity", "university", "business"] as const;
export type OrganisationKind = (typeof organisationKinds)[number];

/** Who gives an organisation a number: the registers of England, Companies House, and those of the other nations. */
export const schemes = [
  "urn",
  "ukprn",
  "laestab",
  "trust-uid",
  "la-code",
  "charity-number",
  "company-number",
  "seed",
  "wales",
  "northern-ireland",
] as const;
export type Scheme = (typeof schemes)[number];

/** A number that somebody else gives an organisation, from a day to a day; it may have several over the years. */
export const Identifier = z.strictObject({
  scheme: z.enum(schemes),
  value: z.string().min(1).max(40),
  from: LondonDate,
  /** Its last day; absent while it is in use. */
  until: LondonDate.optional(),
});
export type Identifier = z.infer<typeof Identifier>;

/** An organisation as our member, applicant or partner; its id outlives names, URNs and trusts. */
export const Organisation = z.lazy(() =>
  z.strictObject({
    organisationId: idOf("org"),
    kind: z.enum(organisationKinds),
    name: z.string().max(200),
    /** Registered in the words of who applied for it: staff read each of its applications first. */
    isDescribed: z.boolean().optional(),
    /** Works with us without being a member. */
    isPartner: z.boolean().optional(),
    /** Oldest first, each with the last day it was used. */
    formerNames: z.array(z.strictObject({ name: z.string(), until: LondonDate })).optional(),
    identifiers: z.array(Identifier),
    phase: z.string().optional(),
    addressLines: z.array(z.string().max(120)).max(8).optional(),
    town: z.string().optional(),
    postcode: z.string().optional(),
    region: z.string().optional(),
    pupils: z.int().min(0).optional(),
    closedOn: LondonDate.optional(),
    /** It was a second entry of that organisation, and is read there. */
    mergedInto: idOf("org").optional(),
    mergedAt: z.iso.datetime().optional(),
    mergeId: idOf("mrg").optional(),
    registeredAt: z.iso.datetime(),
  }),
);

export type Organisation = z.infer<typeof Organisation>;

/** Claimed by its key: one number of one scheme leads to one organisation. */
export const Alias = z.strictObject({ organisationId: idOf("org") });

/** A local authority's code is its own; a school's only says where it lies. */
export const identifies = (kind: OrganisationKind, scheme: Scheme): boolean =>
  scheme !== "la-code" || kind === "local-authority";

/** The number of that scheme which is in use, else the last one that was. */
export function currentIdentifier(
  { identifiers }: Pick<Organisation, "identifiers">,
  scheme: Scheme,
): string | undefined {
  const ofScheme = identifiers.filter((each) => each.scheme === scheme);
  return (ofScheme.findLast(({ until }) => until === undefined) ?? ofScheme.at(-1))?.value;
}
