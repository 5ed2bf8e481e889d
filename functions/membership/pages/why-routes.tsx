import { idOf, isProblem, londonDateOf } from "@alliance/core";
import { type PageReply, routesFor } from "@alliance/http";
import type { Ctx } from "@alliance/store";
import { newAddress } from "../merging/lead-on.ts";
import type { PortalServices } from "../services.ts";
import { knownBenefits } from "../terms/known-benefits.ts";
import { explainEntitlement } from "../use-cases/explain-entitlement.ts";
import { organisationsOf } from "../use-cases/organisations-of.ts";
import { dayFields, readWhy, WhyQuery } from "./why-form.ts";
import { whyPage } from "./why-page.tsx";

const { page } = routesFor<PortalServices>();

/** The organisations that somebody belongs to, by name. */
async function ownOrganisations({ actor, table }: Ctx) {
  if (actor.kind !== "person") return [];
  const ids = [...new Set(actor.affiliations.map(({ organisationId }) => organisationId))];
  return organisationsOf(table, ids);
}

/** Empty is whoever asks; anything else must be a reference of ours. */
function reference(field: "organisation" | "person", value: string) {
  const trimmed = value.trim();
  if (trimmed === "") return { errors: [] };
  const isOurs = idOf(field === "organisation" ? "org" : "per").safeParse(trimmed).success;
  const message = `Enter a reference as it is shown, beginning with ${field === "organisation" ? "org_" : "per_"}`;
  return isOurs ? { id: trimmed, errors: [] } : { errors: [{ field, message }] };
}

async function answerWhy(ctx: Ctx, query: WhyQuery, isStaff: boolean): Promise<PageReply> {
  const [benefits, organisations] = await Promise.all([
    knownBenefits(ctx.table, []),
    isStaff ? [] : ownOrganisations(ctx),
  ]);
  const parts = { benefits, organisations, isStaff };
  if (query.benefit === "" && query["on-day"] === "" && query["on-year"] === "") {
    const today = dayFields(londonDateOf(ctx.clock.now()));
    return whyPage({ ...parts, query: { ...query, ...today }, errors: [] });
  }
  const { asked, errors } = readWhy(query);
  const organisation = reference("organisation", query.organisation);
  const person = reference("person", isStaff ? query.person : "");
  const nobody =
    isStaff && !query.organisation.trim() && !query.person.trim()
      ? [{ field: "organisation", message: "Enter the reference of an organisation or of a person" }]
      : [];
  const all = [...nobody, ...organisation.errors, ...person.errors, ...errors];
  if (asked === undefined || all.length > 0) return whyPage({ ...parts, query, errors: all });
  try {
    const answer = await explainEntitlement(ctx, { ...asked, organisationId: organisation.id, personId: person.id });
    return whyPage({ ...parts, query, errors: [], answer });
  } catch (error) {
    if (!isProblem(error, "not-found") && !isProblem(error, "invalid-input")) throw error;
    const field = error.code === "invalid-input" ? "benefit" : organisation.id ? "organisation" : "person";
    return whyPage({ ...parts, query, errors: [{ field, message: error.message }] });
  }
}

export const whyRoutes = [
  page({
    method: "GET",
    path: "/portal/membership/why",
    access: "membership.read-own",
    query: WhyQuery,
    handle: async ({ ctx, query, url }) =>
      (await newAddress(ctx, query.organisation.trim(), url)) ?? answerWhy(ctx, query, false),
  }),
  page({
    method: "GET",
    path: "/console/membership/entitlement",
    access: "membership.read-any",
    query: WhyQuery,
    handle: ({ ctx, query }) => answerWhy(ctx, query, true),
  }),
];
