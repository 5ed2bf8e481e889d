import { randomUUID } from "node:crypto";
import { wallNow } from "../clock.ts";
import { AwsError, type Cloud, type Resource } from "../contract.ts";
import { inTransaction } from "../transaction.ts";
import { type ArchiveStore, createArchiveStore } from "./archive-store.ts";
import { Deliveries } from "./deliveries.ts";
import { archivesOf, BUS, busNameOf, type Rule, rulesOf } from "./event-resources.ts";
import type { BusEvent } from "./target-input.ts";

export interface AppendedEvent {
  readonly source: string;
  readonly detailType: string;
  readonly detail: unknown;
  readonly traceId: string;
  /** Name or ARN; the default bus unless given. */
  readonly busName?: string | undefined;
  readonly resources?: readonly string[];
  /** Epoch milliseconds; now unless given. */
  readonly time?: number | undefined;
  /** Set while an archive is replayed: the event keeps its id and is not archived again. */
  readonly replay?: { readonly name: string; readonly id: string } | undefined;
}

const known = new WeakMap<Cloud, EventBuses>();

/** The buses of a cloud, whose rules are read at the first call: once the template is resolved. */
export function eventBusesOf(cloud: Cloud): EventBuses {
  const buses = known.get(cloud) ?? new EventBuses(cloud);
  known.set(cloud, buses);
  return buses;
}

class EventBuses {
  readonly archives: ArchiveStore;
  readonly deliveries: Deliveries;
  readonly #cloud: Cloud;
  readonly #buses: ReadonlyMap<string, Resource>;
  readonly #rules: readonly Rule[];
  readonly #homeRegion: string;

  constructor(cloud: Cloud) {
    const rules = rulesOf(cloud);
    const somewhere = cloud.resourcesOfType("AWS::Lambda::Function")[0] ?? [...cloud.resources.values()][0];
    this.#cloud = cloud;
    this.#buses = new Map(cloud.resourcesOfType<Record<string, unknown>>(BUS).map((bus) => [bus.ref, bus]));
    this.#rules = rules.filter((rule) => rule.enabled && rule.matches !== undefined);
    this.#homeRegion = somewhere?.region ?? "us-east-1";
    this.archives = createArchiveStore(cloud.state, cloud.clock, archivesOf(cloud));
    this.deliveries = new Deliveries(cloud, rules);
  }

  append(entry: AppendedEvent): string {
    const startedAt = wallNow();
    const busName = busNameOf(entry.busName);
    if (busName !== "default" && !this.#buses.has(busName)) {
      throw new AwsError("ResourceNotFoundException", `The template has no bus ${busName}.`);
    }
    const event = this.#toEvent(entry, busName);
    const matched = this.#rules.filter((rule) => rule.busName === busName && rule.matches?.(event));
    inTransaction(this.#cloud.state, () => {
      if (entry.replay === undefined) this.archives.keep(busName, event, entry.traceId);
      for (const rule of matched) this.fire(rule, event, entry.traceId);
    });
    this.#cloud.timeline.record({
      traceId: entry.traceId,
      kind: "event",
      name: entry.detailType,
      startedAt,
      durationMs: wallNow() - startedAt,
      detail: { bus: busName, source: entry.source, id: event.id, rules: matched.map((rule) => rule.name) },
    });
    return event.id;
  }

  /** Sends what a rule says to its targets, also for a rule that fires by its schedule. */
  readonly fire = (rule: Rule, event: BusEvent, traceId: string): void => {
    for (const target of rule.targets) this.deliveries.add(rule, target, event, traceId);
  };

  busArn(nameOrArn: string | undefined): string {
    const name = busNameOf(nameOrArn);
    const { region, accountId } = { region: this.#homeRegion, accountId: this.#cloud.accountId };
    return this.#buses.get(name)?.arn ?? `arn:aws:events:${region}:${accountId}:event-bus/${name}`;
  }

  #toEvent(entry: AppendedEvent, busName: string): BusEvent {
    return {
      version: "0",
      id: entry.replay?.id ?? randomUUID(),
      "detail-type": entry.detailType,
      source: entry.source,
      account: this.#cloud.accountId,
      time: new Date(entry.time ?? this.#cloud.clock.now()).toISOString().replace(/\.\d+Z$/, "Z"),
      region: this.#buses.get(busName)?.region ?? this.#homeRegion,
      resources: entry.resources ?? [],
      detail: entry.detail,
      ...(entry.replay === undefined ? {} : { "replay-name": entry.replay.name }),
    };
  }
}
