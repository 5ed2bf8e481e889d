import { errorsOf, idOf, Problem } from "@alliance/core";
import {
  type Form,
  onceField,
  openCursor,
  type PageReply,
  redirect,
  routesFor,
  SearchText,
  sealCursor,
} from "@alliance/http";
import type { Ctx } from "@alliance/store";
import type { FormState } from "@alliance/ui";
import * as z from "zod";
import { followMerges } from "../merging/follow-merges.ts";
import { Reason } from "../schema/review.ts";
import type { PortalServices } from "../services.ts";
import { findForMerge } from "../use-cases/find-for-merge.ts";
import { mergeOrganisations } from "../use-cases/merge-organisations.ts";
import { type MergeQuestion, previewMerge } from "../use-cases/preview-merge.ts";
import { listMerges, readMerge } from "../use-cases/read-merges.ts";
import { namesOf } from "../use-cases/read-timeline.ts";
import { undoMerge } from "../use-cases/undo-merge.ts";
import { previewMergePage } from "./console-merge.tsx";
import { chooseMergePage, mergePath } from "./console-merge-choose.tsx";
import { mergePage, mergesPage } from "./console-merges.tsx";

const { page } = routesFor<PortalServices>();
const organisationId = idOf("org");
const pair = z.strictObject({ organisationId, intoId: organisationId });
const oneMerge = z.strictObject({ mergeId: idOf("mrg") });
const because = z.enum(["duplicate", "became-one"]);
const mergesPath = "/console/membership/merges";

const questionOf = (params: z.infer<typeof pair>, cause: MergeQuestion["because"]): MergeQuestion => ({
  ...{ fromOrganisationId: params.organisationId, intoOrganisationId: params.intoId },
  because: cause,
});

async function preview(ctx: Ctx, question: MergeQuestion, form: FormState): Promise<PageReply> {
  const found = await previewMerge(ctx, question);
  const names = await namesOf(
    ctx,
    found.facts.from.people.map(({ data }) => data.personId),
  );
  return previewMergePage({ question, preview: found, names, form, hidden: onceField(ctx) });
}

/** Shown again with what was typed: what is missing, or that the facts have changed meanwhile. */
const again = (form: Form<unknown>, error?: unknown): FormState => {
  if (!form.ok) return { values: form.values, errors: form.errors };
  return { values: form.values, errors: errorsOf(error, "stale", "conflict") };
};

export const mergeRoutes = [
  page({
    method: "GET",
    path: "/console/membership/organisations/:organisationId/merge",
    access: "membership.merge",
    params: z.strictObject({ organisationId }),
    query: z.object({ q: SearchText.max(100).default("") }),
    handle: async ({ ctx, params, query: { q } }) => {
      const from = (await followMerges(ctx.table, params.organisationId))?.data;
      if (from === undefined) throw new Problem("not-found", "We cannot find that organisation.");
      if (from.organisationId !== params.organisationId) return redirect(mergePath(from.organisationId));
      const found = await findForMerge(ctx, q);
      return chooseMergePage(
        from,
        q,
        found.filter((each) => each.organisationId !== from.organisationId),
      );
    },
  }),
  page({
    method: "GET",
    path: "/console/membership/organisations/:organisationId/merge/:intoId",
    access: "membership.merge",
    params: pair,
    query: z.object({ because: because.default("duplicate") }),
    handle: async ({ ctx, params, query }) => preview(ctx, questionOf(params, query.because), {}),
  }),
  page({
    method: "POST",
    path: "/console/membership/organisations/:organisationId/merge/:intoId",
    access: "membership.merge",
    params: pair,
    form: z.strictObject({ because, seen: z.string().max(100), reason: Reason }),
    idempotent: true,
    handle: async ({ ctx, params, form }) => {
      const cause = form.ok ? form.data.because : because.catch("duplicate").parse(form.values.because);
      const question = questionOf(params, cause);
      if (!form.ok) return preview(ctx, question, again(form));
      try {
        const { mergeId } = await mergeOrganisations(ctx, { ...question, ...form.data });
        return redirect(`${mergesPath}/${mergeId}?done=merged`);
      } catch (error) {
        return preview(ctx, question, again(form, error));
      }
    },
  }),
  page({
    method: "GET",
    path: "/console/membership/merges",
    access: "membership.merge",
    query: z.object({ cursor: z.string().max(2000).optional() }),
    handle: async ({ ctx, services: { cursorSecret }, query: { cursor } }) => {
      const found = await listMerges(ctx, { limit: 25, cursor: cursor && openCursor(cursor, cursorSecret) });
      const next = found.cursor ? { cursor: sealCursor(found.cursor, cursorSecret) } : {};
      return mergesPage({ items: found.items, ...next });
    },
  }),
  page({
    method: "GET",
    path: "/console/membership/merges/:mergeId",
    access: "membership.merge",
    params: oneMerge,
    query: z.object({ done: z.enum(["merged", "undone"]).optional() }),
    handle: async ({ ctx, params: { mergeId }, query: { done } }) => {
      const read = await readMerge(ctx, mergeId);
      const isAsSaid = done !== undefined && read.merge.status === done;
      return mergePage(read, {}, isAsSaid ? notices[done] : undefined);
    },
  }),
  page({
    method: "POST",
    path: "/console/membership/merges/:mergeId/undo",
    access: "membership.merge",
    params: oneMerge,
    form: z.strictObject({ reason: Reason }),
    handle: async ({ ctx, params: { mergeId }, form }) => {
      if (!form.ok) return mergePage(await readMerge(ctx, mergeId), again(form));
      try {
        await undoMerge(ctx, mergeId, form.data.reason);
        return redirect(`${mergesPath}/${mergeId}?done=undone`);
      } catch (error) {
        return mergePage(await readMerge(ctx, mergeId), again(form, error));
      }
    },
  }),
];

const notices = { merged: "They are merged.", undone: "The merge is undone. Each has again what it had." } as const;
