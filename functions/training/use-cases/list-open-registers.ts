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

export interface RegistersToClose {
  readonly open: readonly RegisterToClose[];
  /** More wait behind these. */
  readonly more: boolean;
}

const most = 20;

/** Sessions that are over and whose register nobody closed, the longest waiting twenty: for the alliance's own people. */
export async function listOpenRegisters(ctx: Ctx): Promise<RegistersToClose> {
  authorise(ctx.actor, "training.read-any");
  const found = await ctx.table.query({ ...openRegisters, limit: most + 1 }, OpenRegister);
  const items = found.items.slice(0, most);
  const sessions = await ctx.table.getMany(
    items.map(({ data }) => listingKey(data.sessionId)),
    Listing,
  );
  const open = items.flatMap(({ data: { remindedAt } }, at) => {
    const session = sessions[at]?.data;
    return session ? [{ session, remindedAt }] : [];
  });
  return { open, more: found.items.length > most };
}
