import { type Contact, contactRemoves, contactsOf, isOfTraining, newContactPuts, readContact } from "@alliance/auth";
import { type AffiliationRole, Problem, plusHours } from "@alliance/core";
import { draft } from "@alliance/events";
import * as membership from "@alliance/events/membership";
import { type Ctx, commit, retryingConflicts, type Stored } from "@alliance/store";
import { invitationKey, invitationPk, invitationPut, invitationsOf } from "../keys/invitation.ts";
import { unmergedGuard } from "../merging/guards.ts";
import { organisationToManage, personOf, type Reason } from "../roles/may-manage.ts";
import { Invitation } from "../schema/invitation.ts";
import type { Organisation } from "../schema/organisation.ts";

const validDays = 30;
const mostOpen = 50;
const mostSendings = 5;

interface Invited {
  readonly organisationId: string;
  readonly reason?: Reason;
}
export type InviteInput = Invited &
  ({ readonly name: string; readonly email: string; readonly role: AffiliationRole } | { readonly contactId: string });

/** A lead contact asks somebody to belong to the organisation; the letter carries the only link that does it. */
export async function inviteColleague(ctx: Ctx, input: InviteInput): Promise<Invitation> {
  const organisation = await organisationToManage(ctx, input.organisationId, input.reason);
  const [invitationId, newContactId] = [ctx.ids.next("ivt"), ctx.ids.next("con")];
  return retryingConflicts(async () => {
    const before = await ctx.table.get(invitationKey(invitationId), Invitation, { consistent: true });
    if (before) return before.data;
    const guard = await unmergedGuard(ctx, input.organisationId);
    if (guard === undefined) throw new Problem("gone", `${organisation.name} is part of another organisation by now.`);
    const { contact, isNew } = await contactFor(ctx, input, newContactId);
    const invitation = firstInvitation(ctx, { invitationId, contact, organisation, invitedBy: personOf(ctx) });
    await commit(ctx, {
      put: [invitationPut(invitation, 1), ...(isNew ? newContactPuts(contact) : []), guard],
      emit: [invitationSent(invitation, input.reason)],
    });
    return invitation;
  });
}

/** The letter again, with a new link and another thirty days. */
export async function resendInvitation(ctx: Ctx, input: Invited & { invitationId: string }): Promise<Invitation> {
  await organisationToManage(ctx, input.organisationId, input.reason);
  return retryingConflicts(async () => {
    const stored = await openInvitation(ctx, input);
    if (stored.data.sendings >= mostSendings) {
      throw new Problem("too-many", `The letter went out ${mostSendings} times. Check the address, and invite anew.`);
    }
    const invitation = { ...stored.data, ...validFrom(ctx), sendings: stored.data.sendings + 1 };
    await commit(ctx, {
      put: [invitationPut(invitation, stored.version + 1)],
      emit: [invitationSent(invitation, input.reason)],
    });
    return invitation;
  });
}

/** Takes an invitation back: its links open nothing from now on. Taken back twice is taken back. */
export async function revokeInvitation(ctx: Ctx, input: Invited & { invitationId: string }): Promise<Invitation> {
  await organisationToManage(ctx, input.organisationId, input.reason);
  return retryingConflicts(async () => {
    const known = await ctx.table.get(invitationKey(input.invitationId), Invitation, { consistent: true });
    if (known?.data.status === "revoked" && known.data.organisationId === input.organisationId) return known.data;
    const stored = await openInvitation(ctx, input);
    const { invitationId, contactId, organisationId } = stored.data;
    const invitation: Invitation = { ...stored.data, status: "revoked", endedAt: ctx.clock.now() };
    const data = { invitationId, contactId, organisationId, reason: input.reason };
    const contact = await readContact(ctx.table, contactId, { consistent: true });
    await commit(ctx, {
      put: [invitationPut(invitation, stored.version + 1)],
      ...(contact && !contact.data.personId ? { remove: await contactRemoves(ctx.table, contact) } : {}),
      emit: [{ pk: invitationPk(invitationId), event: draft(membership.invitationRevoked, data, organisationId) }],
    });
    return invitation;
  });
}

