import type { Key, Pattern, Put } from "@alliance/store";
import type { Invitation } from "../schema/invitation.ts";

export const invitationPk = (invitationId: string): string => `invitation#${invitationId}`;

export const invitationKey = (invitationId: string): Key => ({ pk: invitationPk(invitationId), sk: "invitation" });

/** Newest first. */
export const invitationsOf = (organisationId: string): Pattern => ({
  index: "gsi1",
  pk: `organisation-invitations#${organisationId}`,
  descending: true,
  limit: 100,
});

/** What ends soonest first: retention looks for those that ended. */
export const invitationsByEnd = (limit: number): Pattern => ({ index: "gsi2", pk: "invitations", limit });

export const invitationPut = (invitation: Invitation, version: number): Put => ({
  key: invitationKey(invitation.invitationId),
  entity: "membership.invitation",
  version,
  data: invitation,
  gsi1: { pk: `organisation-invitations#${invitation.organisationId}`, sk: invitation.invitationId },
  gsi2: { pk: "invitations", sk: `${invitation.expiresAt}#${invitation.invitationId}` },
});
