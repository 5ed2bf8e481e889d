import { draft } from "@alliance/events";
import * as training from "@alliance/events/training";
import { type Ctx, commit, retryingConflicts } from "@alliance/store";
import { openRegisterKey, openRegisterPut, registersToRemind, trainersOf } from "../keys/attendance.ts";
import { sessionPk } from "../keys/session.ts";
import { OpenRegister, Trainer } from "../schema/attendance.ts";
import { factsOf } from "../sessions/facts-of.ts";
import { currentSession } from "./read-desk.ts";

/** As many as one run looks at; the next run is a quarter of an hour later. */
const limit = 50;

/** By the clock: asks once for each register that nobody closed. May run twice at once. */
export async function remindOfRegisters(ctx: Ctx): Promise<{ readonly reminded: number }> {
  let reminded = 0;
  const { items } = await ctx.table.query({ ...registersToRemind, limit }, OpenRegister);
  for (const { data } of items) {
    if (data.remindAt <= ctx.clock.now() && (await remind(ctx, data.sessionId))) reminded++;
  }
  return { reminded };
}

/** By the register itself: whoever closes it at this moment meets this, or is met. */
const remind = (ctx: Ctx, sessionId: string): Promise<boolean> =>
  retryingConflicts(async () => {
    const [open, trainers, { data: session }] = await Promise.all([
      ctx.table.get(openRegisterKey(sessionId), OpenRegister, { consistent: true }),
      ctx.table.query(trainersOf(sessionId), Trainer),
      currentSession(ctx, sessionId),
    ]);
    if (open === undefined || open.data.remindedAt !== undefined) return false;
    const run = trainers.items.map(({ data }) => data.personId);
    const askedOf = run.length > 0 ? run : [session.createdBy];
    const event = draft(training.registerLeftOpen, { session: factsOf(session), askedOf });
    await commit(ctx, {
      put: [openRegisterPut({ ...open.data, remindedAt: ctx.clock.now() }, open.version + 1)],
      emit: [{ pk: sessionPk(sessionId), event }],
    });
    return true;
  });
