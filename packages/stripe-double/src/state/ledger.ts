import type { DatabaseSync } from "node:sqlite";
import { type Cause, type EventType, newEvent } from "../objects/event.ts";
import type { StoredObject } from "../objects/stored.ts";
import { transaction } from "./database.ts";
import { type ObjectStore, objectStore } from "./objects.ts";

/** One request's view of the state: reads, writes and the events they cause, committed together. */
export interface Work {
  readonly nowSeconds: number;
  readonly objects: ObjectStore;
  /** Saves the object and records what happened to it; the event is delivered after the commit. */
  happened(type: EventType, object: StoredObject): void;
}

export interface Ledger {
  readonly objects: ObjectStore;
  work<T>(cause: Cause, act: (work: Work) => T): T;
}

/** Adds the event's deliveries inside the same commit. `lane` keeps one payment's events in order. */
export type Enqueue = (eventId: string, type: EventType, lane: string) => void;

export function openLedger(database: DatabaseSync, clock: () => number, enqueue: Enqueue): Ledger {
  const objects = objectStore(database);
  return {
    objects,
    work: (cause, act) =>
      transaction(database, () => {
        const nowSeconds = Math.floor(clock() / 1000);
        return act({
          nowSeconds,
          objects,
          happened(type, object) {
            objects.put(object);
            const event = newEvent(type, object, cause, nowSeconds);
            objects.put(event);
            enqueue(event.id, type, laneOf(object));
          },
        });
      }),
  };
}

function laneOf(object: { id: string; payment_intent?: unknown }): string {
  return typeof object.payment_intent === "string" ? object.payment_intent : object.id;
}
