import { can } from "@alliance/auth";
import { idOf, londonDateOf } from "@alliance/core";
import { openCursor, routesFor, SearchText, sealCursor } from "@alliance/http";
import * as z from "zod";
import type { SearchServices } from "../services.ts";
import { findInRegister } from "../use-cases/find-in-register.ts";
import { listOrganisations } from "../use-cases/list-organisations.ts";
import { Reference, readHistory } from "../use-cases/read-history.ts";
import { readOrganisation } from "../use-cases/read-organisation.ts";
import { readOrganisationFacts } from "../use-cases/read-organisation-facts.ts";
import { readTimeline } from "../use-cases/read-timeline.ts";
import { mergedIntoPage } from "./console-merges.tsx";
import { organisationPage } from "./console-organisation.tsx";
import { organisationsPage } from "./console-organisations.tsx";
import { timelinePage } from "./console-timeline.tsx";

const { page } = routesFor<SearchServices>();

export const consoleRoutes = [
  page({
    method: "GET",
    path: "/console/membership/organisations",
    access: "membership.read-any",
    query: z.object({
      q: SearchText.max(100).default(""),
      only: z.literal("members").optional(),
      cursor: z.string().max(2000).optional(),
    }),
    handle: async ({ ctx, services, query: { q, only, cursor } }) => {
      const membersOnly = only === "members";
      const found = await listOrganisations(ctx, {
        q,
        membersOnly,
        limit: 25,
        ...(cursor ? { cursor: openCursor(cursor, services.cursorSecret) } : {}),
      });
      const next = found.cursor ? { cursor: sealCursor(found.cursor, services.cursorSecret) } : {};
      const mayEdit = can(ctx.actor, "organisation.edit");
      const registrable = mayEdit ? await findInRegister(ctx, services.register, q) : [];
      return organisationsPage({ q, membersOnly }, { items: found.items, ...next }, { registrable, mayEdit });
    },
  }),
  page({
    method: "GET",
    path: "/console/membership/organisations/:organisationId",
    access: "membership.read-any",
    params: z.strictObject({ organisationId: idOf("org") }),
    handle: async ({ ctx, params: { organisationId } }) => {
      const details = await readOrganisation(ctx, organisationId);
      if (details.mergedFrom) {
        return mergedIntoPage(details.mergedFrom, details.organisation, await readTimeline(ctx, organisationId));
      }
      const people = details.people.map(({ personId }) => personId);
      const mayRenew = can(ctx.actor, "membership.decide");
      const mayMerge = can(ctx.actor, "membership.merge");
      const mayEdit = can(ctx.actor, "organisation.edit");
      const mayManagePeople = can(ctx.actor, "people.manage-any");
      const mayReadInvoices = can(ctx.actor, "finance.read-any");
      const facts = await readOrganisationFacts(ctx, organisationId);
      const timeline = await readTimeline(ctx, organisationId, people);
      const today = londonDateOf(ctx.clock.now());
      const may = { mayRenew, mayMerge, mayEdit, mayManagePeople, mayReadInvoices };
      return organisationPage(details, timeline, { ...may, facts, today });
    },
  }),
  page({
    method: "GET",
    path: "/console/membership/timeline",
    access: "membership.read-any",
    query: z.object({ reference: SearchText.max(60).default(""), cursor: z.string().max(2000).optional() }),
    handle: async ({ ctx, services: { cursorSecret }, query: { reference: asked, cursor } }) => {
      if (asked === "") return timelinePage({ asked });
      const reference = Reference.safeParse(asked);
      if (!reference.success) return timelinePage({ asked, refused: reference.error.issues[0]?.message });
      const opened = cursor ? openCursor(cursor, cursorSecret) : undefined;
      const { cursor: further, ...history } = await readHistory(ctx, reference.data, opened);
      return timelinePage({
        asked,
        history: { ...history, ...(further ? { cursor: sealCursor(further, cursorSecret) } : {}) },
      });
    },
  }),
];
