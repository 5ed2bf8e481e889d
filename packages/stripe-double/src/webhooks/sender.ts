import type { StripeEvent } from "../objects/stored.ts";
import type { Deliveries, Delivery, Order } from "../state/deliveries.ts";
import { signatureHeader } from "./signature.ts";

export interface WebhookTarget {
  readonly url: string;
  readonly secret: string;
  /** Event types to send; default all. */
  readonly enabledEvents?: readonly string[];
  /** Waits between tries; the last one failing gives up. Default: 1 s doubling to 5 minutes, 12 tries. */
  readonly retryDelaysMs?: readonly number[];
  readonly timeoutMs?: number;
}

export interface SenderOptions {
  readonly target: WebhookTarget;
  readonly deliveries: Deliveries;
  readonly clock: () => number;
  readonly findEvent: (id: string) => StripeEvent | undefined;
}

export interface Sender {
  /** Look for due deliveries now. */
  nudge(): void;
  pause(paused: boolean): void;
  setOrder(order: Order): void;
  /** Resolves when nothing is due or on its way; retries that wait for their time do not hold it. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

const defaultRetryDelaysMs = [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300].map((seconds) => seconds * 1000);
const parallelLanes = 8;

/** Sends due deliveries: one at a time within a payment's lane, several lanes side by side. */
export function startSender(options: SenderOptions): Sender {
  const { deliveries, clock } = options;
  const busyLanes = new Set<string>();
  const inFlight = new Set<Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  let paused = false;
  let stopped = false;
  let order: Order = "created";

  const sendable = (): Delivery[] => {
    if (paused || stopped) return [];
    const lanes = new Set(busyLanes);
    return deliveries.due(clock(), order).filter(({ lane }) => {
      if (lanes.has(lane) || lanes.size >= parallelLanes) return false;
      lanes.add(lane);
      return true;
    });
  };
  const nudge = () => {
    for (const delivery of sendable()) {
      busyLanes.add(delivery.lane);
      const attempt = deliver(options, delivery).finally(() => {
        busyLanes.delete(delivery.lane);
        inFlight.delete(attempt);
        nudge();
      });
      inFlight.add(attempt);
    }
    schedule();
  };
  const schedule = () => {
    clearTimeout(timer);
    const next = stopped || paused ? undefined : deliveries.nextDueAtMs();
    if (next === undefined) return;
    // The clock may be moved forward, so a far date is looked at again every second.
    timer = setTimeout(nudge, Math.min(1_000, Math.max(10, next - clock())));
    timer.unref();
  };
  return {
    nudge,
    pause(wanted) {
      paused = wanted;
      nudge();
    },
    setOrder(wanted) {
      order = wanted;
    },
    async idle() {
      nudge();
      while (inFlight.size > 0) await Promise.all(inFlight);
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await Promise.all(inFlight);
    },
  };
}

async function deliver({ target, deliveries, clock, findEvent }: SenderOptions, delivery: Delivery): Promise<void> {
  const event = findEvent(delivery.eventId);
  const delays = target.retryDelaysMs ?? defaultRetryDelaysMs;
  const attempts = delivery.attempts + 1;
  const answer = event === undefined ? "event not found" : await post(target, event, clock);
  if (answer.startsWith("2")) {
    deliveries.settle(delivery.id, { state: "delivered", attempts, dueAtMs: clock(), lastAnswer: answer });
    return;
  }
  const delayMs = delays[delivery.attempts];
  const state = delayMs === undefined ? "failed" : "pending";
  deliveries.settle(delivery.id, { state, attempts, dueAtMs: clock() + (delayMs ?? 0), lastAnswer: answer });
}

/** Returns the status, or why there is none. A redirect is a failure, as it is for Stripe. */
async function post(target: WebhookTarget, event: StripeEvent, clock: () => number): Promise<string> {
  const body = JSON.stringify(event, null, 2);
  try {
    const response = await fetch(target.url, {
      method: "POST",
      redirect: "manual",
      signal: AbortSignal.timeout(target.timeoutMs ?? 10_000),
      headers: {
        "content-type": "application/json; charset=utf-8",
        "user-agent": "Stripe/1.0 (local double)",
        "stripe-signature": signatureHeader(body, target.secret, Math.floor(clock() / 1000)),
      },
      body,
    });
    await response.arrayBuffer();
    return String(response.status);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
