import type Stripe from "stripe";
import { newId } from "./ids.ts";
import type { StoredObject, StripeEvent } from "./stored.ts";

/** The one API version that the double speaks: the one that the SDK in the lockfile pins. */
export const apiVersion = "2026-10-28.endive";

export interface Cause {
  readonly requestId: string | null;
  readonly idempotencyKey: string | null;
}

export type EventType = Extract<
  Stripe.Event.Type,
  | "checkout.session.completed"
  | "checkout.session.expired"
  | "charge.succeeded"
  | "charge.failed"
  | "charge.refunded"
  | "customer.created"
  | "customer.updated"
  | "payment_intent.created"
  | "payment_intent.requires_action"
  | "payment_intent.succeeded"
  | "payment_intent.payment_failed"
  | "refund.created"
  | "refund.failed"
  | "refund.updated"
>;

/** A snapshot of the object as it was when the thing happened. */
export function newEvent(type: EventType, object: StoredObject, cause: Cause, nowSeconds: number): StripeEvent {
  return {
    id: newId("evt_1"),
    object: "event",
    api_version: apiVersion,
    created: nowSeconds,
    data: { object: structuredClone(object) as unknown as Stripe.Event.Data.Object },
    livemode: false,
    pending_webhooks: 0,
    request: { id: cause.requestId, idempotency_key: cause.idempotencyKey },
    type,
  } satisfies StripeEvent;
}
