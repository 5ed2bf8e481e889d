import { Problem } from "@alliance/core";
import { type DomainEvent, draft } from "@alliance/events";
import * as training from "@alliance/events/training";
import { type Ctx, commit, retryingConflicts } from "@alliance/store";
import type * as z from "zod";
import { assertMayMark } from "../attendance/may-mark.ts";
import { placesComing, placesNamed } from "../attendance/places-coming.ts";
import { tell, toldOf } from "../attendance/telling.ts";
import { personOf } from "../bookings/buyer-of.ts";
import { attendanceKey, openRegisterKey, registerKey, registerPut } from "../keys/attendance.ts";
import { sessionPk } from "../keys/session.ts";
import { Attendance, OpenRegister, Register } from "../schema/attendance.ts";
import type { Session } from "../schema/session.ts";
import { currentSession } from "./read-desk.ts";

/** Says that the register is as it should be: who was not marked was not there. Closed twice is closed once. */
export async function closeRegister(ctx: Ctx, sessionId: string): Promise<Register> {
  await assertMayMark(ctx, sessionId);
  return retryingConflicts(async () => {
    const { data: session } = await currentSession(ctx, sessionId);
    const known = await ctx.table.get(registerKey(sessionId), Register, { consistent: true });
    if (known) return known.data;
    const now = ctx.clock.now();
    if (session.status === "cancelled") {
      throw new Problem("gone", `“${session.title}” was cancelled, so there is no register to close.`);
    }
    if (now < session.startsAt) {
      throw new Problem("conflict", `“${session.title}” has not begun: its register can be closed once it has.`);
    }
    const register: Register = { sessionId, closedAt: now, closedBy: personOf(ctx).personId };
    const event = draft(training.registerClosed, { sessionId });
    const open = await ctx.table.get(openRegisterKey(sessionId), OpenRegister, { consistent: true });
    await commit(ctx, {
      put: [registerPut(register, 1)],
      remove: open ? [{ key: open.key, version: open.version }] : [],
      emit: [{ pk: sessionPk(sessionId), event }],
    });
    return register;
  });
}

/** With its event, its item and the booking that it relies on each place is three of a commit's hundred. */
const placesACommit = 25;

type Closed = DomainEvent<z.infer<typeof training.registerClosed.data>>;

/** Tells of every place whether somebody was there. What was told before is passed over, so it may run again. */
export async function tellAttendance(ctx: Ctx, { data: { sessionId } }: Closed): Promise<number> {
  const { data: session } = await currentSession(ctx, sessionId);
  const placeIds = (await placesComing(ctx, session)).map(({ place }) => place.placeId);
  for (let from = 0; from < placeIds.length; from += placesACommit) {
    await retryingConflicts(() => tellSome(ctx, session, placeIds.slice(from, from + placesACommit)));
  }
  return placeIds.length;
}

/** While the session still runs a booker may name somebody else: who is told of is read here, and relied on. */
async function tellSome(ctx: Ctx, session: Session, placeIds: readonly string[]): Promise<void> {
  const { sessionId } = session;
  const coming = [...(await placesNamed(ctx, sessionId, placeIds)).values()].filter(({ place: { placeId } }) =>
    placeIds.includes(placeId),
  );
  const keys = coming.map(({ place }) => attendanceKey(sessionId, place.placeId));
  const stored = await ctx.table.getMany(keys, Attendance, { consistent: true });
  const changes = coming.flatMap((each, at) => {
    const known = stored[at];
    if (known?.data.told) return [];
    const { placeId } = each.place;
    const attendance = known?.data ?? { sessionId, placeId, bookingId: each.booking.bookingId, taps: [] };
    return [{ ...tell(attendance, toldOf(each, session, attendance), (known?.version ?? 0) + 1), relies: each.relies }];
  });
  if (changes.length === 0) return;
  const relied = new Map(changes.map(({ relies }) => [relies.key.pk, relies]));
  await commit(ctx, {
    put: changes.map(({ put }) => put),
    expect: [...relied.values()],
    emit: changes.flatMap(({ emit }) => emit),
  });
}
