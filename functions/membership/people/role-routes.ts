import { actorOf, canFor, readPerson } from "@alliance/auth";
import { type AffiliationRole, affiliationRoles, idOf, Problem } from "@alliance/core";
import { redirect, routesFor } from "@alliance/http";
import type { Ctx } from "@alliance/store";
import * as z from "zod";
import { roleRequestKey } from "../keys/role-request.ts";
import type { Reason } from "../roles/may-manage.ts";
import { RoleRequest } from "../schema/role-request.ts";
import { answerRequest } from "../use-cases/ask-to-belong.ts";
import { changeRole, endRole } from "../use-cases/change-role.ts";
import { handOverLead } from "../use-cases/hand-over-lead.ts";
import { readPeople } from "../use-cases/read-people.ts";
import { requestPage } from "./decision-pages.tsx";
import { dayFields, dayTyped, reasonField, refusalOf } from "./form-fields.tsx";
import type { Place } from "./place.ts";
import { handOverPage, rolePage } from "./role-pages.tsx";

const { page } = routesFor<object>();
const organisationId = idOf("org");
const personId = idOf("per");
const roleParams = z.strictObject({ organisationId, personId, role: z.enum(affiliationRoles) });
const requestParams = z.strictObject({ organisationId, personId });

const decisions = [...affiliationRoles, "end-now", "end-on"] as const;
const RoleForm = z
  .strictObject({
    decision: z.enum(decisions, "Choose what they are from today on"),
    ...dayFields("lastDay"),
    reason: reasonField,
  })
  .superRefine((data, ctx) => {
    if (data.decision !== "end-on" || dayTyped(data, "lastDay")) return;
    ctx.addIssue({ code: "custom", path: ["lastDay"], message: "Enter their last day, like 31 8 2027" });
  });

/** The people, for whoever decides about them. */
async function decidedPeople(ctx: Ctx, id: string) {
  const shown = await readPeople(ctx, id);
  if (shown.mayManage) return shown;
  throw new Problem("not-allowed", `Only a lead contact of ${shown.organisation.name} can do this. Ask one of them.`);
}

async function oneRole(ctx: Ctx, { organisationId, personId, role }: z.infer<typeof roleParams>) {
  const shown = await decidedPeople(ctx, organisationId);
  const listed = shown.people.find(
    ({ affiliation, isOver }) => !isOver && affiliation.personId === personId && affiliation.role === role,
  );
  if (listed === undefined) throw new Problem("not-found", "They do not have this role. Look at the list of people.");
  return { organisation: shown.organisation, listed };
}

async function oneRequest(ctx: Ctx, { organisationId, personId }: z.infer<typeof requestParams>) {
  const { organisation } = await decidedPeople(ctx, organisationId);
  const request = (await ctx.table.get(roleRequestKey(personId, organisationId), RoleRequest))?.data;
  if (request === undefined) throw new Problem("not-found", "We cannot find that request.");
  if (request.status !== "open") throw new Problem("gone", "Somebody has answered this request already.");
  return { organisation, request, person: await readPerson(ctx, personId) };
}

function decide(ctx: Ctx, who: z.infer<typeof roleParams>, data: z.infer<typeof RoleForm>): Promise<unknown> {
  const { decision, reason } = data;
  const end = { ...who, reason };
  if (decision === "end-now") return endRole(ctx, { ...end, lastDay: "now" });
  if (decision === "end-on") return endRole(ctx, { ...end, lastDay: dayTyped(data, "lastDay") ?? "" });
  return changeRole(ctx, { ...end, to: decision as AffiliationRole });
}

export const roleRoutes = (place: Place) => [
  page({
    method: "GET",
    path: `${place.pattern}/roles/:personId/:role`,
    access: place.access,
    params: roleParams,
    handle: async ({ ctx, params }) => {
      const { organisation, listed } = await oneRole(ctx, params);
      return rolePage({ place, organisation, form: {} }, listed);
    },
  }),
  page({
    method: "POST",
    path: `${place.pattern}/roles/:personId/:role`,
    access: place.access,
    params: roleParams,
    form: RoleForm,
    handle: async ({ ctx, params, form }) => {
      const errors = await refusalOf(form, (data) => decide(ctx, params, data));
      const done = form.ok && form.data.decision.startsWith("end-") ? "ended" : "changed";
      if (errors === undefined) return afterwards(ctx, place, params.organisationId, done);
      const { organisation, listed } = await oneRole(ctx, params);
      return rolePage({ place, organisation, form: { values: form.values, errors } }, listed);
    },
  }),
  page({
    method: "GET",
    path: `${place.pattern}/requests/:personId`,
    access: place.access,
    params: requestParams,
    handle: async ({ ctx, params }) => {
      const { organisation, request, person } = await oneRequest(ctx, params);
      return requestPage({ place, organisation, form: {} }, request, person);
    },
  }),
  page({
    method: "POST",
    path: `${place.pattern}/requests/:personId`,
    access: place.access,
    params: requestParams,
    form: z.strictObject({
      requestId: idOf("req"),
      decision: z.enum(["approved", "declined"], "Choose yes or no"),
      reason: reasonField,
    }),
    handle: async ({ ctx, params, form }) => {
      const answer = ({
        decision,
        ...data
      }: {
        requestId: string;
        decision: "approved" | "declined";
        reason?: Reason;
      }) => answerRequest(ctx, { ...params, ...data, outcome: decision });
      const errors = await refusalOf(form, answer);
      const done = form.ok ? form.data.decision : "declined";
      if (errors === undefined) return redirect(`${place.path(params.organisationId)}?done=${done}`);
      const { organisation, request, person } = await oneRequest(ctx, params);
      return requestPage({ place, organisation, form: { values: form.values, errors } }, request, person);
    },
  }),
  page({
    method: "GET",
    path: `${place.pattern}/hand-over`,
    access: place.access,
    params: z.strictObject({ organisationId }),
    handle: async ({ ctx, params }) => handOverPage(place, await decidedPeople(ctx, params.organisationId), {}),
  }),
  page({
    method: "POST",
    path: `${place.pattern}/hand-over`,
    access: place.access,
    params: z.strictObject({ organisationId }),
    form: z.strictObject({
      from: z.string({ error: "Choose who leads no longer" }).pipe(personId),
      to: z.string({ error: "Choose who leads from today on" }).pipe(personId),
      seen: z.coerce.number().int().min(0),
      reason: reasonField,
    }),
    handle: async ({ ctx, params, form }) => {
      const errors = await refusalOf(form, (data) => handOverLead(ctx, { ...params, ...data }));
      if (errors === undefined) return afterwards(ctx, place, params.organisationId, "handed-over");
      const shown = await decidedPeople(ctx, params.organisationId);
      return handOverPage(place, shown, { values: form.values, errors });
    },
  }),
];

/** Who ended the own role may not see the organisation any more. */
async function afterwards(ctx: Ctx, place: Place, id: string, done: string): Promise<Response> {
  const { actor } = ctx;
  const fresh = actor.kind === "person" ? await actorOf(ctx, actor.personId, actor.staffRoles) : actor;
  return redirect(canFor(fresh, "people.read-own", id) ? `${place.path(id)}?done=${done}` : "/portal/people");
}
