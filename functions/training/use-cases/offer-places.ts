import { grantsOf } from "@alliance/entitlement";
import { type DomainEvent, draft, type training as trainingEvents } from "@alliance/events";
import * as training from "@alliance/events/training";
import { Conflict, type Ctx, commit, retryingConflicts, type Stored } from "@alliance/store";
import type * as z from "zod";
import { decidePrice, pricesOf } from "../bookings/decide-price.ts";
import { offerHours } from "../bookings/house.ts";
import { bookingPut } from "../keys/booking.ts";
import { entryKey, entryPut, queueKey, queuePut, waitingIn, waitingKey } from "../keys/queue.ts";
import { numberOf } from "../keys/seat.ts";
import { sessionKey, sessionPk } from "../keys/session.ts";
import { queueWith, whoWaits } from "../queue/enter.ts";
import { offerUntil } from "../queue/offer-until.ts";
import type { Booking } from "../schema/booking.ts";
import { Queue, QueueEntry, Waiting } from "../schema/queue.ts";
import type { Seat } from "../schema/seat.ts";
import { Session } from "../schema/session.ts";
import type { PoolId } from "../schema/topics.ts";
import { countPlaces } from "../seating/count-places.ts";
import { lowestFree } from "../seating/lowest-free.ts";
import { claimPuts, planPlaces } from "../seating/plan-places.ts";
import { quotaNumbers, readSeats } from "../seating/read-seats.ts";
import { factsOf } from "../sessions/facts-of.ts";
import { capacityOf } from "../sessions/read-sessions.ts";

type Released = z.infer<typeof trainingEvents.placesReleased.data>;
type Joined = z.infer<typeof trainingEvents.queueJoined.data>;
type Changed = z.infer<typeof trainingEvents.sessionChanged.data>;
type Left = z.infer<typeof trainingEvents.queueLeft.data>;

export const offerReleased = async (ctx: Ctx, { data }: DomainEvent<Released>): Promise<void> => {
  for (const { poolId } of data.pools) await offerPlaces(ctx, data.sessionId, poolId);
};
export const offerToJoined = (ctx: Ctx, { data }: DomainEvent<Joined>): Promise<number> =>
  offerPlaces(ctx, data.session.sessionId, data.poolId);
/** It may have more places now. */
export async function offerAfterChange(ctx: Ctx, { data: { sessionId } }: DomainEvent<Changed>): Promise<void> {
  const session = await ctx.table.get(sessionKey(sessionId), Session, { consistent: true });
  for (const { poolId } of session?.data.pools ?? []) await offerPlaces(ctx, sessionId, poolId);
  await retryingConflicts(() => countPlaces(ctx, sessionId, true));
}
export const offerAfterLeft = (ctx: Ctx, { data }: DomainEvent<Left>): Promise<number> =>
  offerPlaces(ctx, data.sessionId, data.poolId);

/** What can be offered of a pool: numbers that nobody has, and those that were kept for the queue with their versions. */
interface Available {
  readonly numbers: readonly number[];
  readonly released: ReadonlyMap<number, number>;
  readonly kept: readonly Stored<Seat>[];
}

/**
 * Offers what is free of a pool to those who wait, in their order. A group that wants all or nothing is passed over
 * only by those whom the places suffice. Once nobody waits any more, what was kept for the queue is anybody's again.
 */
export async function offerPlaces(ctx: Ctx, sessionId: string, poolId: PoolId): Promise<number> {
  let offered = 0;
  const offerOne = () => retryingConflicts(() => offerNext(ctx, sessionId, poolId));
  // Each round is a commit of its own: an event may bring a hundred seats back.
  while ((await offerOne()) === "offered") offered++;
  return offered;
}

async function offerNext(ctx: Ctx, sessionId: string, poolId: PoolId): Promise<"offered" | "nobody"> {
  const [session, queue] = await Promise.all([
    ctx.table.get(sessionKey(sessionId), Session, { consistent: true }),
    ctx.table.get(queueKey(sessionId), Queue, { consistent: true }),
  ]);
  if (session === undefined || queue === undefined) return "nobody";
  const available = await availableOf(ctx, session.data, poolId);
  if ((queue.data.waiting[poolId] ?? 0) === 0) return letGo(ctx, sessionId, queue, available.kept);
  const { status, startsAt } = session.data;
  if (status !== "published" || ctx.clock.now() >= startsAt || available.numbers.length === 0) return "nobody";
  const chosen = await firstThatFits(ctx, session.data, poolId, available.numbers.length);
  if (chosen === undefined) return "nobody";
  await offer(ctx, session.data, queue, { ...chosen, available });
  return "offered";
}

