import { authorise } from "@alliance/auth";
import { Problem } from "@alliance/core";
import { draft } from "@alliance/events";
import * as membership from "@alliance/events/membership";
import { type Ctx, commit, retryingConflicts } from "@alliance/store";
import { withoutOrder } from "../joining/new-application.ts";
import { applicationKey, applicationPk, applicationPut } from "../keys/application.ts";
import { termKey, termRemoves } from "../keys/term.ts";
import { Application } from "../schema/application.ts";
import { Term } from "../schema/term.ts";

/**
 * Whoever applied does not want it any more, before staff have decided: its term is free again. Once it is ordered, the
 * order is withdrawn instead (finance). Of this and a decision at the same moment one is done.
 */
export async function withdrawApplication(ctx: Ctx, applicationId: string): Promise<Application> {
  authorise(ctx.actor, "membership.apply");
  return retryingConflicts(async () => {
    const stored = await ctx.table.get(applicationKey(applicationId), Application, { consistent: true });
    const isOwn = ctx.actor.kind === "person" && ctx.actor.personId === stored?.data.applicantId;
    if (stored === undefined || !isOwn) throw new Problem("not-found", "We cannot find that application.");
    const { organisationId, academicYear, status } = stored.data;
    if (status !== "awaiting-approval") return stored.data;
    const application: Application = {
      ...withoutOrder(stored.data),
      ...{ status: "released", releasedBecause: "withdrawn" },
    };
    const term = await ctx.table.get(termKey(organisationId, academicYear), Term, { consistent: true });
    const isHeld = term?.data.applicationId === applicationId;
    const data = { applicationId, organisationId, reason: "withdrawn" } as const;
    await commit(ctx, {
      put: [applicationPut(application, stored.version + 1)],
      remove: isHeld && term ? termRemoves(term.data, term.version) : [],
      emit: [{ pk: applicationPk(applicationId), event: draft(membership.applicationReleased, data, organisationId) }],
    });
    return application;
  });
}
