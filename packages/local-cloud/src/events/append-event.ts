import type { Cloud } from "../contract.ts";
import { type AppendedEvent, eventBusesOf } from "./event-buses.ts";

/**
 * Puts an event on a bus ("default" unless named) and returns its id. Synchronous: durable when it returns, or with the
 * commit of the transaction that is open. Throws an AwsError for a bus that the template lacks.
 */
export function appendEvent(cloud: Cloud, event: AppendedEvent): string {
  return eventBusesOf(cloud).append(event);
}
