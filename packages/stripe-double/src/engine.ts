import { type DeliverySettings, normalDelivery } from "./controls.ts";
import type { ApiState } from "./endpoints/api.ts";
import { type Faults, faultList } from "./faults.ts";
import { secondsUntilAvailable } from "./objects/balance-transaction.ts";
import type { StripeEvent } from "./objects/stored.ts";
import { expireSessions } from "./pay/payment.ts";
import { openDatabase } from "./state/database.ts";
import { type Deliveries, openDeliveries } from "./state/deliveries.ts";
import { idempotencyRecords } from "./state/idempotency.ts";
import { type Ledger, openLedger, type Work } from "./state/ledger.ts";
import { type Sender, startSender, type WebhookTarget } from "./webhooks/sender.ts";

export interface EngineOptions {
  readonly dataFolder: string | undefined;
  readonly clock: () => number;
  readonly webhook: WebhookTarget;
  readonly payBase: () => string;
}

/** The double without its doors: state, clock, webhooks and faults. */
export interface Engine {
  readonly clock: () => number;
  readonly ledger: Ledger;
  readonly queue: Deliveries;
  readonly sender: Sender;
  readonly faults: Faults;
  readonly api: ApiState;
  settings: DeliverySettings;
  /** What a person does, rather than the API: expired sessions are settled first, webhooks leave after. */
  act<T>(doing: (work: Work) => T): T;
  /** Sessions whose time has come expire, each with its event. */
  sweep(): void;
  /** A request that was slowed down may wake after the stop; it finds no database then. */
  readonly isClosed: () => boolean;
  close(): Promise<void>;
}

const noCause = { requestId: null, idempotencyKey: null };

export function openEngine({ dataFolder, clock, webhook, payBase }: EngineOptions): Engine {
  const database = openDatabase(dataFolder);
  const queue = openDeliveries(database);
  const ledger = openLedger(database, clock, (eventId, type, lane) => {
    if (webhook.enabledEvents !== undefined && !webhook.enabledEvents.includes(type)) return;
    const { duplicates, delayMs } = engine.settings;
    for (let copy = 0; copy <= duplicates; copy++) queue.add(eventId, lane, clock() + delayMs);
  });
  const present = presenter(clock, queue, payBase);
  const findEvent = (id: string) => {
    const event = ledger.objects.find("event", id);
    return event === undefined ? undefined : present(event);
  };
  const sender = startSender({ target: webhook, deliveries: queue, clock, findEvent });
  const { undeliveredEventIds } = queue;
  const idempotency = idempotencyRecords(database, clock);
  let closed = false;
  const engine: Engine = {
    isClosed: () => closed,
    clock,
    ledger,
    queue,
    sender,
    faults: faultList(),
    api: { ledger, idempotency, payBase, undeliveredEventIds, present },
    settings: normalDelivery,
    act(doing) {
      engine.sweep();
      const result = ledger.work(noCause, doing);
      sender.nudge();
      return result;
    },
    sweep() {
      if (ledger.objects.openSessionsExpiredAt(Math.floor(clock() / 1000)).length === 0) return;
      ledger.work(noCause, expireSessions);
      sender.nudge();
    },
    async close() {
      closed = true;
      await sender.stop();
      database.close();
    },
  };
  return engine;
}

/** What depends on the moment of asking: available money, webhooks still to go, and where the pay page is after a restart. */
function presenter(clock: () => number, queue: Deliveries, payBase: () => string) {
  const present = <T>(object: T): T => {
    if (typeof object !== "object" || object === null) return object;
    const copy = { ...object } as Record<string, unknown>;
    for (const [name, value] of Object.entries(copy)) {
      copy[name] = Array.isArray(value)
        ? value.map(present)
        : name === "data" && copy.object === "event"
          ? value
          : present(value);
    }
    if (copy.object === "event") copy.pending_webhooks = queue.pendingOf((object as unknown as StripeEvent).id);
    if (copy.object === "checkout.session" && copy.url !== null) copy.url = `${payBase()}/pay/${copy.id}`;
    if (copy.object === "balance_transaction") {
      copy.status = Number(copy.created) + secondsUntilAvailable <= clock() / 1000 ? "available" : "pending";
    }
    return copy as T;
  };
  return present;
}
