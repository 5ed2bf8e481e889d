import type { Ctx } from "@alliance/store";
import { assertMayMark } from "../attendance/may-mark.ts";
import { needsOf } from "../keys/needs.ts";
import { Needs } from "../schema/needs.ts";
import { type RosterRow, readRoster } from "./read-roster.ts";

export interface NeedsOfOne extends RosterRow {
  readonly words: string;
}

/** What those who come need, for staff and whoever runs the session; of places that are somebody else's by now nothing. */
export async function readNeeds(ctx: Ctx, sessionId: string): Promise<readonly NeedsOfOne[]> {
  await assertMayMark(ctx, sessionId);
  const words = new Map<string, Needs>();
  let cursor: string | undefined;
  do {
    const page = await ctx.table.query({ ...needsOf(sessionId), ...(cursor ? { cursor } : {}) }, Needs);
    for (const { data } of page.items) words.set(data.placeId, data);
    cursor = page.cursor;
  } while (cursor !== undefined);
  if (words.size === 0) return [];
  const { rows } = await readRoster(ctx, sessionId);
  return rows.flatMap((row) => {
    const needs = words.get(row.placeId);
    const isTheirs = needs && JSON.stringify(needs.delegate) === JSON.stringify(row.delegate);
    return isTheirs ? [{ ...row, words: needs.words }] : [];
  });
}
