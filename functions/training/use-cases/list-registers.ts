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

/** What whoever asks runs, the last fifty they were named for; what is to come and not closed first. */
export async function listRegisters(ctx: Ctx): Promise<readonly OwnRegister[]> {
  authorise(ctx.actor, "training.mark");
  const { items } = await ctx.table.query(sessionsRunBy(personOf(ctx).personId), Trainer);
  const ids = items.map(({ data }) => data.sessionId);
  const [sessions, registers] = await Promise.all([
    ctx.table.getMany(ids.map(listingKey), Listing),
    ctx.table.getMany(ids.map(registerKey), Register),
  ]);
  const own = sessions.flatMap((stored, at) => {
    const isClosed = registers[at] !== undefined;
    return stored ? [{ session: stored.data, isClosed }] : [];
  });
  return own.sort(
    (a, b) => Number(a.isClosed) - Number(b.isClosed) || (a.session.startsAt < b.session.startsAt ? -1 : 1),
  );
}
