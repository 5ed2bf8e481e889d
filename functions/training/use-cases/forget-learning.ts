import type { DomainEvent, membership } from "@alliance/events";
import { type Ctx, commit, retryingConflicts } from "@alliance/store";
import type * as z from "zod";
import { loadAppointment } from "../clinics/read-clinics.ts";
import { appointmentsOf, wordsKey } from "../keys/appointment.ts";
import { viewingsOf } from "../keys/recording.ts";
import { Appointment, AppointmentWords, isLive } from "../schema/appointment.ts";
import { Viewing } from "../schema/recording.ts";
import { endAppointment } from "./end-appointment.ts";

type Decided = DomainEvent<z.infer<typeof membership.erasureDecided.data>>;

/** As many as one page of either holds. */
const limit = 100;

/**
 * Somebody is erased: what they wrote to experts goes, their times to come are given up so that others can have them, and
 * what they watched is forgotten. Page by page until nothing is left; what is gone already is passed over.
 */
export async function forgetLearning(ctx: Ctx, { data: { personId, outcome } }: Decided): Promise<number> {
  if (outcome !== "approved") return 0;
  const [ended, viewings] = [await forgetAppointments(ctx, personId), await forgetViewings(ctx, personId)];
  return ended + viewings;
}

async function forgetAppointments(ctx: Ctx, personId: string): Promise<number> {
  let count = 0;
  let cursor: string | undefined;
  do {
    const pattern = { ...appointmentsOf(personId), limit, ...(cursor ? { cursor } : {}) };
    const page = await ctx.table.query(pattern, Appointment);
    for (const { data } of page.items) await forgetAppointment(ctx, data.appointmentId);
    count += page.items.length;
    cursor = page.cursor;
  } while (cursor !== undefined);
  return count;
}

const forgetAppointment = (ctx: Ctx, appointmentId: string): Promise<void> =>
  retryingConflicts(async () => {
    const stored = await loadAppointment(ctx, appointmentId);
    if (stored && isLive(stored.data.status)) {
      // Without a reply the words go in the same commit.
      await endAppointment(ctx, stored, { status: "cancelled", by: "member" });
      return;
    }
    const words = await ctx.table.get(wordsKey(appointmentId), AppointmentWords, { consistent: true });
    if (words) await commit(ctx, { remove: [{ key: words.key, version: words.version }] });
  });

async function forgetViewings(ctx: Ctx, personId: string): Promise<number> {
  let count = 0;
  for (;;) {
    const { items } = await ctx.table.query({ ...viewingsOf(personId), limit: 50 }, Viewing, { consistent: true });
    if (items.length === 0) return count;
    await commit(ctx, { remove: items.map(({ key, version }) => ({ key, version })) });
    count += items.length;
  }
}
