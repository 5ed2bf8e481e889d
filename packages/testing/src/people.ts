import type { AffiliationRole, PersonActor, StaffRole, SystemActor } from "@alliance/core";

/** A signed-in person; give roles where a test needs them. */
export const person = (
  personId = "per_01KAK3F0Q8J5W2M7X9B4C6D8EF",
  more: { staffRoles?: StaffRole[]; affiliations?: { organisationId: string; role: AffiliationRole }[] } = {},
): PersonActor => ({ kind: "person", personId, staffRoles: [], affiliations: [], ...more });

export const staffMember = (role: StaffRole = "staff"): PersonActor =>
  person("per_01KAK3F0Q8J5W2M7X9B4C6D8ST", { staffRoles: [role] });

export const system = (context: string): SystemActor => ({ kind: "system", context });
