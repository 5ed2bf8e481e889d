import { type Actor, actorId, type Clock, derivedIds, type Ids, type Log } from "@alliance/core";
import type { Envelope } from "@alliance/events";
import type { Change, Table } from "./table.ts";

/** Everything a use-case may reach: no environment, no wall clock, no chance but through here. */
export interface Ctx {
  readonly actor: Actor;
  readonly table: Table;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly correlationId: string;
  readonly causationId?: string;
}

/** How every use-case ends: state, audit and event in one commit, signed by the actor of the context. */
export function commit(ctx: Ctx, change: Change): Promise<void> {
  return ctx.table.commit(change, {
    actor: actorId(ctx.actor),
    correlationId: ctx.correlationId,
    ...(ctx.causationId ? { causationId: ctx.causationId } : {}),
    now: ctx.clock.now(),
    nextEventId: () => ctx.ids.next("evt"),
  });
}

/**
 * The context of a reaction to an event. Its ids derive from the event and the subscriber, so the same event
 * delivered again makes the same ids and meets its own first effects.
 */
export function reactionCtx(
  parts: { readonly context: string; readonly table: Table; readonly clock: Clock; readonly log: Log },
  event: Pick<Envelope, "id" | "occurredAt" | "correlationId">,
  subscriber: string,
): Ctx {
  return {
    actor: { kind: "system", context: parts.context },
    table: parts.table,
    clock: parts.clock,
    ids: derivedIds(`${event.id}|${subscriber}`, event.occurredAt),
    log: parts.log.child({ eventId: event.id, correlationId: event.correlationId, subscriber }),
    correlationId: event.correlationId,
    causationId: event.id,
  };
}
