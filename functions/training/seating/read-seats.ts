import type { Ctx, Pattern, Stored } from "@alliance/store";
import { discountUses } from "../keys/discount.ts";
import { allowanceUsed, numberOf, quotaSeatsOf, seatsOf } from "../keys/seat.ts";
import { Seat } from "../schema/seat.ts";
import type { PoolId } from "../schema/topics.ts";

/** Every seat of a pattern as it is now: one request for each hundred. */
async function readAll(ctx: Ctx, pattern: Pattern): Promise<readonly Stored<Seat>[]> {
  const seats: Stored<Seat>[] = [];
  let cursor: string | undefined;
  do {
    const page = await ctx.table.query({ ...pattern, ...(cursor ? { cursor } : {}) }, Seat, { consistent: true });
    seats.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return seats;
}

/** Those that are somebody's, and those that are kept for the queue. */
export const readSeats = (ctx: Ctx, sessionId: string, poolId: PoolId): Promise<readonly Stored<Seat>[]> =>
  readAll(ctx, seatsOf(sessionId, poolId));

const numbersOf = (seats: readonly Stored<Seat>[]): ReadonlySet<number> =>
  new Set(seats.map(({ key }) => numberOf(key)));

/** Places of a session that an organisation has already, by its quota's numbers. */
export const quotaNumbers = async (ctx: Ctx, sessionId: string, organisationId: string): Promise<ReadonlySet<number>> =>
  numbersOf(await readAll(ctx, quotaSeatsOf(sessionId, organisationId)));

/** What is used up of what comes with a membership. */
export const allowanceNumbers = async (
  ctx: Ctx,
  membershipId: string,
  benefitId: string,
): Promise<ReadonlySet<number>> => numbersOf(await readAll(ctx, allowanceUsed(membershipId, benefitId)));

/** Places that were booked with a discount code. */
export const discountUseNumbers = async (ctx: Ctx, code: string): Promise<ReadonlySet<number>> =>
  numbersOf(await readAll(ctx, discountUses(code)));
