import { idOf, LondonDate } from "@alliance/core";
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
