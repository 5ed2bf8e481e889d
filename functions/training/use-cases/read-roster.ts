import type { Ctx } from "@alliance/store";
import { assertMayMark } from "../attendance/may-mark.ts";
import { namesOf } from "../attendance/names-of.ts";
import { placesComing } from "../attendance/places-coming.ts";
import { idOfDelegate } from "../keys/attendance.ts";
import type { Delegate } from "../schema/seat.ts";
import type { Session } from "../schema/session.ts";
import type { PoolId } from "../schema/topics.ts";
import { currentSession } from "./read-desk.ts";

/** One who comes; without a name where it is to follow. */
export interface RosterRow {
  readonly placeId: string;
  readonly bookingId: string;
  readonly poolId: PoolId;
  readonly organisationId?: string | undefined;
  readonly organisationName: string;
  readonly delegate?: Delegate | undefined;
  readonly name?: string | undefined;
  /** Where they are written to; empty where their data was erased. */
  readonly email?: string | undefined;
}

export interface Roster {
  readonly session: Session;
  /** By name; those whose name is to follow last, by school. */
  readonly rows: readonly RosterRow[];
}

/** Who comes to a session, place by place, for staff and whoever runs it. Names are read by the hundred. */
export async function readRoster(ctx: Ctx, sessionId: string): Promise<Roster> {
  await assertMayMark(ctx, sessionId);
  const { data: session } = await currentSession(ctx, sessionId);
  const coming = await placesComing(ctx, session);
  const names = await namesOf(
    ctx,
    coming.flatMap(({ place }) => (place.delegate ? [place.delegate] : [])),
  );
  const rows = coming.map(({ place, booking }): RosterRow => {
    const { placeId, poolId, delegate } = place;
    const { bookingId, organisationId, organisationName } = booking;
    const who = delegate && names.get(idOfDelegate(delegate));
    return { placeId, bookingId, poolId, organisationId, organisationName, delegate, ...who };
  });
  return { session, rows: rows.sort(byName) };
}

const order = new Intl.Collator("en-GB", { sensitivity: "base" });

function byName(a: RosterRow, b: RosterRow): number {
  if ((a.name === undefined) !== (b.name === undefined)) return a.name === undefined ? 1 : -1;
  return (
    order.compare(a.name ?? "", b.name ?? "") ||
    order.compare(a.organisationName, b.organisationName) ||
    (a.placeId < b.placeId ? -1 : 1)
  );
}
