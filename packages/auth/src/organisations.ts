import type { Table } from "@alliance/store";
import * as z from "zod";

/** An organisation as membership keeps it: so much of it as others need to greet it or to write its invoice. */
const OrganisationCard = z.lazy(() =>
  z.object({
    organisationId: z.string(),
    name: z.string(),
    addressLines: z.array(z.string()).optional(),
    town: z.string().optional(),
    postcode: z.string().optional(),
    identifiers: z.array(z.object({ scheme: z.string(), value: z.string(), until: z.string().optional() })),
  }),
);
export type OrganisationCard = z.infer<typeof OrganisationCard>;

/** In the order of their ids, without those that are not there. */
export async function organisationCards(
  table: Table,
  organisationIds: readonly string[],
): Promise<readonly OrganisationCard[]> {
  const keys = organisationIds.map((organisationId) => ({ pk: `organisation#${organisationId}`, sk: "profile" }));
  return (await table.getMany(keys, OrganisationCard)).flatMap((stored) => (stored ? [stored.data] : []));
}

const Merged = z.lazy(() => z.object({ mergedInto: z.string().optional() }));
/** More than merges in a row ever come to. */
const mostMerges = 5;

/** The organisation that it became part of, however often; itself where it was merged into none. */
export async function organisationIdNow(table: Table, organisationId: string): Promise<string> {
  let now = organisationId;
  for (let hop = 0; hop < mostMerges; hop++) {
    const into = (await table.get({ pk: `organisation#${now}`, sk: "profile" }, Merged))?.data.mergedInto;
    if (into === undefined) return now;
    now = into;
  }
  return now;
}

/** The number of a school in the register, while it is in use. */
export const urnOf = ({ identifiers }: OrganisationCard): string | undefined =>
  identifiers.find(({ scheme, until }) => scheme === "urn" && until === undefined)?.value;
