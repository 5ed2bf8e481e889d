import { authorise } from "@alliance/auth";
import type { Ctx } from "@alliance/store";
import { allPattern } from "../keys/session.ts";
import { Listing } from "../schema/session.ts";

export interface SessionPage {
  readonly items: readonly Listing[];
  readonly cursor?: string;
}

/** Every session there is or was, the latest first, a page at a time. For the alliance's own people. */
export async function listSessions(
  ctx: Ctx,
  page: { readonly limit: number; readonly cursor?: string | undefined },
): Promise<SessionPage> {
  authorise(ctx.actor, "training.read-any");
  const { limit, cursor } = page;
  const found = await ctx.table.query({ ...allPattern, limit, ...(cursor ? { cursor } : {}) }, Listing);
  return { items: found.items.map(({ data }) => data), ...(found.cursor ? { cursor: found.cursor } : {}) };
}
