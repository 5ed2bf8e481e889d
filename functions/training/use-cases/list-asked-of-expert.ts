import { authorise } from "@alliance/auth";
import { londonDateOf, plusDays } from "@alliance/core";
import type { Ctx } from "@alliance/store";
import { claimsIn } from "../clinics/claim-time.ts";
import { expertIdsOfActor } from "../clinics/experts.ts";
import { appointmentKey, type DeskList, deskListOf } from "../keys/appointment.ts";
import { Appointment } from "../schema/appointment.ts";
import { type ListedAppointment, listed } from "./read-appointment.ts";

export type AskedOfExpert = Readonly<Record<DeskList, readonly ListedAppointment[]>>;

/** A clinic is booked twelve weeks ahead at most; what is over is marked within a month. */
const [daysBack, daysAhead] = [31, 84];

function monthsAround(now: string): readonly string[] {
  const today = londonDateOf(now);
  const last = plusDays(today, daysAhead).slice(0, 7);
  const months: string[] = [];
  // Four days after a 28th is always the next month.
  for (
    let month = plusDays(today, -daysBack).slice(0, 7);
    month <= last;
    month = plusDays(`${month}-28`, 4).slice(0, 7)
  )
    months.push(month);
  return months;
}

/** What is asked of the expert who looks, agreed with them, and over and not marked: the next one first. */
export async function listAskedOfExpert(ctx: Ctx): Promise<AskedOfExpert> {
  authorise(ctx.actor, "training.answer");
  const expertIds = await expertIdsOfActor(ctx);
  const months = monthsAround(ctx.clock.now());
  const claims = await Promise.all(expertIds.flatMap((id) => months.map((month) => claimsIn(ctx, id, month))));
  const ids = [...new Set(claims.flat().map(({ appointmentId }) => appointmentId))];
  const found = await ctx.table.getMany(ids.map(appointmentKey), Appointment);
  const appointments = await listed(
    ctx,
    found.flatMap((stored) => (stored ? [stored.data] : [])),
  );
  const of = (list: DeskList) => appointments.filter(({ appointment }) => deskListOf(appointment) === list);
  return { "to-answer": of("to-answer"), "to-come": of("to-come"), "to-mark": of("to-mark") };
}
