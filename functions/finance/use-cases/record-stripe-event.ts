import { derivedIds } from "@alliance/core";
import { draft } from "@alliance/events";
import * as finance from "@alliance/events/finance";
import type { WebhookHint } from "@alliance/payments";
import { Conflict, type Ctx, commit } from "@alliance/store";
import { stripeEventPk } from "../keys.ts";

/**
 * Keeps a verified Stripe event for ever, by one conditional write: the row's key comes from Stripe's own id, and
 * the row is the marker, the audit trail and the outbox at once. The same event again is refused by that key.
 */
export async function recordStripeEvent(ctx: Ctx, hint: WebhookHint): Promise<"recorded" | "recorded-before"> {
  const { eventId: stripeEventId, type: stripeType, objectId } = hint;
  const event = draft(finance.stripeEventReceived, { stripeEventId, stripeType, objectId });
  const ids = derivedIds(`stripe|${stripeEventId}`, hint.createdAt);
  try {
    await commit({ ...ctx, ids }, { emit: [{ pk: stripeEventPk(stripeEventId), event }] });
    return "recorded";
  } catch (error) {
    if (error instanceof Conflict) return "recorded-before";
    throw error;
  }
}
