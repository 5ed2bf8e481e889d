import { readPerson } from "@alliance/auth";
import { idOf, isProblem } from "@alliance/core";
import { redirect, routesFor } from "@alliance/http";
import type { Ctx } from "@alliance/store";
import type { FormState } from "@alliance/ui";
import * as z from "zod";
import { organisationKey } from "../keys/organisation.ts";
import { DecisionInput } from "../schema/application.ts";
import { Organisation } from "../schema/organisation.ts";
import type { PortalServices } from "../services.ts";
import { decideApplication, listAwaitingApproval, readApplicationAsStaff } from "../use-cases/decide-application.ts";
import { applicationsPage, applicationToDecidePage } from "./console-applications.tsx";

const { page, api } = routesFor<PortalServices>();
const params = z.strictObject({ applicationId: idOf("app") });

async function toDecide(ctx: Ctx, applicationId: string, form: FormState, conflict?: string) {
  const application = await readApplicationAsStaff(ctx, applicationId);
  const [organisation, applicant] = await Promise.all([
    ctx.table.get(organisationKey(application.organisationId), Organisation),
    readPerson(ctx, application.applicantId),
  ]);
  const view = { application, organisation: organisation?.data, applicant, form };
  return applicationToDecidePage(conflict ? { ...view, conflict } : view);
}

/** Where staff approve or decline what waits for them. */
export const applicationRoutes = [
  page({
    method: "GET",
    path: "/console/membership/applications",
    access: "membership.decide",
    query: z.object({ done: z.string().optional() }),
    handle: async ({ ctx, query: { done } }) => applicationsPage(await listAwaitingApproval(ctx), done),
  }),
  page({
    method: "GET",
    path: "/console/membership/applications/:applicationId",
    access: "membership.decide",
    params,
    handle: async ({ ctx, params: { applicationId } }) => toDecide(ctx, applicationId, {}),
  }),
  page({
    method: "POST",
    path: "/console/membership/applications/:applicationId",
    access: "membership.decide",
    params,
    form: DecisionInput,
    handle: async ({ ctx, params: { applicationId }, form }) => {
      if (!form.ok) return toDecide(ctx, applicationId, form);
      try {
        await decideApplication(ctx, applicationId, form.data);
      } catch (error) {
        if (isProblem(error, "conflict")) return toDecide(ctx, applicationId, form, error.message);
        throw error;
      }
      return redirect(`/console/membership/applications?done=${form.data.outcome}`);
    },
  }),
  api({
    method: "POST",
    path: "/api/membership/applications/:applicationId/decision",
    summary: "Approve or decline an application that waits for staff; the applicant reads the reason",
    access: "membership.decide",
    params,
    body: DecisionInput,
    idempotent: true,
    reply: {
      status: 200,
      description: "What became of it",
      schema: z.strictObject({ applicationId: idOf("app"), status: z.string() }),
    },
    handle: async ({ ctx, params: { applicationId }, body }) => {
      const { status } = await decideApplication(ctx, applicationId, body);
      return { applicationId, status };
    },
  }),
];
