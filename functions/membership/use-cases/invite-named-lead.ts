import { type Contact, readContact } from "@alliance/auth";
import type { DomainEvent, membership } from "@alliance/events";
import { Conflict, type Ctx, commit, retryingConflicts } from "@alliance/store";
import type * as z from "zod";
import { namedLead } from "../joining/named-lead.ts";
import { applicationKey } from "../keys/application.ts";
import { invitationKey, invitationPut, invitationsOf } from "../keys/invitation.ts";
import { organisationKey } from "../keys/organisation.ts";
import { unmergedGuard } from "../merging/guards.ts";
import { Application } from "../schema/application.ts";
import { Invitation } from "../schema/invitation.ts";
import { Organisation } from "../schema/organisation.ts";
import { firstInvitation, invitationSent } from "./invite-colleague.ts";

type Activated = z.infer<typeof membership.membershipActivated.data>;

/**
 * On membership.membership-activated: whoever was named as the lead contact by somebody else gets the letter that lets
 * them in, once. Whoever joined leads until then, and afterwards beside them.
 */
export async function inviteNamedLead(
  ctx: Ctx,
  { data }: DomainEvent<Activated>,
): Promise<"invited" | "invited-before" | "nobody-to-invite"> {
  const invitationId = ctx.ids.next("ivt");
  const application = (await ctx.table.get(applicationKey(data.applicationId), Application))?.data;
  const contactId = application && namedLead(application);
  if (contactId === undefined) return "nobody-to-invite";
  return retryingConflicts(async () => {
    const before = await ctx.table.get(invitationKey(invitationId), Invitation, { consistent: true });
    if (before) return "invited-before";
    const contact = (await readContact(ctx.table, contactId, { consistent: true }))?.data;
    if (contact === undefined || contact.personId !== undefined) return "nobody-to-invite";
    const guard = await unmergedGuard(ctx, contact.organisationId);
    // A merge has just taken the contact along: who is read again belongs to the other organisation.
    if (guard === undefined) throw new Conflict("the organisation became part of another");
    const organisation = (await ctx.table.get(organisationKey(contact.organisationId), Organisation))?.data;
    if (organisation === undefined) throw new Error(`organisation ${contact.organisationId} is missing`);
    if (await isInvited(ctx, contact)) return "invited-before";
    const invitedBy = data.applicantId;
    const invitation = firstInvitation(ctx, { invitationId, contact, organisation, invitedBy });
    await commit(ctx, { put: [invitationPut(invitation, 1), guard], emit: [invitationSent(invitation, undefined)] });
    return "invited";
  });
}

async function isInvited(ctx: Ctx, { organisationId, contactId }: Contact): Promise<boolean> {
  const { items } = await ctx.table.query(invitationsOf(organisationId), Invitation);
  return items.some(({ data }) => data.contactId === contactId && data.status === "open");
}
