import type { Key, Put } from "@alliance/store";
import { organisationPk } from "./organisation.ts";

/** Written with every change by which somebody stops leading: two such changes at once meet here, and one waits. */
export const leadsKey = (organisationId: string): Key => ({ pk: organisationPk(organisationId), sk: "leads" });

export const leadsPut = (organisationId: string, version: number): Put => ({
  key: leadsKey(organisationId),
  entity: "membership.leads",
  version,
  data: { organisationId },
});
