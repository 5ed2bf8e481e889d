import { draft } from "@alliance/events";
import * as training from "@alliance/events/training";
import type { Ctx } from "@alliance/store";
import { entryKey, entryPut, queueKey, queuePut, waitingIn } from "../keys/queue.ts";
import { sessionPk } from "../keys/session.ts";
import { queueWith, whoWaits } from "../queue/enter.ts";
import { Queue, QueueEntry, Waiting } from "../schema/queue.ts";
import type { Session } from "../schema/session.ts";
import { factsOf } from "../sessions/facts-of.ts";
import type { Page } from "./take-step.ts";

/** An entry is three writes and an event. */
const atOnce = 20;

/** Ends some of those who wait for a session that is off, for the caller's commit; undefined where nobody does. */
export async function closeQueue(
  ctx: Ctx,
  session: Session,
): Promise<Pick<Page, "put" | "remove" | "emit"> | undefined> {
  const { sessionId } = session;
  const queue = await ctx.table.get(queueKey(sessionId), Queue, { consistent: true });
  for (const { poolId } of session.pools) {
    if (queue === undefined) return undefined;
    const { items } = await ctx.table.query({ ...waitingIn(sessionId, poolId), limit: atOnce }, Waiting, {
      consistent: true,
    });
    if (items.length === 0) continue;
    const entries = await ctx.table.getMany(
      items.map(({ data }) => entryKey(data)),
      QueueEntry,
      { consistent: true },
    );
    return {
      put: [
        queuePut(sessionId, queueWith(queue.data, poolId, -items.length), queue),
        ...entries.flatMap((entry) =>
          entry?.data.status === "waiting" ? [entryPut({ ...entry.data, status: "expired" }, entry.version + 1)] : [],
        ),
      ],
      remove: items.map(({ key, version }) => ({ key, version })),
      emit: items.map(({ data }) => {
        const told = { ...whoWaits(data), session: factsOf(session) };
        return { pk: sessionPk(sessionId), event: draft(training.queueEntryClosed, told, data.organisationId) };
      }),
    };
  }
  return undefined;
}
