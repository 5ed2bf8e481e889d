import { redirect, routesFor, SearchText } from "@alliance/http";
import type { Ctx } from "@alliance/store";
import * as z from "zod";
import type { SearchServices } from "../services.ts";
import { typesFor } from "../types/read-type.ts";
import { listJoinAnswers, readJoinAnswers, saveJoinAnswers } from "../use-cases/save-join-answers.ts";
import { searchEstablishments } from "../use-cases/search-establishments.ts";
import { searchJoiners } from "../use-cases/search-joiners.ts";
import { DescribeForm, valuesOf } from "./join-forms.ts";
import { describePage, otherPage } from "./join-other.tsx";
import { joinPage, resultsPage } from "./join-search.tsx";

const { page } = routesFor<SearchServices>();
const resultLimit = 10;
const query = z.object({ q: SearchText.optional() });

const tooShort = "Type at least two letters or digits of the name, postcode or URN";
const tooLong = "Type at most 100 characters";

async function beginning(ctx: Ctx, q = "", error?: string) {
  const [types, drafts] = await Promise.all([
    typesFor(ctx.table, "school"),
    ctx.actor.kind === "person" ? listJoinAnswers(ctx) : [],
  ]);
  const type = types.find(({ membershipTypeId }) => membershipTypeId === "school") ?? types[0];
  return joinPage({ q, type, drafts, ...(error ? { error } : {}) });
}

/** Where joining begins: with the search for whom one joins. */
export const joinStartRoutes = [
  page({
    method: "GET",
    path: "/join",
    access: "public",
    query,
    handle: async ({ ctx, services, query: { q } }) => {
      if (q === undefined) return beginning(ctx);
      if (q.length < 2) return beginning(ctx, q, tooShort);
      if (q.length > 100) return beginning(ctx, q.slice(0, 100), tooLong);
      const found = await searchEstablishments(ctx, services.register, { q, limit: resultLimit });
      return resultsPage(q, found, resultLimit);
    },
  }),
  page({
    method: "GET",
    path: "/join/other",
    access: "public",
    query,
    handle: async ({ ctx, services, query: { q } }) => {
      if (q === undefined) return otherPage({ q: "" });
      if (q.length < 2) return otherPage({ q, error: "Type at least two letters of the name" });
      if (q.length > 100) return otherPage({ q: q.slice(0, 100), error: tooLong });
      return otherPage({ q, found: await searchJoiners(ctx, services.register, q) });
    },
  }),
  page({
    method: "GET",
    path: "/join/other/new",
    access: "membership.apply",
    handle: async ({ ctx }) => {
      const organisation = (await readJoinAnswers(ctx, "new"))?.organisation;
      return describePage(organisation ? { values: valuesOf({ organisation }) } : {});
    },
  }),
  page({
    method: "POST",
    path: "/join/other/new",
    access: "membership.apply",
    form: DescribeForm,
    handle: async ({ ctx, form }) => {
      if (!form.ok) return describePage(form);
      const organisation = form.data;
      await saveJoinAnswers(ctx, { who: "new", name: organisation.name }, { organisation, type: undefined });
      return redirect("/join/new");
    },
  }),
];
