import { authorise } from "@alliance/auth";
import { Problem } from "@alliance/core";
import { type Ctx, commit, retryingConflicts } from "@alliance/store";
import type { Candidate } from "../joining/candidate.ts";
import { registeredEvent } from "../joining/registered-event.ts";
import type { Register, RegisterReader } from "../register/register.ts";
import { registrationPuts } from "../register/registration.ts";
import { readJoinState } from "./read-join-state.ts";
import { refuseToJoin } from "./refuse-to-join.ts";

/**
 * The organisation that somebody may ask to belong to, because a membership reaches it: its own, or that of its trust or
 * authority. A school that others cover becomes an organisation of ours with the first who works there.
 */
export async function findPlaceToBelong(ctx: Ctx, reader: RegisterReader, who: string): Promise<string> {
  authorise(ctx.actor, "people.join");
  const newId = ctx.ids.next("org");
  const register = await reader.current(ctx.table);
  return retryingConflicts(async () => {
    const standing = await readJoinState(ctx, register, who, { consistent: true });
    if (standing.state === "open") {
      throw new Problem("not-allowed", `${standing.candidate.name} is not a member yet: you can join for it.`);
    }
    if (standing.state === "yours") throw new Problem("conflict", "You are joining for it: finish that first.");
    if (standing.state !== "member" && standing.state !== "covered") throw refuseToJoin(standing);
    return standing.candidate.organisationId ?? registerAnew(ctx, register, standing.candidate, newId);
  });
}

async function registerAnew(ctx: Ctx, register: Register, candidate: Candidate, newId: string): Promise<string> {
  const organisation = candidate.organisation(newId, ctx.clock.now());
  await commit(ctx, {
    put: await registrationPuts(ctx, organisation, register),
    emit: [registeredEvent(organisation, candidate.urn)],
  });
  return newId;
}
