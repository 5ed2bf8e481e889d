import { approvalsWaiting } from "@alliance/auth";
import { idOf, Problem } from "@alliance/core";
import { redirect, routesFor } from "@alliance/http";
import * as z from "zod";
import { newAddress } from "../merging/lead-on.ts";
import type { PortalServices } from "../services.ts";
import { readApplication, readNamedLead } from "../use-cases/read-application.ts";
import { readMembership } from "../use-cases/read-membership.ts";
import { listJoinAnswers } from "../use-cases/save-join-answers.ts";
import { withdrawApplication } from "../use-cases/withdraw-application.ts";
import { applicationPage } from "./portal-application.tsx";
import { organisationPage } from "./portal-organisation.tsx";
import { portalPage } from "./portal-overview.tsx";

const { page } = routesFor<PortalServices>();

/** For strangers it does not exist. */
const notFound = () => new Problem("not-found", "We cannot find that organisation.");

export const portalRoutes = [
  page({
    method: "GET",
    path: "/portal/organisations/:organisationId",
    access: "membership.read-own",
    params: z.strictObject({ organisationId: idOf("org") }),
    handle: async ({ ctx, params: { organisationId }, url }) => {
      const { organisations, today } = await readMembership(ctx);
      const own = organisations.find(({ organisation }) => organisation.organisationId === organisationId);
      if (own) return organisationPage({ own, today });
      const elsewhere = await newAddress(ctx, organisationId, url);
      if (elsewhere === undefined) throw notFound();
      return elsewhere;
    },
  }),
  page({
    method: "GET",
    path: "/portal",
    access: "membership.read-own",
    handle: async ({ ctx }) => {
      const [own, drafts, approvals] = await Promise.all([
        readMembership(ctx),
        listJoinAnswers(ctx),
        ctx.actor.kind === "person" ? approvalsWaiting(ctx.table, ctx.actor, ctx.clock.now()) : [],
      ]);
      return portalPage(own, drafts, approvals);
    },
  }),
  page({
    method: "GET",
    path: "/portal/applications/:applicationId",
    access: "membership.read-own",
    params: z.strictObject({ applicationId: idOf("app") }),
    handle: async ({ ctx, params }) => {
      const application = await readApplication(ctx, params.applicationId);
      return applicationPage(application, ctx.clock.now(), await readNamedLead(ctx, application));
    },
  }),
  page({
    method: "POST",
    path: "/portal/applications/:applicationId/withdraw",
    access: "membership.apply",
    params: z.strictObject({ applicationId: idOf("app") }),
    handle: async ({ ctx, params }) => {
      const { applicationId } = await withdrawApplication(ctx, params.applicationId);
      return redirect(`/portal/applications/${applicationId}`);
    },
  }),
];
