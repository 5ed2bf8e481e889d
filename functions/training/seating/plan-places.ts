import { Problem } from "@alliance/core";
import type { Ctx, Put } from "@alliance/store";
import type { Decided } from "../bookings/decide-price.ts";
import { seatPut } from "../keys/seat.ts";
import type { Booking, Place } from "../schema/booking.ts";
import type { Seat } from "../schema/seat.ts";
import type { Session } from "../schema/session.ts";
import type { PoolId } from "../schema/topics.ts";
import { lowestFree } from "./lowest-free.ts";
import { extraKeys, seatKeyOf } from "./place-keys.ts";
import { allowanceNumbers, quotaNumbers } from "./read-seats.ts";

export interface Wish {
  readonly session: Session;
  readonly poolId: PoolId;
  readonly places: number;
}

/** Over all pools of the session. */
export const placesWished = (wishes: readonly Wish[], sessionId: string): number =>
  wishes.reduce((sum, { session, places }) => sum + (session.sessionId === sessionId ? places : 0), 0);

interface Plan {
  readonly bookingId: string;
  readonly organisationId?: string | undefined;
  readonly wishes: readonly Wish[];
  /** One a session. */
  readonly decided: readonly Decided[];
  readonly useIncluded: boolean;
  /** Numbers of seats for a wish; undefined where there are not enough. */
  readonly seatsFor: (wish: Wish) => Promise<readonly number[] | undefined>;
}

/** Numbers of a scarce kind that this plan has not used up yet, asked for once. */
function counters(read: (name: string) => Promise<ReadonlySet<number>>) {
  const known = new Map<string, Set<number>>();
  return async (name: string, most: number, count: number): Promise<readonly number[]> => {
    const used = known.get(name) ?? new Set(await read(name));
    known.set(name, used);
    const numbers = lowestFree(most, count, used);
    for (const number of numbers) used.add(number);
    return numbers;
  };
}

const quotaReached = ({ title, perSchoolQuota }: Session): Problem =>
  new Problem(
    "conflict",
    `“${title}” has ${perSchoolQuota} places for each school, and yours would have more. Book fewer places.`,
  );

/** Every place of a booking with its seat and its price; the first wish that cannot be met, where one cannot. */
export async function planPlaces(ctx: Ctx, plan: Plan): Promise<{ places: Place[] } | { full: Wish }> {
  const { organisationId, bookingId } = plan;
  const quota = counters((sessionId) => quotaNumbers(ctx, sessionId, organisationId ?? ""));
  const allowances = counters((name) => allowanceNumbers(ctx, ...(name.split("|") as [string, string])));
  const places: Place[] = [];
  for (const wish of plan.wishes) {
    const { session, poolId } = wish;
    const { sessionId, perSchoolQuota } = session;
    const seats = await plan.seatsFor(wish);
    if (seats === undefined) return { full: wish };
    const isLimited = perSchoolQuota !== undefined && organisationId !== undefined;
    const quotaSeats = isLimited ? await quota(sessionId, perSchoolQuota, wish.places) : [];
    if (isLimited && quotaSeats.length < wish.places) throw quotaReached(session);
    const { price, allowance } = decisionFor(plan, sessionId);
    const name = `${price.membershipId}|${price.benefitId}`;
    const mayInclude = plan.useIncluded && allowance !== undefined && price.unitNetPence > 0;
    const included = mayInclude ? await allowances(name, allowance.quantity, wish.places) : [];
    for (const [at, seat] of seats.entries()) {
      places.push({
        placeId: `${bookingId}-${places.length + 1}`,
        ...{ sessionId, poolId, seat },
        ...(quotaSeats[at] === undefined ? {} : { quotaSeat: quotaSeats[at] }),
        ...(included[at] === undefined ? {} : { allowanceSeat: included[at] }),
        netPence: included[at] === undefined ? price.unitNetPence : 0,
      });
    }
  }
  return { places };
}

function decisionFor({ decided }: Plan, sessionId: string): Decided {
  const found = decided.find(({ price }) => price.sessionId === sessionId);
  if (found === undefined) throw new Error(`no price was decided for ${sessionId}`);
  return found;
}

/** A seat of one place; `version` 1 claims it, more takes over one that was kept for the queue. */
export const seatOf = ({ bookingId }: Pick<Booking, "bookingId">, { placeId, delegate }: Place): Seat => ({
  bookingId,
  placeId,
  state: "taken",
  ...(delegate ? { delegate } : {}),
});

/** The claims of a booking's places: each is refused where somebody else was first. */
export const claimPuts = (
  booking: Pick<Booking, "bookingId" | "organisationId" | "prices">,
  places: readonly Place[],
  released: ReadonlyMap<number, number> = new Map(),
): Put[] =>
  places.flatMap((place) => [
    seatPut(seatKeyOf(place), seatOf(booking, place), (released.get(place.seat) ?? 0) + 1),
    ...extraKeys(booking, place).map((key) => seatPut(key, seatOf(booking, place), 1)),
  ]);
