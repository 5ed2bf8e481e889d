import { authorise } from "@alliance/auth";
import type { Ctx } from "@alliance/store";
import { openRegisters } from "../keys/attendance.ts";
import { listingKey } from "../keys/session.ts";
import { OpenRegister } from "../schema/attendance.ts";
import { Listing } from "../schema/session.ts";

export interface RegisterToClose {
  readonly session: Listing;
  readonly remindedAt: string | undefined;
}

/** Sessions that are over and whose register nobody closed, the longest waiting twenty: for the alliance's own people. */
export async function listOpenRegisters(ctx: Ctx): Promise<readonly RegisterToClose[]> {
  authorise(ctx.actor, "training.read-any");
  const { items } = await ctx.table.query({ ...openRegisters, limit: 20 }, OpenRegister);
  const sessions = await ctx.table.getMany(
    items.map(({ data }) => listingKey(data.sessionId)),
    Listing,
  );
  return items.flatMap(({ data: { remindedAt } }, at) => {
    const session = sessions[at]?.data;
    return session ? [{ session, remindedAt }] : [];
  });
}
