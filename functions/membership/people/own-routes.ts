import { idOf } from "@alliance/core";
import { redirect, routesFor } from "@alliance/http";
import * as z from "zod";
import { organisationToRead } from "../roles/may-manage.ts";
import { leaveOrganisation } from "../use-cases/change-role.ts";
import { readOwnPlaces } from "../use-cases/read-people.ts";
import { dayFields, dayTyped, refusalOf } from "./form-fields.tsx";
import { placesPage } from "./own-pages.tsx";
import { portalPlace } from "./place.ts";
import { leavePage } from "./role-pages.tsx";

const { page } = routesFor<object>();
const params = z.strictObject({ organisationId: idOf("org") });

const LeaveForm = z
  .strictObject({ when: z.enum(["now", "on"], "Choose when you leave"), ...dayFields("lastDay") })
  .superRefine((data, ctx) => {
    if (data.when === "now" || dayTyped(data, "lastDay")) return;
    ctx.addIssue({ code: "custom", path: ["lastDay"], message: "Enter your last day, like 31 8 2027" });
  });

/** Where one belongs, and leaving it. */
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
