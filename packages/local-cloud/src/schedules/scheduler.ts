import { randomUUID } from "node:crypto";
import { wallNow } from "../clock.ts";
import type { Cloud } from "../contract.ts";
import type { Rule } from "../events/event-resources.ts";
import type { BusEvent } from "../events/target-input.ts";
import { inTransaction } from "../transaction.ts";
import type { NextAfter } from "./cron.ts";
import { latestBetween } from "./schedule-expression.ts";
import type { createScheduleStates } from "./schedule-state.ts";

/** A schedule that is running. */
export interface RunningSchedule {
  readonly rule: Rule;
  readonly source: "aws.events" | "aws.scheduler";
  readonly expression: string;
  readonly zone: string;
  readonly next: NextAfter;
  readonly endsAt: number;
  last: number;
  /** Infinity when it will not fire again. */
  nextAt: number;
}

const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Fires schedules by the platform's clock. Occurrences missed by a stop or a jump count once, at the latest of them. */
export function createScheduler(
  cloud: Cloud,
  schedules: readonly RunningSchedule[],
  states: ReturnType<typeof createScheduleStates>,
  fire: (rule: Rule, event: BusEvent, traceId: string) => void,
) {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  function tick(): void {
    clearTimeout(timer);
    if (stopped) return;
    const now = cloud.clock.now();
    for (const schedule of schedules) {
      const at = latestBetween(schedule.next, schedule.last, Math.min(now, schedule.endsAt));
      if (at !== undefined) fireAt(schedule, at);
      schedule.nextAt = nextOf(schedule);
    }
    const nextAt = Math.min(...schedules.map((schedule) => schedule.nextAt));
    if (Number.isFinite(nextAt)) {
      timer = setTimeout(tick, Math.min(Math.max(nextAt - cloud.clock.now(), 0) + 1, LONGEST_TIMER_MS)).unref();
    }
  }

  function nextOf(schedule: RunningSchedule): number {
    const next = schedule.next(schedule.last) ?? Number.POSITIVE_INFINITY;
    return next <= schedule.endsAt ? next : Number.POSITIVE_INFINITY;
  }

  function fireAt(schedule: RunningSchedule, at: number): void {
    const traceId = cloud.timeline.newTraceId();
    const event: BusEvent = {
      version: "0",
      id: randomUUID(),
      "detail-type": "Scheduled Event",
      source: schedule.source,
      account: cloud.accountId,
      time: new Date(at).toISOString().replace(/\.\d+Z$/, "Z"),
      region: schedule.rule.region,
      resources: [schedule.rule.arn],
      detail: {},
    };
    inTransaction(cloud.state, () => {
      states.fired(schedule.rule.arn, at);
      fire(schedule.rule, event, traceId);
    });
    schedule.last = at;
    const span = { traceId, kind: "schedule", name: schedule.rule.name, durationMs: 0 } as const;
    cloud.timeline.record({
      ...span,
      startedAt: wallNow(),
      detail: { at: event.time, expression: schedule.expression },
    });
  }

  cloud.clock.onMove(tick);
  return {
    start: tick,
    /** What has come due is fired as it comes due: only the moment of a tick is not idle. */
    idle: () => schedules.every((schedule) => schedule.nextAt > cloud.clock.now()),
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
