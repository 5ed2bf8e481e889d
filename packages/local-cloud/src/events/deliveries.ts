import { wallNow } from "../clock.ts";
import { AwsError, type Cloud, type DeliverySource } from "../contract.ts";
import { createNudge, createPauses } from "../event-source-mapping/pause.ts";
import { sendToQueue } from "../sqs/send-to-queue.ts";
import { inTransaction } from "../transaction.ts";
import { createDeliveryRows, type DeliveryRow } from "./delivery-rows.ts";
import type { RuleTarget } from "./event-properties.ts";
import type { Rule } from "./event-resources.ts";
import { TargetFailure } from "./target-failure.ts";
import { type BusEvent, targetInput } from "./target-input.ts";

const AT_ONCE = 20;
const FIRST_RETRY_MS = 200;
const LONGEST_RETRY_MS = 60_000;
/** EventBridge invokes functions asynchronously: Lambda itself tries a failing one twice more. */
const FUNCTION_RETRIES = 2;
/** A retry that is nearer than this counts as pending. */
const SOON_MS = 5_000;

export interface Deliveries {
  /** Part of the transaction that accepts the event: in the queue, or noted, when it commits. */
  add(rule: Rule, target: RuleTarget, event: BusEvent, traceId: string): void;
  /** A schedule's rule, so that what it left undelivered is found after a restart. */
  know(rule: Rule): void;
  start(): void;
  idle(): boolean;
  stop(): Promise<void>;
}

/** Brings events to their targets: queues at once, functions and buses from durable rows, retried as the rule says. */
export function createDeliveries(cloud: Cloud, templateRules: readonly Rule[]): Deliveries {
  const rules = new Map(templateRules.map((rule) => [rule.arn, rule]));
  const rows = createDeliveryRows(cloud.state);
  const nudge = createNudge();
  const pauses = createPauses(cloud.clock);
  const underWay = new Map<number, Promise<void>>();
  let running: Promise<void> | undefined;
  let resting = true;

  function add(rule: Rule, target: RuleTarget, event: BusEvent, traceId: string): void {
    let payload: unknown = event;
    try {
      payload = targetInput(target, event, rule);
      if (target.Arn.includes(":sqs:")) {
        sendToQueue(cloud, target.Arn, payload, traceId, sourceOf(rule, target));
      } else {
        rows.insert(rule.arn, target.Id, JSON.stringify(payload), traceId, cloud.clock.now());
        resting = false;
        setImmediate(nudge.give);
      }
    } catch (error) {
      giveUp(rule, target, JSON.stringify(payload), traceId, error as Error, 0);
    }
  }

  async function deliver(row: DeliveryRow): Promise<void> {
    const rule = rules.get(row.rule_arn);
    const target = rule?.targets.find((candidate) => candidate.Id === row.target_id);
    // The template no longer has it: there is nobody to deliver to.
    if (rule === undefined || target === undefined) return rows.remove(row.id);
    const startedAt = wallNow();
    try {
      await cloud.deliver(target.Arn, JSON.parse(row.payload), row.trace_id, sourceOf(rule, target));
      rows.remove(row.id);
      record(rule, target, row.trace_id, startedAt);
    } catch (error) {
      record(rule, target, row.trace_id, startedAt, error as Error);
      retryOrGiveUp(rule, target, row, error as Error);
    }
  }

  function retryOrGiveUp(rule: Rule, target: RuleTarget, row: DeliveryRow, error: Error): void {
    const policy = target.RetryPolicy;
    const allowed = policy?.MaximumRetryAttempts ?? 185;
    const most = error instanceof TargetFailure ? Math.min(allowed, FUNCTION_RETRIES) : allowed;
    const ageSeconds = (cloud.clock.now() - row.first_at) / 1000;
    const refused = error instanceof AwsError;
    if (refused || row.attempts >= most || ageSeconds > (policy?.MaximumEventAgeInSeconds ?? 86_400)) {
      inTransaction(cloud.state, () => {
        rows.remove(row.id);
        giveUp(rule, target, row.payload, row.trace_id, error, row.attempts);
      });
    } else {
      const wait = Math.min(FIRST_RETRY_MS * 2 ** Math.min(row.attempts, 16), LONGEST_RETRY_MS);
      rows.retryAt(row.id, cloud.clock.now() + wait);
    }
  }

  /** To the target's dead-letter queue, or, as in AWS, nowhere: then the timeline is the only witness. */
  function giveUp(rule: Rule, target: RuleTarget, payload: string, traceId: string, error: Error, attempts: number) {
    const queueArn = target.DeadLetterConfig?.Arn;
    let lost = queueArn === undefined ? "dropped: the target has no dead-letter queue" : undefined;
    if (queueArn !== undefined) {
      const attributes = {
        RULE_ARN: rule.arn,
        TARGET_ARN: target.Arn,
        ERROR_CODE: error instanceof AwsError ? error.code : error.name,
        ERROR_MESSAGE: error.message,
        RETRY_ATTEMPTS: String(attempts),
      };
      try {
        sendToQueue(
          cloud,
          queueArn,
          payload,
          traceId,
          sourceOf(rule, rule.service === undefined ? {} : target),
          attributes,
        );
      } catch (refusal) {
        lost = `dropped: ${(refusal as Error).message}`;
      }
    }
    record(rule, target, traceId, wallNow(), new Error([error.message, lost].filter(Boolean).join("; ")));
  }

  function record(rule: Rule, target: RuleTarget, traceId: string, startedAt: number, error?: Error): void {
    cloud.timeline.record({
      traceId,
      kind: "event",
      name: `${rule.name} → ${target.Arn.split(":").at(-1)}`,
      startedAt,
      durationMs: wallNow() - startedAt,
      ...(error === undefined ? {} : { error: error.message }),
    });
  }

  async function run(): Promise<void> {
    for (;;) {
      nudge.take();
      for (const row of rows.due(cloud.clock.now(), AT_ONCE)) {
        if (underWay.has(row.id) || underWay.size >= AT_ONCE) continue;
        const delivery = deliver(row).finally(() => {
          underWay.delete(row.id);
          nudge.give();
        });
        underWay.set(row.id, delivery);
      }
      const nextAt = rows.nextAt();
      const wait = underWay.size > 0 || nextAt === null || nextAt === undefined ? 2 ** 40 : nextAt - cloud.clock.now();
      resting = underWay.size === 0 && wait > SOON_MS;
      if (!(await pauses.wait(Math.max(wait, 1), nudge))) return;
      resting = false;
    }
  }

  return {
    add,
    know: (rule) => void rules.set(rule.arn, rule),
    start() {
      running ??= run();
    },
    idle: () => resting && !nudge.given,
    async stop() {
      pauses.stop();
      await running;
      await Promise.all(underWay.values());
    },
  };
}

function sourceOf(rule: Rule, target: Pick<RuleTarget, "RoleArn">): DeliverySource {
  const source = { service: rule.service ?? "events.amazonaws.com", sourceArn: rule.arn };
  return target.RoleArn === undefined ? source : { ...source, roleArn: target.RoleArn };
}
