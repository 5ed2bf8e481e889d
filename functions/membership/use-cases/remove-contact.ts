import { contactRemoves, readContact } from "@alliance/auth";
import { Problem } from "@alliance/core";
import { draft } from "@alliance/events";
import * as membership from "@alliance/events/membership";
import { type Ctx, commit, retryingConflicts } from "@alliance/store";
import { invitationKey, invitationPk, invitationPut, invitationsOf } from "../keys/invitation.ts";
import { organisationPk } from "../keys/organisation.ts";
import { organisationToManage, type Reason } from "../roles/may-manage.ts";
import { Invitation } from "../schema/invitation.ts";

export interface ContactRemoval {
  readonly organisationId: string;
  readonly contactId: string;
  readonly reason?: Reason;
}

/** Somebody was named who is not meant, or who wishes it: name and address go, and invitations with them. */
export async function removeContact(ctx: Ctx, input: ContactRemoval): Promise<"removed" | "removed-before"> {
  const { organisationId, contactId, reason } = input;
  await organisationToManage(ctx, organisationId, reason);
  return retryingConflicts(async () => {
    const contact = await readContact(ctx.table, contactId, { consistent: true });
    if (contact === undefined) return "removed-before";
    if (contact.data.organisationId !== organisationId) throw new Problem("not-found", "We cannot find that contact.");
    if (contact.data.personId !== undefined) throw new Problem("gone", "They have joined in meanwhile.");
    const open = await openInvitations(ctx, organisationId, contactId);
    const revoked = open.map(({ data, version }) => ({
      put: invitationPut({ ...data, status: "revoked", endedAt: ctx.clock.now() }, version + 1),
      emit: {
        pk: invitationPk(data.invitationId),
        event: draft(
          membership.invitationRevoked,
          { invitationId: data.invitationId, contactId, organisationId, reason },
          organisationId,
        ),
      },
    }));
    const event = draft(membership.contactRemoved, { contactId, organisationId, reason }, organisationId);
    await commit(ctx, {
      put: revoked.map(({ put }) => put),
      remove: await contactRemoves(ctx.table, contact),
      emit: [...revoked.map(({ emit }) => emit), { pk: organisationPk(organisationId), event }],
    });
    return "removed";
  });
}

async function openInvitations(ctx: Ctx, organisationId: string, contactId: string) {
  const { items } = await ctx.table.query(invitationsOf(organisationId), Invitation);
  const own = items.filter(({ data }) => data.contactId === contactId);
  const read = await Promise.all(
    own.map(({ data }) => ctx.table.get(invitationKey(data.invitationId), Invitation, { consistent: true })),
  );
  return read.flatMap((each) => (each?.data.status === "open" ? [each] : []));
}
