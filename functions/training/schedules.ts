import type { Ctx } from "@alliance/store";
import * as z from "zod";
import { countTakings } from "./use-cases/count-takings.ts";
import { remindApprovers } from "./use-cases/decide-approval.ts";
import { forgetOldNeeds } from "./use-cases/forget-needs.ts";
import { moveSessionsOn } from "./use-cases/move-sessions-on.ts";
import { remindDelegates } from "./use-cases/remind-delegates.ts";
import { remindOfRegisters } from "./use-cases/remind-of-registers.ts";
import { sweepAppointments } from "./use-cases/sweep-appointments.ts";
import { sweepHolds } from "./use-cases/sweep-holds.ts";

/** What training does by the clock, by the name of the schedule. Each may be run again at any time. */
export const schedules: Readonly<Record<string, (ctx: Ctx) => Promise<unknown>>> = {
  "training.remind-approvers": remindApprovers,
  "training.forget-needs": forgetOldNeeds,
  "training.move-sessions-on": moveSessionsOn,
  "training.sweep-holds": sweepHolds,
  "training.sweep-appointments": sweepAppointments,
  "training.count-takings": countTakings,
  "training.remind-delegates": remindDelegates,
  "training.remind-of-registers": remindOfRegisters,
};

const Notice = z.object({ "detail-type": z.string(), detail: z.object({ executionId: z.string() }) });

/** Runs what a schedule's message asks for; one that nobody knows fails, and ends in the dead letters. */
export function scheduled(notice: unknown, makeCtx: (executionId: string) => Ctx): Promise<unknown> {
  const { "detail-type": name, detail } = Notice.parse(notice);
  const run = schedules[name];
  if (run === undefined) throw new Error(`nothing runs by the schedule ${name}`);
  return run(makeCtx(detail.executionId));
}
