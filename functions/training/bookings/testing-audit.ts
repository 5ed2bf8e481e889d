import type { TestCtx } from "@alliance/testing";
import { numberOf } from "../keys/seat.ts";
import { type Booking, isLive, placesOf } from "../schema/booking.ts";
import type { Queue, QueueEntry, Waiting } from "../schema/queue.ts";
import type { Seat } from "../schema/seat.ts";
import type { Session } from "../schema/session.ts";
import { extraKeys, seatKeyOf } from "../seating/place-keys.ts";
import { allowed } from "./testing-school.ts";

const placeOf = ({ pk, sk }: { pk: string; sk: string }): string => `${pk}\n${sk}`;

/**
 * What is wrong with the table, in sentences: a seat beyond the capacity, of no living booking or of another place; a
 * place without its seat; a queue that miscounts. `atRest`: every event was delivered, so nothing may be kept in vain.
 */
export function audit({ table }: TestCtx, atRest: boolean): string[] {
  const wrong: string[] = [];
  const of = (entity: string) => [...table.items.values()].filter((item) => item.entity === entity);
  const dataOf = (entity: string): unknown[] => of(entity).map(({ data }) => data);
  // Whoever read them before parsed them; thousands of audits need not.
  const sessions = new Map((dataOf("training.session") as Session[]).map((each) => [each.sessionId, each]));
  const bookings = dataOf("training.booking") as Booking[];
  const seats = new Map(of("training.seat").map((item) => [placeOf(item), item.data as Seat]));

  const claimed = new Set<string>();
  for (const booking of bookings) {
    const places = isLive(booking.status) ? placesOf(booking) : [];
    if (isLive(booking.status) && places.length === 0) wrong.push(`${booking.bookingId} lives without a place`);
    for (const place of places) {
      for (const key of [seatKeyOf(place), ...extraKeys(booking, place)]) {
        if (claimed.has(placeOf(key))) wrong.push(`${key.sk} belongs to two places`);
        claimed.add(placeOf(key));
        const seat = seats.get(placeOf(key));
        if (seat?.placeId !== place.placeId || seat.state !== "taken")
          wrong.push(`${place.placeId} has lost ${key.sk}`);
        else if (key.sk === seatKeyOf(place).sk && whoComes(seat) !== whoComes(place))
          wrong.push(`${key.sk} is for somebody else than ${place.placeId}`);
      }
    }
  }
  const kept = new Map<string, number>();
  for (const [place, seat] of seats) {
    const [pk = "", sk = ""] = place.split("\n");
    const [, name = "", poolId = ""] = [pk, sk.split("#")[0], sk.split("#")[1]];
    const number = numberOf({ pk, sk });
    if (number > mostOf(sessions, pk, sk)) wrong.push(`${sk} is beyond the capacity`);
    if (seat.state === "taken" && !claimed.has(place)) wrong.push(`${sk} is lost: ${seat.bookingId} does not have it`);
    if (seat.state === "released") kept.set(`${pk}|${poolId}`, (kept.get(`${pk}|${poolId}`) ?? 0) + 1);
    if (name === "used" && seat.state === "released") wrong.push(`${sk} is kept for nobody`);
  }
  wrong.push(...auditQueues({ table }, { kept, seats, sessions, atRest }));
  return wrong;
}

const whoComes = ({ delegate }: Pick<Seat, "delegate">): string => JSON.stringify(delegate) ?? "nobody yet";

function mostOf(sessions: ReadonlyMap<string, Session>, pk: string, sk: string): number {
  const session = sessions.get(pk.slice("session#".length));
  if (session === undefined) return allowed;
  const poolId = sk.split("#")[1] ?? "";
  if (poolId.startsWith("school:")) return session.perSchoolQuota ?? 0;
  return session.pools.find((pool) => pool.poolId === poolId)?.capacity ?? 0;
}

interface Around {
  readonly kept: ReadonlyMap<string, number>;
  readonly seats: ReadonlyMap<string, Seat>;
  readonly sessions: ReadonlyMap<string, Session>;
  readonly atRest: boolean;
}

function auditQueues({ table }: Pick<TestCtx, "table">, { kept, seats, sessions, atRest }: Around): string[] {
  const wrong: string[] = [];
  const items = [...table.items.values()];
  const entries = items.filter(({ entity }) => entity === "training.queue-entry").map(({ data }) => data as QueueEntry);
  const waiting = items.filter(({ entity }) => entity === "training.waiting").map(({ data }) => data as Waiting);
  for (const session of sessions.values()) {
    const queue = items.find(({ pk, entity }) => entity === "training.queue" && pk === `session#${session.sessionId}`);
    const counted = queue ? (queue.data as Queue).waiting : {};
    for (const { poolId, capacity } of session.pools) {
      const isHere = (each: { sessionId: string; poolId: string }) =>
        each.sessionId === session.sessionId && each.poolId === poolId;
      const here = waiting.filter(isHere);
      const said = entries.filter((entry) => isHere(entry) && entry.status === "waiting");
      const [one, two, three] = [here.length, said.length, counted[poolId] ?? 0];
      if (one !== two || one !== three)
        wrong.push(`${poolId}: ${one} wait, ${two} entries say so, ${three} are counted`);
      const place = `session#${session.sessionId}`;
      if (!atRest) continue;
      const keptHere = kept.get(`${place}|${poolId}`) ?? 0;
      if (keptHere > 0 && here.length === 0) wrong.push(`${poolId}: ${keptHere} seats are kept and nobody waits`);
      const taken = [...seats.keys()].filter((key) => key.startsWith(`${place}\nseat#${poolId}#`)).length;
      const free = capacity - taken + keptHere;
      const fits = here.filter((each) => (each.all ? each.places : 1) <= free && session.perSchoolQuota === undefined);
      if (fits.length > 0)
        wrong.push(`${poolId}: ${free} seats are free and ${fits.length} who wait were not offered them`);
    }
  }
  return wrong;
}
