import { type Grant, grantPut } from "@alliance/entitlement";
import { commit } from "@alliance/store";
import { person, type TestCtx } from "@alliance/testing";

export const organisationId = "org_01KAK3F0Q8J5W2M7X9B4C6D8EG";
const membershipId = "mem_01KAK3F0Q8J5W2M7X9B4C6D8EG";

/** Of the school; books. */
export const booker = person("per_01KAK3F0Q8J5W2M7X9B4C6D8BK", {
  affiliations: [{ organisationId, role: "colleague" }],
});
/** Of the school; whom it asks where bookings need a yes. */
export const budgetHolder = person("per_01KAK3F0Q8J5W2M7X9B4C6D8BH", {
  affiliations: [{ organisationId, role: "finance" }],
});
/** Who leads it. */
export const lead = person("per_01KAK3F0Q8J5W2M7X9B4C6D8HD", { affiliations: [{ organisationId, role: "lead" }] });
/** Of no organisation that we know. */
export const stranger = (number = 1) => person(`per_01KAK3F0Q9${String(number).padStart(16, "0")}`);

/** A school, as membership would have left it in the table; with a benefit it is a member. */
export async function putSchool(
  ctx: TestCtx,
  benefit?: Pick<Grant["benefits"][number], "discountPercent" | "allowance">,
  id = organisationId,
): Promise<void> {
  const identifiers = [{ scheme: "urn", value: "900001", from: "2020-01-01" }];
  const school = { organisationId: id, name: "Harbour View Primary School", identifiers };
  const key = { pk: `organisation#${id}`, sk: "profile" };
  const grant: Grant = {
    ...{ membershipId, organisationId: id, organisationName: school.name },
    ...{ membershipTypeId: "school", membershipTypeName: "School membership" },
    ...{ from: "2026-09-01", until: "2027-08-31", graceUntil: "2027-09-30", status: "active", covers: "itself" },
    benefits: benefit ? [{ benefitId: "live-training", name: "Live training for your staff", ...benefit }] : [],
  };
  await commit(ctx, {
    put: [
      { key, entity: "membership.organisation", version: 1, data: school },
      ...(benefit ? [grantPut(grant, 1)] : []),
    ],
  });
}

/** Places that come with the membership of the tests. */
export const allowed = 2;
