import { readPerson } from "@alliance/auth";
import { academicYearOf, isProblem, londonDateOf } from "@alliance/core";
import { onceField, type PageReply, redirect, routesFor, SearchText } from "@alliance/http";
import type { Ctx } from "@alliance/store";
import * as z from "zod";
import { nextPageOf } from "../replies.ts";
import type { Services } from "../routes.ts";
import { Urn } from "../schema/organisation.ts";
import { applyToJoin } from "../use-cases/apply-to-join.ts";
import { readApplication } from "../use-cases/read-application.ts";
import { type JoinState, readJoinState } from "../use-cases/read-join-state.ts";
import { readJoinAnswers, saveJoinAnswers } from "../use-cases/save-join-answers.ts";
import { searchEstablishments } from "../use-cases/search-establishments.ts";
import { checkPage } from "./join-check.tsx";
import { detailsPage } from "./join-details.tsx";
import { draftOf, JoinForm, valuesOf } from "./join-form.ts";
import { refusalPage } from "./join-refused.tsx";
import { joinPage, resultsPage } from "./join-search.tsx";

const { page } = routesFor<Services>();
const params = z.strictObject({ urn: Urn });
const resultLimit = 10;

type Open = Extract<JoinState, { state: "open" }>;

/** The school when it can be joined now; else the page that says why not, or where the own application goes on. */
async function openOr(ctx: Ctx, services: Services, urn: string): Promise<Open | PageReply | Response> {
  const standing = await readJoinState(ctx, await services.register.current(ctx.table), urn, { consistent: true });
  if (standing.state === "open") return standing;
  if (standing.state === "yours") return redirect(nextPageOf(await readApplication(ctx, standing.applicationId)));
  return refusalPage(standing);
}

const isOpen = (answer: Open | PageReply | Response): answer is Open => "state" in answer;

/** Who asks, and the membership they would get if they joined today. */
async function offerFor(ctx: Ctx) {
  const from = londonDateOf(ctx.clock.now());
  const person = ctx.actor.kind === "person" ? await readPerson(ctx, ctx.actor.personId) : undefined;
  return { person, from, until: academicYearOf(from).endsOn };
}

export const joinRoutes = [
  page({
    method: "GET",
    path: "/join",
    access: "public",
    query: z.object({ q: SearchText.optional() }),
    handle: async ({ ctx, services, query }) => {
      const { q } = query;
      if (q === undefined) return joinPage("");
      if (q.length < 2) return joinPage(q, "Type at least two letters or digits of the name, postcode or URN");
      if (q.length > 100) return joinPage(q.slice(0, 100), "Type at most 100 characters");
      const found = await searchEstablishments(ctx, services.register, { q, limit: resultLimit });
      return resultsPage(q, found, resultLimit);
    },
  }),
  page({
    method: "GET",
    path: "/join/:urn",
    access: "membership.apply",
    params,
    handle: async ({ ctx, services, params: { urn } }) => {
      const answer = await openOr(ctx, services, urn);
      if (!isOpen(answer)) return answer;
      const draft = await readJoinAnswers(ctx, urn);
      const form = draft ? { values: valuesOf(draft) } : {};
      return detailsPage({ school: answer.school, form, ...(await offerFor(ctx)) });
    },
  }),
  page({
    method: "POST",
    path: "/join/:urn",
    access: "membership.apply",
    params,
    form: JoinForm,
    handle: async ({ ctx, services, params: { urn }, form }) => {
      const answer = await openOr(ctx, services, urn);
      if (!isOpen(answer)) return answer;
      if (!form.ok) return detailsPage({ school: answer.school, form, ...(await offerFor(ctx)) });
      await saveJoinAnswers(ctx, draftOf(urn, form.data));
      return redirect(`/join/${urn}/check`);
    },
  }),
  page({
    method: "GET",
    path: "/join/:urn/check",
    access: "membership.apply",
    params,
    handle: async ({ ctx, services, params: { urn } }) => {
      const answer = await openOr(ctx, services, urn);
      if (!isOpen(answer)) return answer;
      const draft = await readJoinAnswers(ctx, urn);
      if (draft === undefined) return redirect(`/join/${urn}`);
      return checkPage({ school: answer.school, draft, hidden: onceField(ctx), ...(await offerFor(ctx)) });
    },
  }),
  page({
    method: "POST",
    path: "/join/:urn/check",
    access: "membership.apply",
    params,
    form: z.strictObject({}),
    idempotent: true,
    handle: async ({ ctx, services, params: { urn }, form }) => {
      const draft = await readJoinAnswers(ctx, urn);
      if (draft === undefined || !form.ok) return redirect(`/join/${urn}`);
      try {
        const input = { urn, payment: draft.payment, role: draft.job };
        const { application } = await applyToJoin(ctx, services.register, input);
        return redirect(nextPageOf(application));
      } catch (error) {
        // Somebody was quicker, or the school closed: the page that explains it, rather than a bare error.
        const answer = isProblem(error) ? await openOr(ctx, services, urn) : undefined;
        if (answer === undefined || isOpen(answer)) throw error;
        return answer;
      }
    },
  }),
];
