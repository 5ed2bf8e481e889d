import { readContact } from "@alliance/auth";
import { idOf, Problem } from "@alliance/core";
import { onceField, redirect, routesFor } from "@alliance/http";
import type { Ctx } from "@alliance/store";
import * as z from "zod";
import { invitationKey } from "../keys/invitation.ts";
import { organisationToManage, type Reason } from "../roles/may-manage.ts";
import { Invitation, InviteForm } from "../schema/invitation.ts";
import { inviteColleague, resendInvitation, revokeInvitation } from "../use-cases/invite-colleague.ts";
import { readPeople } from "../use-cases/read-people.ts";
import { removeContact } from "../use-cases/remove-contact.ts";
import { contactPage, invitationPage, invitePage } from "./decision-pages.tsx";
import { reasonField, refusalOf } from "./form-fields.tsx";
import { doneCodes, peoplePage } from "./people-page.tsx";
import type { Place } from "./place.ts";
import { roleRoutes } from "./role-routes.ts";

const { page } = routesFor<object>();
const organisationId = idOf("org");
const params = z.strictObject({ organisationId });

/** The people of one organisation, in the portal and, with a reason for each decision, in the console. */
export const peopleRoutes = (place: Place) => [...listRoutes(place), ...invitationRoutes(place), ...roleRoutes(place)];

const listRoutes = (place: Place) => [
  page({
    method: "GET",
    path: place.pattern,
    access: place.access,
    params,
    query: z.object({ done: z.enum(doneCodes).optional().catch(undefined) }),
    handle: async ({ ctx, params, query }) =>
      peoplePage(place, await readPeople(ctx, params.organisationId), query.done),
  }),
  page({
    method: "GET",
    path: `${place.pattern}/invite`,
    access: place.access,
    params,
    handle: async ({ ctx, params }) => {
      const organisation = await mayDecide(ctx, params.organisationId);
      return invitePage({ place, organisation, form: {}, hidden: onceField(ctx) });
    },
  }),
  page({
    method: "POST",
    path: `${place.pattern}/invite`,
    access: place.access,
    params,
    form: InviteForm.unwrap().extend({ reason: reasonField }),
    idempotent: true,
    handle: async ({ ctx, params, form }) => {
      const organisation = await mayDecide(ctx, params.organisationId);
      const errors = await refusalOf(form, (data) => inviteColleague(ctx, { ...params, ...data }));
      if (errors === undefined) return redirect(`${place.path(params.organisationId)}?done=invited`);
      return invitePage({ place, organisation, form: { values: form.values, errors }, hidden: onceField(ctx) });
    },
  }),
];

/** Whether the form is worth showing; the use-case asks again, and for the reason. */
const mayDecide = (ctx: Ctx, id: string) => organisationToManage(ctx, id, "correcting-a-mistake");

const invitationParams = z.strictObject({ organisationId, invitationId: idOf("ivt") });
const contactParams = z.strictObject({ organisationId, contactId: idOf("con") });

async function openInvitation(ctx: Ctx, { organisationId, invitationId }: z.infer<typeof invitationParams>) {
  const organisation = await mayDecide(ctx, organisationId);
  const invitation = (await ctx.table.get(invitationKey(invitationId), Invitation))?.data;
  if (invitation?.organisationId !== organisationId) throw new Problem("not-found", "We cannot find that invitation.");
  if (invitation.status !== "open") throw new Problem("gone", "This invitation was answered or taken back meanwhile.");
  return { organisation, invitation, contact: (await readContact(ctx.table, invitation.contactId))?.data };
}

async function namedContact(ctx: Ctx, { organisationId, contactId }: z.infer<typeof contactParams>) {
  const organisation = await mayDecide(ctx, organisationId);
  const contact = (await readContact(ctx.table, contactId))?.data;
  if (contact?.organisationId !== organisationId) throw new Problem("not-found", "We cannot find that contact.");
  if (contact.personId !== undefined) throw new Problem("gone", `${contact.name} has joined in meanwhile.`);
  return { organisation, contact };
}

const invitationRoutes = (place: Place) => [
  page({
    method: "GET",
    path: `${place.pattern}/invitations/:invitationId`,
    access: place.access,
    params: invitationParams,
    handle: async ({ ctx, params }) => {
      const { organisation, invitation, contact } = await openInvitation(ctx, params);
      return invitationPage({ place, organisation, form: {}, hidden: onceField(ctx) }, invitation, contact);
    },
  }),
  page({
    method: "POST",
    path: `${place.pattern}/invitations/:invitationId`,
    access: place.access,
    params: invitationParams,
    form: z.strictObject({
      decision: z.enum(["resend", "revoke"], "Choose what you want to do"),
      reason: reasonField,
    }),
    // A letter is sent once for a double click.
    idempotent: true,
    handle: async ({ ctx, params, form }) => {
      const decide = ({ decision, reason }: { decision: "resend" | "revoke"; reason?: Reason }) =>
        decision === "resend"
          ? resendInvitation(ctx, { ...params, reason })
          : revokeInvitation(ctx, { ...params, reason });
      const errors = await refusalOf(form, decide);
      const done = form.ok && form.data.decision === "resend" ? "invited" : "taken-back";
      if (errors === undefined) return redirect(`${place.path(params.organisationId)}?done=${done}`);
      const { organisation, invitation, contact } = await openInvitation(ctx, params);
      const decision = { place, organisation, form: { values: form.values, errors }, hidden: onceField(ctx) };
      return invitationPage(decision, invitation, contact);
    },
  }),
  page({
    method: "GET",
    path: `${place.pattern}/contacts/:contactId`,
    access: place.access,
    params: contactParams,
    handle: async ({ ctx, params }) => {
      const { organisation, contact } = await namedContact(ctx, params);
      return contactPage({ place, organisation, form: {}, hidden: onceField(ctx) }, contact);
    },
  }),
  page({
    method: "POST",
    path: `${place.pattern}/contacts/:contactId`,
    access: place.access,
    params: contactParams,
    form: z.strictObject({
      decision: z.enum(["invite", "remove"], "Choose what you want to do"),
      reason: reasonField,
    }),
    idempotent: true,
    handle: async ({ ctx, params, form }) => {
      const { organisation, contact } = await namedContact(ctx, params);
      const decide = ({ decision, reason }: { decision: "invite" | "remove"; reason?: Reason }) =>
        decision === "invite" ? inviteColleague(ctx, { ...params, reason }) : removeContact(ctx, { ...params, reason });
      const errors = await refusalOf(form, decide);
      const done = form.ok && form.data.decision === "remove" ? "removed" : "invited";
      if (errors === undefined) return redirect(`${place.path(params.organisationId)}?done=${done}`);
      const decision = { place, organisation, form: { values: form.values, errors }, hidden: onceField(ctx) };
      return contactPage(decision, contact);
    },
  }),
];
