import { authorise } from "@alliance/auth";
import { isProblem, Problem } from "@alliance/core";
import { draft } from "@alliance/events";
import * as membership from "@alliance/events/membership";
import { type Ctx, commit, type Remove, retryingConflicts } from "@alliance/store";
import { chooseType, offerOf } from "../joining/choose-type.ts";
import {
  type NewIds,
  newApplication,
  newIds,
  newTerm,
  submittedEvent,
  withoutOrder,
} from "../joining/new-application.ts";
import { registeredEvent } from "../joining/registered-event.ts";
import { applicationKey, applicationPk, applicationPut, draftKey } from "../keys/application.ts";
import { termPuts } from "../keys/term.ts";
import { orReadAgain } from "../merging/guards.ts";
import type { Register, RegisterReader } from "../register/register.ts";
import { registrationPuts } from "../register/registration.ts";
import { Application, JoinDraft, type JoinRequest, whoOf } from "../schema/application.ts";
import { readJoinState } from "./read-join-state.ts";
import { refuseToJoin } from "./refuse-to-join.ts";

/** "yours-already" leads somebody back to the application they hold, whatever they asked for this time. */
export type Applied = { readonly outcome: "submitted" | "yours-already"; readonly application: Application };

/** Somebody asks that an organisation is a member: its term of the year is claimed by its key, once. */
export async function applyToJoin(ctx: Ctx, reader: RegisterReader, input: JoinRequest): Promise<Applied> {
  authorise(ctx.actor, "membership.apply");
  if (ctx.actor.kind !== "person") throw new Problem("not-allowed", "Only a person can join for a school.");
  const applicantId = ctx.actor.personId;
  const ids = newIds(ctx);
  const register = await reader.current(ctx.table);
  return orFirstTry(ctx, ids.applicationId, () =>
    retryingConflicts(() => tryToApply(ctx, register, input, applicantId, ids)),
  );
}

async function tryToApply(
  ctx: Ctx,
  register: Register,
  input: JoinRequest,
  applicantId: string,
  ids: NewIds,
): Promise<Applied> {
  const described = input.newOrganisation;
  const standing = await readJoinState(ctx, register, whoOf(input), { consistent: true, described });
  if (standing.state === "yours") return yours(ctx, standing.applicationId, ids.applicationId);
  if (standing.state !== "open") throw refuseToJoin(standing);
  const { candidate } = standing;
  const type = await chooseType(ctx, candidate, input.membershipTypeId);
  const seen = input.membershipTypeVersion;
  if (seen !== undefined && seen !== type.version) throw new Problem("stale", `${type.name} has changed meanwhile.`);
  const isNew = candidate.organisationId === undefined;
  const organisationId = candidate.organisationId ?? ids.organisationId;
  const parts = { ids, organisationId, applicantId, candidate, offer: offerOf(ctx, candidate, type, input.size) };
  const { application, contactPuts } = newApplication(ctx, parts, input);
  const organisation = candidate.organisation(organisationId, ctx.clock.now());
  await commit(ctx, {
    put: [
      ...(isNew ? await registrationPuts(ctx, organisation, register) : [await orReadAgain(ctx, organisationId)]),
      ...termPuts(newTerm(parts), 1),
      applicationPut(application.status === "pending" ? withoutOrder(application) : application, 1),
      ...contactPuts,
    ],
    remove: input.hasDraft ? await draftRemoves(ctx, applicantId, whoOf(input)) : [],
    emit: [
      ...(isNew ? [registeredEvent(organisation, candidate.urn)] : []),
      { pk: applicationPk(application.applicationId), event: firstEvent(application) },
    ],
  });
  return {
    outcome: "submitted",
    application: application.status === "pending" ? withoutOrder(application) : application,
  };
}

/** Before anything is ordered, staff look at it where the type asks for that. */
const firstEvent = (application: Application) =>
  application.status === "pending" ? submittedEvent(application) : awaitingEvent(application);

function awaitingEvent({
  applicationId,
  organisationId,
  organisationName,
  membershipTypeId,
  applicantId,
}: Application) {
  const data = { applicationId, organisationId, organisationName, membershipTypeId, applicantId };
  return draft(membership.applicationAwaitingApproval, data, organisationId);
}

/** What was typed has become an application and contacts; it is kept nowhere else. */
async function draftRemoves(ctx: Ctx, personId: string, who: string): Promise<Remove[]> {
  const stored = await ctx.table.get(draftKey(personId, who), JoinDraft, { consistent: true });
  return stored ? [{ key: stored.key, version: stored.version }] : [];
}

/** A request that was cut off after its commit may come again when the school is a member, or was let go again. */
async function orFirstTry(ctx: Ctx, applicationId: string, apply: () => Promise<Applied>): Promise<Applied> {
  try {
    return await apply();
  } catch (error) {
    if (!isProblem(error)) throw error;
    const stored = await ctx.table.get(applicationKey(applicationId), Application, { consistent: true });
    if (stored === undefined) throw error;
    return { outcome: "submitted", application: stored.data };
  }
}

/** With the id of this very request it is our own first try, which was cut off after its commit. */
async function yours(ctx: Ctx, applicationId: string, newId: string): Promise<Applied> {
  const stored = await ctx.table.get(applicationKey(applicationId), Application, { consistent: true });
  if (stored === undefined) throw new Error(`the term's application ${applicationId} is missing`);
  return { outcome: applicationId === newId ? "submitted" : "yours-already", application: stored.data };
}
