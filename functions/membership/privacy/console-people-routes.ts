import { idOf } from "@alliance/core";
import { redirect, routesFor } from "@alliance/http";
import * as z from "zod";
import { answered, reasonField, refusalOf } from "../people/form-fields.tsx";
import { decideErasure } from "../use-cases/erase-person.ts";
import { findPeople, listErasures } from "../use-cases/find-people.ts";
import { exportPersonData, gatherPersonData } from "../use-cases/gather-person-data.ts";
import { erasurePage, personPage, searchPage } from "./console-people-pages.tsx";
import { dataFile } from "./data-file.tsx";

const { page } = routesFor<object>();
const people = "/console/membership/people";
const params = z.strictObject({ personId: idOf("per") });

const SearchForm = z.strictObject({
  email: z.string().trim().max(254).pipe(z.email("Enter a whole e-mail address, like name@school.sch.uk")),
});
const ErasureForm = z.strictObject({
  outcome: z.enum(["approved", "refused"], "Choose what you decide"),
  reason: reasonField,
});

/** People for staff: found by address, looked at one by one. */
export const consolePeopleRoutes = [
  page({
    method: "GET",
    path: people,
    access: "people.manage-any",
    handle: async ({ ctx }) => searchPage({}, undefined, await listErasures(ctx)),
  }),
  page({
    method: "POST",
    path: people,
    access: "people.manage-any",
    form: SearchForm,
    handle: async ({ ctx, form }) => {
      const waiting = await listErasures(ctx);
      return form.ok
        ? searchPage(form, await findPeople(ctx, form.data.email), waiting)
        : searchPage(form, undefined, waiting);
    },
  }),
  page({
    method: "GET",
    path: `${people}/:personId`,
    access: "people.manage-any",
    params,
    query: z.object({ decided: z.literal("yes").optional().catch(undefined) }),
    handle: async ({ ctx, params, query }) =>
      personPage(await gatherPersonData(ctx, params.personId), {}, query.decided === "yes"),
  }),
  page({
    method: "POST",
    path: `${people}/:personId`,
    access: "privacy.manage",
    params,
    form: z.strictObject({ reason: reasonField }),
    handle: async ({ ctx, params, form }) => {
      const values = form.values;
      if (!form.ok)
        return personPage(await gatherPersonData(ctx, params.personId), { values, errors: form.errors }, false);
      try {
        return dataFile(await exportPersonData(ctx, params.personId, form.data.reason), ctx.clock.now());
      } catch (error) {
        const errors = answered(error);
        return personPage(await gatherPersonData(ctx, params.personId), { values, errors }, false);
      }
    },
  }),
  page({
    method: "GET",
    path: `${people}/:personId/erasure`,
    access: "privacy.manage",
    params,
    handle: async ({ ctx, params }) => erasurePage(await gatherPersonData(ctx, params.personId), {}),
  }),
  page({
    method: "POST",
    path: `${people}/:personId/erasure`,
    access: "privacy.manage",
    params,
    form: ErasureForm,
    handle: async ({ ctx, params, form }) => {
      const errors = await refusalOf(form, (data) => decideErasure(ctx, { ...params, ...data }));
      if (errors === undefined) return redirect(`${people}/${params.personId}?decided=yes`);
      return erasurePage(await gatherPersonData(ctx, params.personId), { values: form.values, errors });
    },
  }),
];
