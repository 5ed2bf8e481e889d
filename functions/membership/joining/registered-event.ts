import { draft } from "@alliance/events";
import * as membership from "@alliance/events/membership";
import { organisationPk } from "../keys/organisation.ts";
import type { Organisation } from "../schema/organisation.ts";

/** Told with the commit that makes somebody of the register an organisation of ours. */
export function registeredEvent({ organisationId, name, kind }: Organisation, urn: string | undefined) {
  const data = { organisationId, name, kind, ...(urn ? { urn } : {}) };
  return { pk: organisationPk(organisationId), event: draft(membership.organisationRegistered, data, organisationId) };
}
