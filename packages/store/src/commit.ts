import type { Envelope } from "@alliance/events";
import { toItem } from "./item.ts";
import type { Change, Key, Origin, Put } from "./table.ts";

/** One write of a transaction, or one check, whatever the engine. `mustBe` 0 means "must not be there". */
export type Write =
  | { readonly kind: "put"; readonly item: ReturnType<typeof toItem>; readonly mustBe: number }
  | { readonly kind: "remove"; readonly key: Key; readonly mustBe: number }
  | { readonly kind: "expect"; readonly key: Key; readonly mustBe: number };

const eventPut = (pk: string, envelope: Envelope): Put => ({
  key: { pk, sk: `event#${envelope.id}` },
  entity: "event",
  version: 1,
  data: envelope,
  ...(envelope.about ? { gsi1: { pk: `about#${envelope.about}`, sk: `event#${envelope.id}` } } : {}),
});

function envelopes(change: Change, origin: Origin): Put[] {
  return (change.emit ?? []).map(({ pk, event }) =>
    eventPut(pk, {
      id: origin.nextEventId(),
      type: event.type,
      version: event.version,
      occurredAt: origin.now,
      correlationId: origin.correlationId,
      ...(origin.causationId ? { causationId: origin.causationId } : {}),
      actor: origin.actor,
      ...(event.about ? { about: event.about } : {}),
      data: event.data,
    }),
  );
}

/** A change as the writes of one transaction: state first, then events, then what must be as it was. */
export function writesOf(change: Change, origin: Origin): Write[] {
  const puts = [...(change.put ?? []), ...envelopes(change, origin)];
  return [
    ...puts.map((put) => ({ kind: "put", item: toItem(put), mustBe: put.version - 1 }) as const),
    ...(change.remove ?? []).map(({ key, version }) => ({ kind: "remove", key, mustBe: version }) as const),
    ...(change.expect ?? []).map(({ key, version }) => ({ kind: "expect", key, mustBe: version }) as const),
  ];
}
