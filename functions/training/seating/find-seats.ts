import type { Ctx } from "@alliance/store";
import * as z from "zod";
import { numberOf, seatKey, seatsOf } from "../keys/seat.ts";
import type { PoolId } from "../schema/topics.ts";

/** Few at first, which is enough until nearly all are taken; then as many as one request gives. */
const [firstLook, furtherLook] = [25, 100];

/** Numbers that look random and come out the same for the same seed: nothing secret, only spread. */
function* spread(seed: string): Generator<number, never> {
  let state = 2_166_136_261;
  for (let at = 0; at < seed.length; at++) state = Math.imul(state ^ seed.charCodeAt(at), 16_777_619);
  for (;;) {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    yield ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }
}

export interface Wanted {
  readonly sessionId: string;
  readonly poolId: PoolId;
  readonly capacity: number;
  readonly count: number;
  /** Buyers of the same moment begin to look, and choose, far apart. */
  readonly seed: string;
}

/**
 * So many seats that nobody has at this moment; undefined where there are fewer in all. Looks from a random seat on,
 * round to where it began, and no further than it must: what is sold costs a buyer one request until nearly all is.
 */
export async function findSeats(ctx: Ctx, wanted: Wanted): Promise<readonly number[] | undefined> {
  const { capacity, count } = wanted;
  if (count > capacity) return undefined;
  const chance = spread(wanted.seed);
  const next = (below: number): number => Math.floor(chance.next().value * below);
  const begin = next(capacity) + 1;
  const free: number[] = [];
  for (const [from, to] of [
    [begin, capacity],
    [1, begin - 1],
  ] as const) {
    for (let at = from; at <= to && free.length < count; ) {
      const limit = free.length === 0 && at === begin ? firstLook : furtherLook;
      const { taken, seenTo } = await look(ctx, wanted, at, to, limit);
      for (let number = at; number <= seenTo; number++) if (!taken.has(number)) free.push(number);
      at = seenTo + 1;
    }
  }
  if (free.length < count) return undefined;
  return Array.from({ length: count }, () => free.splice(next(free.length), 1)[0] as number);
}

/** Who has what from one seat on, and up to which seat that is known. */
async function look(ctx: Ctx, { sessionId, poolId }: Wanted, from: number, to: number, limit: number) {
  const after = seatKey(sessionId, poolId, from - 1).sk;
  const pattern = { ...seatsOf(sessionId, poolId), after, limit };
  const { items, cursor } = await ctx.table.query(pattern, z.unknown(), { consistent: true });
  const taken = new Set(items.map(({ key }) => numberOf(key)));
  const last = items.at(-1);
  return { taken, seenTo: cursor && last ? Math.min(numberOf(last.key), to) : to };
}
