import { authorise } from "@alliance/auth";
import type { Ctx } from "@alliance/store";
import { personOf } from "../bookings/buyer-of.ts";
import { registerKey, sessionsRunBy } from "../keys/attendance.ts";
import { listingKey } from "../keys/session.ts";
import { Register, Trainer } from "../schema/attendance.ts";
import { Listing } from "../schema/session.ts";

export interface OwnRegister {
  readonly session: Listing;
  readonly isClosed: boolean;
}

export interface RegistersPage {
  readonly registers: readonly OwnRegister[];
  readonly cursor?: string;
}

/** What whoever asks runs, named last first, fifty at a time; of these what is to come and not closed first. */
export async function listRegisters(ctx: Ctx, from?: string): Promise<RegistersPage> {
  authorise(ctx.actor, "training.mark");
  const pattern = { ...sessionsRunBy(personOf(ctx).personId), ...(from ? { cursor: from } : {}) };
  const { items, cursor } = await ctx.table.query(pattern, Trainer);
  const ids = items.map(({ data }) => data.sessionId);
  const [sessions, closed] = await Promise.all([
    ctx.table.getMany(ids.map(listingKey), Listing),
    ctx.table.getMany(ids.map(registerKey), Register),
  ]);
  const own = sessions.flatMap((stored, at) => {
    const isClosed = closed[at] !== undefined;
    return stored ? [{ session: stored.data, isClosed }] : [];
  });
  const registers = own.sort(
    (a, b) => Number(a.isClosed) - Number(b.isClosed) || (a.session.startsAt < b.session.startsAt ? -1 : 1),
  );
  return { registers, ...(cursor ? { cursor } : {}) };
}
