import type { Ctx } from "@alliance/store";
import { personOf } from "../bookings/buyer-of.ts";
import { entryKey, isInQueue } from "../keys/queue.ts";
import { QueueEntry } from "../schema/queue.ts";
import { poolIds } from "../schema/topics.ts";

/** Whoever asks waits there, or was offered places: by its keys, however long ago they joined. */
export async function entriesAt(ctx: Ctx, sessionId: string): Promise<QueueEntry[]> {
  const { personId: bookedBy } = personOf(ctx);
  const found = await ctx.table.getMany(
    poolIds.map((poolId) => entryKey({ sessionId, poolId, bookedBy })),
    QueueEntry,
  );
  return found.flatMap((stored) => (stored && isInQueue(stored.data) ? [stored.data] : []));
}
