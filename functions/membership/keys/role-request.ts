import type { Key, Pattern, Put } from "@alliance/store";
import type { RoleRequest } from "../schema/role-request.ts";

/** One place a person and organisation: whoever asks again while they wait asks the same. */
export const roleRequestKey = (personId: string, organisationId: string): Key => ({
  pk: `person#${personId}`,
  sk: `role-request#${organisationId}`,
});

export const roleRequestsBy = (personId: string): Pattern => ({
  pk: `person#${personId}`,
  skPrefix: "role-request#",
  limit: 50,
});

/** Those that wait for an answer, oldest first. */
export const openRoleRequestsTo = (organisationId: string): Pattern => ({
  index: "gsi1",
  pk: `organisation-role-requests#${organisationId}`,
  skPrefix: "open#",
  limit: 50,
});

/** Those of all organisations, by the moment at which they became work of the staff: what waits longest is first. */
export const roleRequestsForStaff: Pick<Pattern, "index" | "pk"> = { index: "gsi2", pk: "role-requests-for-staff" };

export const roleRequestPut = (request: RoleRequest, version: number): Put => ({
  key: roleRequestKey(request.personId, request.organisationId),
  entity: "membership.role-request",
  version,
  data: request,
  gsi1: { pk: `organisation-role-requests#${request.organisationId}`, sk: `${request.status}#${request.requestId}` },
  ...(request.status === "open" && request.staffFrom !== undefined
    ? { gsi2: { pk: roleRequestsForStaff.pk, sk: `${request.staffFrom}#${request.requestId}` } }
    : {}),
});
