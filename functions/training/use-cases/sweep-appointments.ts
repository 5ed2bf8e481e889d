import { type Ctx, commit, type Pattern, retryingConflicts } from "@alliance/store";
import { loadAppointment } from "../clinics/read-clinics.ts";
import { appointmentPut, deskLists } from "../keys/appointment.ts";
import { Appointment } from "../schema/appointment.ts";
import { endAppointment } from "./end-appointment.ts";

/** As many as one run looks at; the next run is five minutes later. */
const limit = 50;

/** What the clock does: ends requests that nobody answered, and what is agreed once its time is over. May run twice at once. */
export async function sweepAppointments(ctx: Ctx): Promise<{ readonly unanswered: number; readonly over: number }> {
  const now = ctx.clock.now();
  const [waiting, agreed] = await Promise.all([first(ctx, deskLists["to-answer"]), first(ctx, deskLists["to-come"])]);
  const due = waiting.filter(({ answerBy = "" }) => answerBy <= now);
  const ended = agreed.filter(({ endsAt }) => endsAt <= now);
  const counts = { unanswered: 0, over: 0 };
  for (const { appointmentId } of [...due, ...ended]) {
    const became = await moveOn(ctx, appointmentId);
    if (became) counts[became] += 1;
  }
  return counts;
}

const first = async (ctx: Ctx, pattern: Omit<Pattern, "limit">): Promise<readonly Appointment[]> =>
  (await ctx.table.query({ ...pattern, limit }, Appointment)).items.map(({ data }) => data);

/** By the appointment itself: lists are a moment behind. */
const moveOn = (ctx: Ctx, appointmentId: string): Promise<"unanswered" | "over" | undefined> =>
  retryingConflicts(async () => {
    const stored = await loadAppointment(ctx, appointmentId);
    if (stored === undefined) return undefined;
    const { status, answerBy = "", endsAt } = stored.data;
    const now = ctx.clock.now();
    if (status === "requested" && answerBy <= now) {
      await endAppointment(ctx, stored, { status: "not-answered" });
      return "unanswered";
    }
    if (status !== "confirmed" || endsAt > now) return undefined;
    await commit(ctx, { put: [appointmentPut({ ...stored.data, status: "over" }, stored.version + 1)] });
    return "over";
  });
