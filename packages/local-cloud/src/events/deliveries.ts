import { wallNow } from "../clock.ts";
import { AwsError, type Cloud, type DeliverySource } from "../contract.ts";
import { createNudge, createPauses, type Pauses } from "../event-source-mapping/pause.ts";
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
const FOREVER_MS = 2 ** 40;

/** Brings events to their targets: queues at once, functions and buses from durable rows, retried as the rule says. */
export class Deliveries {
  readonly #cloud: Cloud;
  readonly #rows: ReturnType<typeof createDeliveryRows>;
  readonly #rules: Map<string, Rule>;
  readonly #nudge = createNudge();
  readonly #pauses: Pauses;
  readonly #underWay = new Map<number, Promise<void>>();
  #running: Promise<void> | undefined;
  #resting = true;

  constructor(cloud: Cloud, rules: readonly Rule[]) {
    this.#cloud = cloud;
    this.#rows = createDeliveryRows(cloud.state);
    this.#rules = new Map(rules.map((rule) => [rule.arn, rule]));
    this.#pauses = createPauses(cloud.clock);
  }

  /** A schedule's rule, so that what it left undelivered is found after a restart. */
  know(rule: Rule): void {
    this.#rules.set(rule.arn, rule);
  }

  /** Part of the transaction that accepts the event: in the queue, or noted, when it commits. */
  add(rule: Rule, target: RuleTarget, event: BusEvent, traceId: string): void {
    let payload: unknown = event;
    try {
      payload = targetInput(target, event, rule);
      if (target.Arn.includes(":sqs:")) {
        sendToQueue(this.#cloud, target.Arn, payload, traceId, sourceOf(rule, target));
      } else {
        this.#rows.insert(rule.arn, target.Id, JSON.stringify(payload), traceId, this.#cloud.clock.now());
        this.#resting = false;
        setImmediate(this.#nudge.give);
      }
    } catch (error) {
      this.#giveUp(rule, target, JSON.stringify(payload), traceId, error as Error, 0);
    }
  }

  start(): void {
    this.#running ??= this.#run();
  }

  idle(): boolean {
    return this.#resting && !this.#nudge.given;
  }

  async stop(): Promise<void> {
    this.#pauses.stop();
    await this.#running;
    await Promise.all(this.#underWay.values());
  }

  async #run(): Promise<void> {
    for (;;) {
      this.#nudge.take();
      for (const row of this.#rows.due(this.#cloud.clock.now(), AT_ONCE)) {
        if (this.#underWay.has(row.id) || this.#underWay.size >= AT_ONCE) continue;
        const delivery = this.#deliver(row).finally(() => {
          this.#underWay.delete(row.id);
          this.#nudge.give();
        });
        this.#underWay.set(row.id, delivery);
      }
      const nextAt = this.#rows.nextAt();
      const nothingSoon = this.#underWay.size > 0 || nextAt === null || nextAt === undefined;
      const wait = nothingSoon ? FOREVER_MS : nextAt - this.#cloud.clock.now();
      this.#resting = this.#underWay.size === 0 && wait > SOON_MS;
      if (!(await this.#pauses.wait(Math.max(wait, 1), this.#nudge))) return;
      this.#resting = false;
    }
  }

  async #deliver(row: DeliveryRow): Promise<void> {
    const rule = this.#rules.get(row.rule_arn);
    const target = rule?.targets.find((candidate) => candidate.Id === row.target_id);
    // The template no longer has it: there is nobody to deliver to.
    if (rule === undefined || target === undefined) return this.#rows.remove(row.id);
    const startedAt = wallNow();
    try {
      await this.#cloud.deliver(target.Arn, JSON.parse(row.payload), row.trace_id, sourceOf(rule, target));
      this.#rows.remove(row.id);
      this.#record(rule, target, row.trace_id, startedAt);
    } catch (error) {
      this.#record(rule, target, row.trace_id, startedAt, error as Error);
      this.#retryOrGiveUp(rule, target, row, error as Error);
    }
  }

  #retryOrGiveUp(rule: Rule, target: RuleTarget, row: DeliveryRow, error: Error): void {
    const now = this.#cloud.clock.now();
    const allowed = target.RetryPolicy?.MaximumRetryAttempts ?? 185;
    const most = error instanceof TargetFailure ? Math.min(allowed, FUNCTION_RETRIES) : allowed;
    const oldestSeconds = target.RetryPolicy?.MaximumEventAgeInSeconds ?? 86_400;
    const hopeless = error instanceof AwsError || row.attempts >= most || now - row.first_at > oldestSeconds * 1000;
    if (!hopeless) {
      const wait = Math.min(FIRST_RETRY_MS * 2 ** Math.min(row.attempts, 16), LONGEST_RETRY_MS);
      this.#rows.retryAt(row.id, now + wait);
      return;
    }
    inTransaction(this.#cloud.state, () => {
      this.#rows.remove(row.id);
      this.#giveUp(rule, target, row.payload, row.trace_id, error, row.attempts);
    });
  }

  /** To the target's dead-letter queue, or, as in AWS, nowhere: then the timeline is the only witness. */
  #giveUp(rule: Rule, target: RuleTarget, payload: string, traceId: string, error: Error, attempts: number): void {
    const queueArn = target.DeadLetterConfig?.Arn;
    let lost = queueArn === undefined ? "dropped: the target has no dead-letter queue" : undefined;
    if (queueArn !== undefined) {
      const source = sourceOf(rule, rule.service === undefined ? {} : target);
      try {
        sendToQueue(this.#cloud, queueArn, payload, traceId, source, failureAttributes(rule, target, error, attempts));
      } catch (refusal) {
        lost = `dropped: ${(refusal as Error).message}`;
      }
    }
    this.#record(rule, target, traceId, wallNow(), new Error([error.message, lost].filter(Boolean).join("; ")));
  }

  #record(rule: Rule, target: RuleTarget, traceId: string, startedAt: number, error?: Error): void {
    this.#cloud.timeline.record({
      traceId,
      kind: "event",
      name: `${rule.name} → ${target.Arn.split(":").at(-1)}`,
      startedAt,
      durationMs: wallNow() - startedAt,
      ...(error === undefined ? {} : { error: error.message }),
    });
  }
}

function failureAttributes(rule: Rule, target: RuleTarget, error: Error, attempts: number) {
  return {
    RULE_ARN: rule.arn,
    TARGET_ARN: target.Arn,
    ERROR_CODE: error instanceof AwsError ? error.code : error.name,
    ERROR_MESSAGE: error.message,
    RETRY_ATTEMPTS: String(attempts),
  };
}

function sourceOf(rule: Rule, target: Pick<RuleTarget, "RoleArn">): DeliverySource {
  const source = { service: rule.service ?? "events.amazonaws.com", sourceArn: rule.arn };
  return target.RoleArn === undefined ? source : { ...source, roleArn: target.RoleArn };
}
