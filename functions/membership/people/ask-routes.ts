import { type FieldError, idOf, londonDateOf, Problem } from "@alliance/core";
import { redirect, routesFor, SearchText } from "@alliance/http";
import type { Ctx } from "@alliance/store";
import type { FormState } from "@alliance/ui";
import * as z from "zod";
import { followMerges } from "../merging/follow-merges.ts";
import type { Organisation } from "../schema/organisation.ts";
import { requestableRoles } from "../schema/role-request.ts";
import { askToBelong, isLed } from "../use-cases/ask-to-belong.ts";
import { findOrganisations } from "../use-cases/find-organisations.ts";
import { readOwnPlaces } from "../use-cases/read-people.ts";
import { dayFields, dayTyped, dayValues, refusalOf } from "./form-fields.tsx";
import { askPage, findPage } from "./own-pages.tsx";

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

async function knownOrganisation(ctx: Ctx, id: string): Promise<Organisation> {
  const stored = await followMerges(ctx.table, id);
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

async function showAsk(ctx: Ctx, organisation: Organisation, hasMoved: boolean, form: FormState) {
  const [{ organisations: own }, led] = await Promise.all([
    readOwnPlaces(ctx),
    isLed(ctx, organisation.organisationId),
  ]);
  return askPage({ organisation, own, hasMoved, isLed: led, form });
}

/** "I work here", and "I have moved": to be listed before the pages of one organisation. */
export const askRoutes = [
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
      const form = { values: dayValues("from", londonDateOf(ctx.clock.now())) };
      return showAsk(ctx, organisation, query.moved === "yes", form);
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
      return showAsk(ctx, organisation, query.moved === "yes", { values: form.values, errors });
    },
  }),
];

/** The last lead contact's refusal is about the school they leave. */
const aboutLeaving = ({ field, message }: FieldError): FieldError => ({ field: field || "left", message });
