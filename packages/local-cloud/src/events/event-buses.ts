import { randomUUID } from "node:crypto";
import { wallNow } from "../clock.ts";
import { AwsError, type Cloud } from "../contract.ts";
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

export interface EventBuses {
  append(event: AppendedEvent): string;
  busExists(nameOrArn: string | undefined): boolean;
  busArn(nameOrArn: string | undefined): string;
  /** Sends what a rule says to its targets, also for a rule that fires by its schedule. */
  fire(rule: Rule, event: BusEvent, traceId: string): void;
  readonly archives: ArchiveStore;
  readonly deliveries: Deliveries;
}

const known = new WeakMap<Cloud, EventBuses>();

export function eventBusesOf(cloud: Cloud): EventBuses {
  const found = known.get(cloud);
  if (found !== undefined) return found;
  const made = createEventBuses(cloud);
  known.set(cloud, made);
  return made;
}

function createEventBuses(cloud: Cloud): EventBuses {
  const buses = cloud.resourcesOfType<Record<string, unknown>>(BUS);
  const homeRegion =
    (cloud.resourcesOfType("AWS::Lambda::Function")[0] ?? [...cloud.resources.values()][0])?.region ?? "us-east-1";
  const allRules = rulesOf(cloud);
  const rules = allRules.filter((rule) => rule.enabled && rule.matches !== undefined);
  const archives = createArchiveStore(cloud.state, cloud.clock, archivesOf(cloud));
  const deliveries = new Deliveries(cloud, allRules);
  const bus = (name: string) => buses.find((candidate) => candidate.ref === name);

  function append(entry: AppendedEvent): string {
    const startedAt = wallNow();
    const busName = busNameOf(entry.busName);
    if (!busExists(busName)) throw new AwsError("ResourceNotFoundException", `The template has no bus ${busName}.`);
    const event = toEvent(entry, busName);
    const matched = rules.filter((rule) => rule.busName === busName && rule.matches?.(event));
    inTransaction(cloud.state, () => {
      if (entry.replay === undefined) archives.keep(busName, event, entry.traceId);
      for (const rule of matched) fire(rule, event, entry.traceId);
    });
    cloud.timeline.record({
      traceId: entry.traceId,
      kind: "event",
      name: entry.detailType,
      startedAt,
      durationMs: wallNow() - startedAt,
      detail: { bus: busName, source: entry.source, id: event.id, rules: matched.map((rule) => rule.name) },
    });
    return event.id;
  }

  function toEvent(entry: AppendedEvent, busName: string): BusEvent {
    return {
      version: "0",
      id: entry.replay?.id ?? randomUUID(),
      "detail-type": entry.detailType,
      source: entry.source,
      account: cloud.accountId,
      time: new Date(entry.time ?? cloud.clock.now()).toISOString().replace(/\.\d+Z$/, "Z"),
      region: bus(busName)?.region ?? homeRegion,
      resources: entry.resources ?? [],
      detail: entry.detail,
      ...(entry.replay === undefined ? {} : { "replay-name": entry.replay.name }),
    };
  }

  function fire(rule: Rule, event: BusEvent, traceId: string): void {
    for (const target of rule.targets) deliveries.add(rule, target, event, traceId);
  }

  function busExists(nameOrArn: string | undefined): boolean {
    const name = busNameOf(nameOrArn);
    return name === "default" || bus(name) !== undefined;
  }

  return {
    append,
    busExists,
    busArn(nameOrArn) {
      const name = busNameOf(nameOrArn);
      return bus(name)?.arn ?? `arn:aws:events:${homeRegion}:${cloud.accountId}:event-bus/${name}`;
    },
    fire,
    archives,
    deliveries,
  };
}
