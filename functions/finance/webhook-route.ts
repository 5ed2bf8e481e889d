import { Problem } from "@alliance/core";
import { routesFor } from "@alliance/http";
import { BadSignature, NotAnEvent, type PaymentGateway, type WebhookHint } from "@alliance/payments";
import { recordStripeEvent } from "./use-cases/record-stripe-event.ts";

export interface WebhookServices {
  readonly gateway: () => Promise<Pick<PaymentGateway, "parseWebhook">>;
}

const { raw } = routesFor<WebhookServices>();

async function verified(
  gateway: Pick<PaymentGateway, "parseWebhook">,
  body: string,
  signature: string | null,
): Promise<WebhookHint> {
  try {
    return await gateway.parseWebhook(body, signature ?? undefined);
  } catch (error) {
    if (error instanceof NotAnEvent) {
      throw new Problem("malformed", "This is signed, but it is not an event of Stripe's. Nothing was changed.");
    }
    if (!(error instanceof BadSignature)) throw error;
    throw new Problem("malformed", "This is not signed by Stripe, or was signed too long ago. Nothing was changed.");
  }
}

/** The actor of what a webhook brings is Stripe, whoever's cookies came along. */
export const webhookRoutes = [
  raw({
    method: "POST",
    path: "/api/finance/stripe-webhook",
    access: "public",
    summary: "Stripe's signed webhooks; each event has one effect however often it comes",
    handle: async ({ ctx, services, body, headers }) => {
      const hint = await verified(await services.gateway(), body, headers.get("stripe-signature"));
      const outcome = await recordStripeEvent({ ...ctx, actor: { kind: "system", context: "stripe" } }, hint);
      ctx.log.info("stripe event", { stripeEventId: hint.eventId, stripeType: hint.type, outcome });
      return Response.json({ received: true });
    },
  }),
];