async function availableOf(ctx: Ctx, session: Session, poolId: PoolId): Promise<Available> {
  const seats = await readSeats(ctx, session.sessionId, poolId);
  const kept = seats.filter(({ data }) => data.state === "released");
  const capacity = capacityOf(session, poolId);
  const free = lowestFree(capacity, capacity, new Set(seats.map(({ key }) => numberOf(key))));
  return {
    numbers: [...kept.map(({ key }) => numberOf(key)), ...free],
    released: new Map(kept.map(({ key, version }) => [numberOf(key), version])),
    kept,
  };
}

/** At most so many at once: a commit takes a hundred items. */
const mostLetGo = 90;

/** Nobody waits: what was kept is free. It relies on the queue, which somebody may be joining. */
async function letGo(
  ctx: Ctx,
  sessionId: string,
  queue: Stored<Queue>,
  kept: readonly Stored<Seat>[],
): Promise<"nobody"> {
  if (kept.length === 0) return "nobody";
  await commit(ctx, {
    remove: kept.slice(0, mostLetGo).map(({ key, version }) => ({ key, version })),
    expect: [{ key: queue.key, version: queue.version }],
  });
  if (kept.length > mostLetGo) throw new Conflict("there are more to let go");
  await countPlaces(ctx, sessionId, true);
  return "nobody";
}

async function firstThatFits(ctx: Ctx, session: Session, poolId: PoolId, free: number) {
  const { sessionId, perSchoolQuota } = session;
  const waiting = await ctx.table.query(waitingIn(sessionId, poolId), Waiting, { consistent: true });
  for (const { data } of waiting.items) {
    const { organisationId, places, all } = data;
    const isLimited = perSchoolQuota !== undefined && organisationId !== undefined;
    const own = isLimited ? perSchoolQuota - (await quotaNumbers(ctx, sessionId, organisationId)).size : places;
    const possible = Math.min(places, free, own);
    if (possible === places || (possible > 0 && !all)) return { waiting: data, places: possible };
  }
  return undefined;
}

interface Offering {
  readonly waiting: Waiting;
  readonly places: number;
  readonly available: Available;
}

async function offer(ctx: Ctx, session: Session, queue: Stored<Queue>, { waiting, places, available }: Offering) {
  const { poolId, organisationId, organisationName, bookedBy, entryId } = waiting;
  const { sessionId } = session;
  // An entry is offered something once, so its booking has its number.
  const bookingId = entryId.replace("wai_", "bkg_");
  const entry = await ctx.table.get(entryKey(waiting), QueueEntry, { consistent: true });
  if (entry?.data.entryId !== entryId || entry.data.status !== "waiting") throw new Conflict("does not wait any more");
  const on = session.startsAtLocal.slice(0, 10);
  const decided = [decidePrice(session, organisationId ? await grantsOf(ctx.table, [organisationId], on) : [])];
  const plan = await planPlaces(ctx, {
    ...{ bookingId, organisationId, decided, useIncluded: true, wishes: [{ session, poolId, places }] },
    seatsFor: async () => available.numbers.slice(0, places),
  });
  if ("full" in plan) throw new Conflict("the places have gone");
  const madeAt = ctx.clock.now();
  const until = offerUntil(madeAt, offerHours);
  const isTooLate = until > session.startsAt;
  const holdUntil = isTooLate ? session.startsAt : until;
  const booking: Booking = {
    ...{ bookingId, organisationName, bookedBy, status: "held", madeAt, holdUntil, entryId },
    ...(organisationId ? { organisationId } : {}),
    ...{ places: plan.places, prices: pricesOf(decided, plan.places, true) },
  };
  const told = { ...whoWaits(waiting), bookingId, session: factsOf(session), poolId, places, wanted: waiting.places };
  await commit(ctx, {
    put: [
      bookingPut(booking, 1),
      ...claimPuts(booking, booking.places, available.released),
      entryPut({ ...entry.data, status: "offered", bookingId }, entry.version + 1),
      queuePut(sessionId, queueWith(queue.data, poolId, -1), queue),
    ],
    remove: [{ key: waitingKey(waiting), version: 1 }],
    emit: [{ pk: sessionPk(sessionId), event: draft(training.placeOffered, { ...told, holdUntil }, organisationId) }],
  });
}