interface First extends Pick<Invitation, "invitationId" | "invitedBy"> {
  readonly contact: Contact;
  readonly organisation: Organisation;
}

/** Of the contact into the role that they were named for; whoever only came to training, or gave it, is a colleague. */
export const firstInvitation = (ctx: Ctx, { invitationId, invitedBy, contact, organisation }: First): Invitation => ({
  ...{ invitationId, invitedBy, contactId: contact.contactId },
  role: isOfTraining(contact.role) ? "colleague" : contact.role,
  organisationId: organisation.organisationId,
  organisationName: organisation.name,
  ...validFrom(ctx),
  sendings: 1,
  status: "open",
});

const validFrom = (ctx: Ctx) => ({
  sentAt: ctx.clock.now(),
  expiresAt: plusHours(ctx.clock.now(), validDays * 24),
});

/** One office mailbox may serve several people: the same address is another person where the name is another. */
async function contactFor(ctx: Ctx, input: InviteInput, contactId: string) {
  const open = (await ctx.table.query(invitationsOf(input.organisationId), Invitation)).items
    .map(({ data }) => data)
    .filter(({ status, expiresAt }) => status === "open" && expiresAt > ctx.clock.now());
  if (open.length >= mostOpen) {
    throw new Problem("too-many", `${mostOpen} invitations wait already. Take some back before you send more.`);
  }
  const contact = "contactId" in input ? await namedAlready(ctx, input) : undefined;
  const known = contact ?? (await sameAsBefore(ctx, input));
  if (known && open.some((each) => each.contactId === known.contactId)) {
    throw new Problem("already-exists", "They are invited already. Send the letter again from the list of people.", [
      { field: "email", message: "They are invited already: send the letter again from the list of people" },
    ]);
  }
  if (known) return { contact: known, isNew: false };
  if (!("email" in input)) throw new Problem("not-found", "We cannot find that contact.");
  const { organisationId, name, email, role } = input;
  return { contact: { contactId, organisationId, name, email, role, createdAt: ctx.clock.now() }, isNew: true };
}

async function namedAlready(ctx: Ctx, input: { contactId: string; organisationId: string }): Promise<Contact> {
  const contact = (await readContact(ctx.table, input.contactId))?.data;
  if (contact?.organisationId === input.organisationId && contact.personId === undefined) return contact;
  throw new Problem("not-found", "We cannot find that contact.");
}

async function sameAsBefore(ctx: Ctx, input: InviteInput): Promise<Contact | undefined> {
  if (!("email" in input)) return undefined;
  const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();
  const contacts = await contactsOf(ctx.table, input.organisationId);
  return contacts.find(
    ({ name, email, role }) => same(name, input.name) && same(email, input.email) && role === input.role,
  );
}

/** Another organisation's invitation is none; one that ended says so. */
async function openInvitation(
  ctx: Ctx,
  { organisationId, invitationId }: { organisationId: string; invitationId: string },
): Promise<Stored<Invitation>> {
  const stored = await ctx.table.get(invitationKey(invitationId), Invitation, { consistent: true });
  if (stored?.data.organisationId !== organisationId) throw new Problem("not-found", "We cannot find that invitation.");
  if (stored.data.status === "accepted") throw new Problem("gone", "This invitation was accepted already.");
  if (stored.data.status === "revoked") throw new Problem("gone", "This invitation was taken back already.");
  return stored;
}

export function invitationSent(invitation: Invitation, reason: Reason) {
  const { invitationId, contactId, organisationId, organisationName, role, sendings: sending, expiresAt } = invitation;
  const { invitedBy } = invitation;
  const data = {
    invitationId,
    contactId,
    organisationId,
    organisationName,
    role,
    invitedBy,
    sending,
    expiresAt,
    reason,
  };
  return { pk: invitationPk(invitationId), event: draft(membership.personInvited, data, organisationId) };
}
