import { type FieldError, idOf, londonDateOf, Problem } from "@alliance/core";
import { redirect, routesFor, SearchText } from "@alliance/http";
import type { Ctx } from "@alliance/store";
import * as z from "zod";
import { organisationKey } from "../keys/organisation.ts";
import { organisationToRead } from "../roles/may-manage.ts";
import { Organisation } from "../schema/organisation.ts";
import { requestableRoles } from "../schema/role-request.ts";
import { askToBelong } from "../use-cases/ask-to-belong.ts";
import { leaveOrganisation } from "../use-cases/change-role.ts";
import { findOrganisations } from "../use-cases/find-organisations.ts";
import { readOwnPlaces } from "../use-cases/read-people.ts";
import { leavePage } from "./decision-pages.tsx";
import { dayFields, dayTyped, dayValues, refusalOf } from "./form-fields.tsx";
import { askPage, findPage, placesPage } from "./own-pages.tsx";
import { portalPlace } from "./place.ts";

const { page } = routesFor<object>();
const params = z.strictObject({ organisationId: idOf("org") });
const moved = z.literal("yes").optional().catch(undefined);

const AskForm = z
  .strictObject({
    role: z.enum(requestableRoles, "Choose what you are for its membership"),
    ...dayFields("from"),
    left: z.union([idOf("org"), z.literal("none")]).default("none"),
    ...dayFields("lastDay"),
  })
  .superRefine((data, ctx) => {
    const add = (path: string, message: string) => ctx.addIssue({ code: "custom", path: [path], message });
    if (!dayTyped(data, "from")) add("from", "Enter your first day there, like 1 9 2027");
    if (data.left !== "none" && !dayTyped(data, "lastDay")) add("lastDay", "Enter your last day, like 31 8 2027");
  });

const LeaveForm = z
  .strictObject({ when: z.enum(["now", "on"], "Choose when you leave"), ...dayFields("lastDay") })
  .superRefine((data, ctx) => {
    if (data.when === "now" || dayTyped(data, "lastDay")) return;
    ctx.addIssue({ code: "custom", path: ["lastDay"], message: "Enter your last day, like 31 8 2027" });
  });

async function knownOrganisation(ctx: Ctx, id: string): Promise<Organisation> {
  const stored = await ctx.table.get(organisationKey(id), Organisation);
  if (stored === undefined) throw new Problem("not-found", "We cannot find that organisation.");
  return stored.data;
}

function asking(organisationId: string, data: z.infer<typeof AskForm>) {
  const leaving = { organisationId: data.left, lastDay: dayTyped(data, "lastDay") ?? "" };
  return {
    organisationId,
    role: data.role,
    from: dayTyped(data, "from") ?? "",
    ...(data.left === "none" ? {} : { leaving }),
  };
}

/** Pages of a person about themselves; to be listed before those of one organisation. */
export const ownRoutes = [
  page({
    method: "GET",
    path: "/portal/people",
    access: "membership.read-own",
    query: z.object({ asked: z.literal("yes").optional().catch(undefined) }),
    handle: async ({ ctx, query }) => {
      const places = await readOwnPlaces(ctx);
      const [only, another] = places.organisations;
      const isSimple = only && !another && places.requests.length === 0 && !query.asked;
      return isSimple ? redirect(portalPlace.path(only.organisationId)) : placesPage(places, query.asked === "yes");
    },
  }),
  page({
    method: "GET",
    path: "/portal/people/requests",
    access: "people.join",
    query: z.object({ q: SearchText.max(100).optional().catch(undefined), moved }),
    handle: async ({ ctx, query: { q, moved } }) =>
      findPage(q ?? "", q === undefined ? undefined : await findOrganisations(ctx, q), moved === "yes"),
  }),
  page({
    method: "GET",
    path: "/portal/people/requests/:organisationId",
    access: "people.join",
    params,
    query: z.object({ moved }),
    handle: async ({ ctx, params, query }) => {
      const organisation = await knownOrganisation(ctx, params.organisationId);
      const { organisations: own } = await readOwnPlaces(ctx);
      const today = londonDateOf(ctx.clock.now());
      const form = { values: dayValues("from", today) };
      return askPage({ organisation, own, hasMoved: query.moved === "yes", form, today });
    },
  }),
  page({
    method: "POST",
    path: "/portal/people/requests/:organisationId",
    access: "people.join",
    params,
    query: z.object({ moved }),
    form: AskForm,
    handle: async ({ ctx, params, query, form }) => {
      const refused = await refusalOf(form, (data) => askToBelong(ctx, asking(params.organisationId, data)));
      if (refused === undefined) return redirect("/portal/people?asked=yes");
      const errors = refused.map(aboutLeaving);
      const organisation = await knownOrganisation(ctx, params.organisationId);
      const { organisations: own } = await readOwnPlaces(ctx);
      const today = londonDateOf(ctx.clock.now());
      const hasMoved = query.moved === "yes";
      return askPage({ organisation, own, hasMoved, form: { values: form.values, errors }, today });
    },
  }),
  page({
    method: "GET",
    path: `${portalPlace.pattern}/leave`,
    access: "membership.read-own",
    params,
    handle: async ({ ctx, params }) =>
      leavePage({ place: portalPlace, organisation: await organisationToRead(ctx, params.organisationId), form: {} }),
  }),
  page({
    method: "POST",
    path: `${portalPlace.pattern}/leave`,
    access: "membership.read-own",
    params,
    form: LeaveForm,
    handle: async ({ ctx, params, form }) => {
      const organisation = await organisationToRead(ctx, params.organisationId);
      const errors = await refusalOf(form, (data) =>
        leaveOrganisation(ctx, {
          ...params,
          lastDay: data.when === "now" ? "now" : (dayTyped(data, "lastDay") ?? ""),
        }),
      );
      if (errors === undefined) return redirect("/portal/people");
      return leavePage({ place: portalPlace, organisation, form: { values: form.values, errors } });
    },
  }),
];

/** The last lead contact's refusal is about the school they leave. */
const aboutLeaving = ({ field, message }: FieldError): FieldError => ({ field: field || "left", message });
