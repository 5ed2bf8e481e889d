import {
  Affiliation,
  affiliationKey,
  affiliationPut,
  contactPut,
  isInForce,
  openLetterSecret,
  readContact,
  readPerson,
  roleFrom,
} from "@alliance/auth";
import { londonDateOf, Problem } from "@alliance/core";
import { draft } from "@alliance/events";
import * as membership from "@alliance/events/membership";
import { type Ctx, commit, retryingConflicts, type Stored } from "@alliance/store";
import { invitationKey, invitationPut } from "../keys/invitation.ts";
import { personOf } from "../roles/may-manage.ts";
import { Invitation } from "../schema/invitation.ts";

export const invitationPurpose = "invitation";

/** An invitation as whoever holds its letter sees it. */
export interface OpenedInvitation {
  readonly invitation: Invitation;
  readonly state: "open" | "accepted" | "accepted-by-you" | "revoked" | "expired";
  /** Whom the letter was written to. */
  readonly invitedName: string | undefined;
  readonly inviterName: string | undefined;
  /** Whoever is signed in; undefined for a visitor. */
  readonly reader: { readonly personId: string; readonly name: string; readonly email: string } | undefined;
}

/** Opens the link of a letter. It changes nothing: mail scanners open links too. */
export async function readInvitation(ctx: Ctx, secret: string): Promise<OpenedInvitation> {
  const { data: invitation } = await invitationBehind(ctx, secret);
  const personId = ctx.actor.kind === "person" ? ctx.actor.personId : undefined;
  const [contact, inviter, reader] = await Promise.all([
    readContact(ctx.table, invitation.contactId),
    readPerson(ctx, invitation.invitedBy),
    personId === undefined ? undefined : readPerson(ctx, personId),
  ]);
  return {
    invitation,
    state: stateOf(ctx, invitation, personId),
    invitedName: contact?.data.name,
    inviterName: inviter?.name,
    reader,
  };
}

type Accepted = "accepted" | "accepted-before" | "somebody-else";

/**
 * The signed-in person takes the role. `expected` is the person whom the page named: where another account is signed
 * in by now, as happens behind one office mailbox, nothing is accepted and the page asks again.
 */
export async function acceptInvitation(ctx: Ctx, secret: string, expected: string): Promise<Accepted> {
  const personId = personOf(ctx);
  if (expected !== personId) return "somebody-else";
  return retryingConflicts(async () => {
    const stored = await invitationBehind(ctx, secret);
    const state = stateOf(ctx, stored.data, personId);
    if (state === "accepted-by-you") return "accepted-before";
    if (state !== "open") throw new Problem("gone", endings[state]);
    const { invitationId, contactId, organisationId, role } = stored.data;
    const who = { personId, organisationId, role };
    const today = londonDateOf(ctx.clock.now());
    const [before, contact] = await Promise.all([
      ctx.table.get(affiliationKey(who), Affiliation, { consistent: true }),
      readContact(ctx.table, contactId, { consistent: true }),
    ]);
    const hasIt = before !== undefined && before.data.until === undefined && isInForce(before.data, today);
    const accepted = { status: "accepted", acceptedBy: personId, endedAt: ctx.clock.now() } as const;
    const data = { invitationId, contactId, organisationId, personId, role };
    await commit(ctx, {
      put: [
        invitationPut({ ...stored.data, ...accepted }, stored.version + 1),
        ...(hasIt ? [] : [affiliationPut(roleFrom(before?.data, who, today), (before?.version ?? 0) + 1)]),
        ...(contact ? [contactPut({ ...contact.data, personId }, contact.version + 1)] : []),
      ],
      emit: [{ pk: `person#${personId}`, event: draft(membership.invitationAccepted, data, organisationId) }],
    });
    return "accepted";
  });
}

export const endings = {
  accepted: "This invitation was accepted already, by another account. Each invitation is for one person.",
  revoked: "This invitation was taken back. If you think that is a mistake, ask whoever invited you.",
  expired: "This invitation was good for 30 days and is over. Ask whoever invited you to send it again.",
} as const;

function stateOf(ctx: Ctx, invitation: Invitation, personId: string | undefined): OpenedInvitation["state"] {
  if (invitation.status === "accepted") return invitation.acceptedBy === personId ? "accepted-by-you" : "accepted";
  if (invitation.status === "revoked") return "revoked";
  return ctx.clock.now() >= invitation.expiresAt ? "expired" : "open";
}

/** A secret that opens nothing answers like an address that does not exist. */
async function invitationBehind(ctx: Ctx, secret: string): Promise<Stored<Invitation>> {
  const opened = await openLetterSecret(ctx, invitationPurpose, secret);
  const stored = opened && (await ctx.table.get(invitationKey(opened.opens), Invitation, { consistent: true }));
  if (stored === undefined) throw new Problem("not-found", "We cannot find this invitation.");
  return stored;
}
