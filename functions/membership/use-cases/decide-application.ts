import { authorise } from "@alliance/auth";
import { actorId, Problem } from "@alliance/core";
import { draft } from "@alliance/events";
import * as membership from "@alliance/events/membership";
import { type Ctx, commit, retryingConflicts, type Stored } from "@alliance/store";
import { submittedEvent, withoutOrder } from "../joining/new-application.ts";
import { applicationKey, applicationPk, applicationPut, applicationsThat } from "../keys/application.ts";
import { termKey, termRemoves } from "../keys/term.ts";
import { Application, type DecisionInput } from "../schema/application.ts";
import { Term } from "../schema/term.ts";

/**
 * Staff approve an application, which orders what was applied for, or decline it, which frees the term. Of two who
 * decide at once one does; the other is told what was decided.
 */
export async function decideApplication(ctx: Ctx, applicationId: string, input: DecisionInput): Promise<Application> {
  authorise(ctx.actor, "membership.decide");
  return retryingConflicts(async () => {
    const stored = await ctx.table.get(applicationKey(applicationId), Application, { consistent: true });
    if (stored === undefined) throw new Problem("not-found", "We cannot find that application.");
    const { data: application } = stored;
    const { outcome, reason } = input;
    if (application.status !== "awaiting-approval") return decidedBefore(ctx, application, input);
    const decision = { outcome, reason, by: actorId(ctx.actor), at: ctx.clock.now() };
    return outcome === "approved" ? approve(ctx, stored, decision) : decline(ctx, stored, decision);
  });
}

type Decision = NonNullable<Application["decision"]>;

async function approve(ctx: Ctx, { data, version }: Stored<Application>, decision: Decision): Promise<Application> {
  const application = { ...withoutOrder(data), status: "pending", decision } as const;
  const { applicationId, organisationId, payment } = data;
  const pk = applicationPk(applicationId);
  const approved = { ...about(data), payment: payment.method };
  await commit(ctx, {
    put: [applicationPut(application, version + 1)],
    emit: [
      { pk, event: submittedEvent(data) },
      { pk, event: draft(membership.applicationApproved, approved, organisationId) },
    ],
  });
  return application;
}

async function decline(ctx: Ctx, { data, version }: Stored<Application>, decision: Decision): Promise<Application> {
  const application = { ...withoutOrder(data), status: "declined", decision } as const;
  const { applicationId, organisationId, academicYear } = data;
  const term = await ctx.table.get(termKey(organisationId, academicYear), Term, { consistent: true });
  const isHeld = term?.data.applicationId === applicationId;
  await commit(ctx, {
    put: [applicationPut(application, version + 1)],
    remove: isHeld && term ? termRemoves(term.data, term.version) : [],
    emit: [
      {
        pk: applicationPk(applicationId),
        event: draft(membership.applicationDeclined, about(data), organisationId),
      },
    ],
  });
  return application;
}

const about = ({ applicationId, organisationId, organisationName, applicantId }: Application) => ({
  ...{ applicationId, organisationId, organisationName, applicantId },
});

/** One's own decision again is done; somebody else's is told. */
function decidedBefore(ctx: Ctx, application: Application, { outcome }: DecisionInput): Application {
  const { decision } = application;
  if (decision?.outcome === outcome && decision.by === actorId(ctx.actor)) return application;
  throw new Problem(
    "conflict",
    decision
      ? `This application was ${decision.outcome} already by a colleague. Nothing was changed.`
      : "This application does not wait for a decision.",
  );
}

/** What waits for a decision, the longest wait first. */
export async function listAwaitingApproval(ctx: Ctx): Promise<readonly Application[]> {
  authorise(ctx.actor, "membership.decide");
  const { items } = await ctx.table.query({ ...applicationsThat("awaiting-approval"), limit: 100 }, Application);
  return items.map(({ data }) => data);
}

/** Any application, for who decides. */
export async function readApplicationAsStaff(ctx: Ctx, applicationId: string): Promise<Application> {
  authorise(ctx.actor, "membership.decide");
  const stored = await ctx.table.get(applicationKey(applicationId), Application, { consistent: true });
  if (stored === undefined) throw new Problem("not-found", "We cannot find that application.");
  return stored.data;
}
