import { can } from "@alliance/auth";
import { isProblem, londonDateOf } from "@alliance/core";
import { type Form, type PageReply, redirect, routesFor } from "@alliance/http";
import type { Ctx } from "@alliance/store";
import * as z from "zod";
import { MembershipTypeId, PublishInput } from "../schema/membership-type.ts";
import type { PortalServices } from "../services.ts";
import { publishMembershipType } from "../use-cases/publish-membership-type.ts";
import { listTypes, readTypeHistory, type TypeHistory } from "../use-cases/read-membership-types.ts";
import { typeFormPage } from "./console-type-form.tsx";
import { newTypeRoutes } from "./console-type-new-routes.ts";
import { typePreviewPage } from "./console-type-preview.tsx";
import { typePage, typesPage } from "./console-types.tsx";
import { TypeForm, valuesOfType } from "./type-form.ts";
import { addedBy } from "./type-rows.ts";

const { page } = routesFor<PortalServices>();
const params = z.strictObject({ membershipTypeId: MembershipTypeId });
const address = (membershipTypeId: string): string => `/console/membership/types/${membershipTypeId}`;

type Typed = z.infer<typeof TypeForm>;

/** The form again, with what was typed: what is wrong, or that somebody was quicker. */
async function formAgain(ctx: Ctx, id: string, form: Form<Typed>, overtaken?: string): Promise<PageReply> {
  const { current } = await readTypeHistory(ctx, id);
  const errors = form.ok || addedBy(form.values) ? [] : form.errors;
  return typeFormPage(current, { values: form.values, errors }, overtaken);
}

const overtakenBy = (version: number): string =>
  `Version ${version} was published while you worked on this. What you typed is kept: see again what changes`;

/** The preview, unless the type changed since the form was opened. */
async function preview(ctx: Ctx, id: string, form: Extract<Form<Typed>, { ok: true }>, reasonError?: string) {
  const history = await readTypeHistory(ctx, id);
  const { version } = history.current;
  if (form.data.basedOn !== version) return formAgain(ctx, id, form, overtakenBy(version));
  const errors = reasonError ? [{ field: "reason", message: reasonError }] : [];
  const today = londonDateOf(ctx.clock.now());
  return typePreviewPage({ history, content: form.data.content, today, form: { values: form.values, errors } });
}

async function publish(ctx: Ctx, id: string, form: Extract<Form<Typed>, { ok: true }>): Promise<PageReply | Response> {
  const { basedOn, reason, content } = form.data;
  const input = PublishInput.safeParse({ basedOn, reason, content });
  if (!input.success) return preview(ctx, id, form, input.error.issues[0]?.message);
  try {
    await publishMembershipType(ctx, id, input.data);
    return redirect(`${address(id)}?published`);
  } catch (error) {
    if (isProblem(error, "stale")) return preview(ctx, id, form);
    if (isProblem(error, "invalid-input")) return preview(ctx, id, form, error.message);
    throw error;
  }
}

function noticeOf(query: { published?: string | undefined; made?: string | undefined }, { current }: TypeHistory) {
  if (query.published !== undefined) return `Version ${current.version} is published.`;
  return query.made === undefined ? undefined : `${current.content.name} is made.`;
}

export const typeRoutes = [
  page({
    method: "GET",
    path: "/console/membership/types",
    access: "membership.read-any",
    handle: async ({ ctx }) => typesPage(await listTypes(ctx), can(ctx.actor, "membership.edit-types")),
  }),
  ...newTypeRoutes,
  page({
    method: "GET",
    path: "/console/membership/types/:membershipTypeId",
    access: "membership.read-any",
    params,
    query: z.object({ published: z.string().optional(), made: z.string().optional() }),
    handle: async ({ ctx, params: { membershipTypeId }, query }) => {
      const history = await readTypeHistory(ctx, membershipTypeId);
      return typePage({ history, mayEdit: can(ctx.actor, "membership.edit-types"), notice: noticeOf(query, history) });
    },
  }),
  page({
    method: "GET",
    path: "/console/membership/types/:membershipTypeId/edit",
    access: "membership.edit-types",
    params,
    handle: async ({ ctx, params: { membershipTypeId } }) => {
      const { current } = await readTypeHistory(ctx, membershipTypeId);
      return typeFormPage(current, { values: valuesOfType(current.content) });
    },
  }),
  page({
    method: "POST",
    path: "/console/membership/types/:membershipTypeId/edit",
    access: "membership.edit-types",
    params,
    form: TypeForm,
    handle: async ({ ctx, params: { membershipTypeId: id }, form }) =>
      form.ok && !addedBy(form.values) ? preview(ctx, id, form) : formAgain(ctx, id, form),
  }),
  page({
    method: "POST",
    path: "/console/membership/types/:membershipTypeId/publish",
    access: "membership.edit-types",
    params,
    form: TypeForm,
    handle: async ({ ctx, params: { membershipTypeId: id }, form }) =>
      form.ok && form.data.step !== "change" ? publish(ctx, id, form) : formAgain(ctx, id, form),
  }),
];
