import type { Cloud, Module, Resource, ResourceType } from "../contract.ts";
import { eventBusesOf } from "../events/event-buses.ts";
import { type Rule, refuseTarget, rulesOf } from "../events/event-resources.ts";
import { parseProperties } from "../parse-properties.ts";
import { Refusal } from "../refusal.ts";
import { physicalName } from "../template/physical-name.ts";
import { compileSchedule } from "./schedule-expression.ts";
import { scheduleGroupProperties, scheduleProperties } from "./schedule-properties.ts";
import { createScheduleStates } from "./schedule-state.ts";
import { createScheduler, type RunningSchedule } from "./scheduler.ts";

const SCHEDULE = "AWS::Scheduler::Schedule";
const GROUP = "AWS::Scheduler::ScheduleGroup";
const running = new WeakMap<Cloud, readonly RunningSchedule[]>();

const scheduleType: ResourceType<{ readonly Name?: string; readonly GroupName?: string }> = {
  type: SCHEDULE,
  properties: Object.keys(scheduleProperties.shape),
  identify(draft, cloud) {
    const ref = draft.properties.Name ?? physicalName(draft);
    const group = draft.properties.GroupName ?? "default";
    const arn = `arn:aws:scheduler:${draft.region}:${cloud.accountId}:schedule/${group}/${ref}`;
    return { ref, arn, attributes: { Arn: arn } };
  },
  provision: (resource) => void toSchedule(resource as Resource),
};

const groupType: ResourceType<{ readonly Name?: string }> = {
  type: GROUP,
  properties: Object.keys(scheduleGroupProperties.shape),
  identify(draft, cloud) {
    const ref = draft.properties.Name ?? physicalName(draft);
    const arn = `arn:aws:scheduler:${draft.region}:${cloud.accountId}:schedule-group/${ref}`;
    return { ref, arn, attributes: { Arn: arn } };
  },
};

interface Schedule {
  readonly rule: Rule;
  readonly zone: string;
  readonly expression: string;
  readonly startsAt: number | undefined;
  readonly endsAt: number;
}

export const schedulesModule: Module = {
  name: "schedules",
  types: [scheduleType, groupType] as unknown as Module["types"],
  start(cloud) {
    const states = createScheduleStates(cloud.state);
    const buses = eventBusesOf(cloud);
    const schedules = [
      ...cloud.resourcesOfType<Record<string, unknown>>(SCHEDULE).map(toSchedule),
      ...rulesOf(cloud).flatMap(scheduledRule),
    ].filter((schedule) => schedule.rule.enabled);
    const started = schedules.map((schedule): RunningSchedule => {
      const { rule, zone, expression, startsAt, endsAt } = schedule;
      buses.deliveries.know(rule);
      const state = states.findOrStart(rule.arn, `${expression} ${zone}`, cloud.clock.now());
      const next = compile(rule, expression, zone, startsAt ?? state.anchor);
      const source = rule.service === "scheduler.amazonaws.com" ? "aws.scheduler" : "aws.events";
      const last = Math.max(state.last, (startsAt ?? 0) - 1);
      return { rule, source, expression, zone, next, endsAt, last, nextAt: Number.POSITIVE_INFINITY };
    });
    running.set(cloud, started);
    const scheduler = createScheduler(cloud, started, states, buses.fire);
    cloud.onStart(scheduler.start);
    cloud.onIdleProbe("schedules", scheduler.idle);
    cloud.onStop(scheduler.stop);
  },
};

export interface ScheduleSummary {
  readonly name: string;
  readonly arn: string;
  readonly expression: string;
  readonly zone: string;
  readonly targetArns: readonly string[];
  /** Epoch milliseconds of the platform's clock. */
  readonly nextAt: number | undefined;
}

export function listSchedules(cloud: Cloud): readonly ScheduleSummary[] {
  return (running.get(cloud) ?? []).map(({ rule, expression, zone, nextAt }) => ({
    name: rule.name,
    arn: rule.arn,
    expression,
    zone,
    targetArns: rule.targets.map((target) => target.Arn),
    nextAt: Number.isFinite(nextAt) ? nextAt : undefined,
  }));
}

/** A schedule is delivered as a rule with one target is, but with the schedule's own role. */
function toSchedule(resource: Resource): Schedule {
  const properties = parseProperties(scheduleProperties, resource);
  refuseTarget(properties.Target.Arn, `${SCHEDULE} ${resource.logicalId}`);
  const { EventBridgeParameters, Input, ...target } = properties.Target;
  const rule: Rule = {
    arn: resource.arn,
    name: resource.ref,
    region: resource.region,
    busName: "",
    enabled: properties.State !== "DISABLED",
    matches: undefined,
    schedule: properties.ScheduleExpression,
    service: "scheduler.amazonaws.com",
    targets: [{ Id: "target", ...target, ...inputOf(Input, EventBridgeParameters) }],
  };
  const zone = properties.ScheduleExpressionTimezone ?? "UTC";
  const startsAt = properties.StartDate === undefined ? undefined : instant(resource, properties.StartDate);
  const endsAt = properties.EndDate === undefined ? Number.POSITIVE_INFINITY : instant(resource, properties.EndDate);
  compile(rule, properties.ScheduleExpression, zone, 0);
  return { rule, zone, expression: properties.ScheduleExpression, startsAt, endsAt };
}

function inputOf(input: string | undefined, bus: { DetailType: string; Source: string } | undefined) {
  if (bus === undefined) return input === undefined ? {} : { Input: input };
  const detail: unknown = JSON.parse(input ?? "{}");
  return { Input: JSON.stringify({ source: bus.Source, "detail-type": bus.DetailType, detail }) };
}

function scheduledRule(rule: Rule): Schedule[] {
  if (rule.schedule === undefined) return [];
  const schedule = {
    rule,
    zone: "UTC",
    expression: rule.schedule,
    startsAt: undefined,
    endsAt: Number.POSITIVE_INFINITY,
  };
  compile(rule, schedule.expression, schedule.zone, 0);
  return [schedule];
}

function compile(rule: Rule, expression: string, zone: string, anchor: number) {
  try {
    return compileSchedule(expression, zone, anchor);
  } catch (error) {
    throw new Refusal(`${rule.name}: ${(error as Error).message}`);
  }
}

function instant(resource: Resource, text: string): number {
  const parsed = Date.parse(text);
  if (Number.isNaN(parsed)) throw new Refusal(`${SCHEDULE} ${resource.logicalId}: ${text} is not a date.`);
  return parsed;
}
