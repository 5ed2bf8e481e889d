import { authorise, peopleWithVerifiedEmail } from "@alliance/auth";
import { Problem } from "@alliance/core";
import { draft } from "@alliance/events";
import * as training from "@alliance/events/training";
import { type Ctx, commit, retryingConflicts } from "@alliance/store";
import { namesOf } from "../attendance/names-of.ts";
import { trainerKey, trainerPut, trainersOf } from "../keys/attendance.ts";
import { sessionPk } from "../keys/session.ts";
import { Trainer } from "../schema/attendance.ts";
import { currentSession } from "./read-desk.ts";

const most = 10;

const refuse = (message: string): Problem => new Problem("invalid-input", `${message}.`, [{ field: "email", message }]);

/** Names somebody who has an account to run a session: they see who comes and mark the register. */
export async function nameTrainer(ctx: Ctx, sessionId: string, email: string): Promise<Trainer> {
  authorise(ctx.actor, "training.manage");
  const [found, ...others] = await peopleWithVerifiedEmail(ctx.table, email);
  if (found === undefined) {
    throw refuse("Nobody has an account with this address. Ask them to sign in once, then name them here");
  }
  if (others.length > 0) throw refuse("Several people use this address. Ask the trainer for one that is theirs alone");
  const { personId } = found;
  return retryingConflicts(async () => {
    await currentSession(ctx, sessionId);
    const known = (await ctx.table.query(trainersOf(sessionId), Trainer, { consistent: true })).items;
    const before = known.find(({ data }) => data.personId === personId);
    if (before) return before.data;
    if (known.length >= most) throw refuse(`A session has at most ${most} trainers`);
    const trainer: Trainer = { sessionId, personId, namedAt: ctx.clock.now() };
    const event = draft(training.trainerNamed, { sessionId, personId });
    await commit(ctx, { put: [trainerPut(trainer, 1)], emit: [{ pk: sessionPk(sessionId), event }] });
    return trainer;
  });
}

/** They do not run it any more, and see nothing of it. Removed twice is removed once. */
export async function removeTrainer(ctx: Ctx, sessionId: string, personId: string): Promise<void> {
  authorise(ctx.actor, "training.manage");
  await retryingConflicts(async () => {
    const stored = await ctx.table.get(trainerKey(sessionId, personId), Trainer, { consistent: true });
    if (stored === undefined) return;
    const event = draft(training.trainerRemoved, { sessionId, personId });
    const { key, version } = stored;
    await commit(ctx, { remove: [{ key, version }], emit: [{ pk: sessionPk(sessionId), event }] });
  });
}

export interface NamedTrainer {
  readonly personId: string;
  readonly name: string;
  readonly email: string;
}

/** Who runs a session, for staff. */
export async function readTrainers(ctx: Ctx, sessionId: string): Promise<readonly NamedTrainer[]> {
  authorise(ctx.actor, "training.manage");
  const { items } = await ctx.table.query(trainersOf(sessionId), Trainer, { consistent: true });
  const ids = items.map(({ data }) => ({ personId: data.personId }));
  const names = await namesOf(ctx, ids);
  return ids.map(({ personId }) => ({ personId, ...(names.get(personId) ?? { name: "", email: "" }) }));
}
