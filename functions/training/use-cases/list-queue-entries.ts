import { authorise } from "@alliance/auth";
import type { Ctx } from "@alliance/store";
import { personOf } from "../bookings/buyer-of.ts";
import { entriesOf } from "../keys/queue.ts";
import { listingKey } from "../keys/session.ts";
import { isInQueue } from "../queue/enter.ts";
import { QueueEntry } from "../schema/queue.ts";
import { Listing } from "../schema/session.ts";

export interface ListedEntry {
  readonly entry: QueueEntry;
  readonly session: Listing;
}

/** Where somebody waits for places, or was offered some: of the last fifty sessions they waited for. */
export async function listQueueEntries(ctx: Ctx, sessionId?: string): Promise<readonly ListedEntry[]> {
  authorise(ctx.actor, "training.book");
  const { items } = await ctx.table.query(entriesOf(personOf(ctx).personId), QueueEntry);
  const entries = items
    .map(({ data }) => data)
    .filter((entry) => isInQueue(entry) && (sessionId === undefined || entry.sessionId === sessionId));
  const listings = await ctx.table.getMany(
    entries.map((entry) => listingKey(entry.sessionId)),
    Listing,
  );
  return entries.flatMap((entry, at) => {
    const session = listings[at]?.data;
    return session ? [{ entry, session }] : [];
  });
}
