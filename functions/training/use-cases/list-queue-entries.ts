import { authorise } from "@alliance/auth";
import type { Ctx } from "@alliance/store";
import { personOf } from "../bookings/buyer-of.ts";
import { entriesOf } from "../keys/queue.ts";
import { listingKey } from "../keys/session.ts";
import { entriesAt } from "../queue/entries-at.ts";
import { QueueEntry } from "../schema/queue.ts";
import { Listing } from "../schema/session.ts";

export interface ListedEntry {
  readonly entry: QueueEntry;
  readonly session: Listing;
}

/** Where somebody waits for places, or was offered some: at one session, or at all of them, a hundred at most. */
export async function listQueueEntries(ctx: Ctx, sessionId?: string): Promise<readonly ListedEntry[]> {
  authorise(ctx.actor, "training.book");
  const entries = sessionId === undefined ? await allEntries(ctx) : await entriesAt(ctx, sessionId);
  const listings = await ctx.table.getMany(
    entries.map((entry) => listingKey(entry.sessionId)),
    Listing,
  );
  return entries.flatMap((entry, at) => {
    const session = listings[at]?.data;
    return session ? [{ entry, session }] : [];
  });
}

async function allEntries(ctx: Ctx): Promise<QueueEntry[]> {
  const { items } = await ctx.table.query(entriesOf(personOf(ctx).personId), QueueEntry);
  return items.map(({ data }) => data);
}
