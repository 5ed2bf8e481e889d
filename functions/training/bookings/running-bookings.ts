import type { Ctx } from "@alliance/store";
import { runningBookings } from "../keys/booking.ts";
import { Booking } from "../schema/booking.ts";

const maxPages = 10;

/**
 * Bookings whose time runs, what ends first, first: until one is not due, which those behind it are not either. At most a
 * thousand at a time; what the caller does with them takes them off the front, or its clock comes again.
 */
export async function runningBookingsWhile(ctx: Ctx, isDue: (holdUntil: string) => boolean): Promise<Booking[]> {
  const found: Booking[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < maxPages; page++) {
    const read = await ctx.table.query({ ...runningBookings, limit: 100, ...(cursor ? { cursor } : {}) }, Booking);
    const due = read.items.map(({ data }) => data).filter(({ holdUntil = "" }) => isDue(holdUntil));
    found.push(...due);
    cursor = read.cursor;
    if (cursor === undefined || due.length < read.items.length) break;
  }
  return found;
}
