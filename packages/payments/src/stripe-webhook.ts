import Stripe from "stripe";
import * as z from "zod";
import { BadSignature, type PaymentGateway, type WebhookHint } from "./gateway.ts";

/** Stripe's own default, said aloud because 0 would mean any age. */
const toleranceSeconds = 300;

const Event = z.object({
  id: z.string().min(1),
  object: z.literal("event"),
  type: z.string().min(1),
  created: z.int(),
  data: z.object({ object: z.object({ id: z.string().min(1), object: z.string().min(1) }) }),
});

export interface StripeWebhookOptions {
  readonly webhookSecret: string;
  /** Epoch milliseconds, for the age of a signature. */
  readonly now?: () => number;
}

/** The half of the port that needs no key: a function that only hears from Stripe cannot call it. */
export function stripeWebhooks(options: StripeWebhookOptions): Pick<PaymentGateway, "parseWebhook"> {
  return {
    parseWebhook: async (rawBody, header) =>
      hintOf(await verified(rawBody, header, options.webhookSecret, options.now?.() ?? Date.now())),
  };
}

async function verified(rawBody: string | Uint8Array, header: string | undefined, secret: string, nowMs: number) {
  // Asked for by name, so that the SDK's builds for Node and for workers run the same code here.
  const crypto = Stripe.createSubtleCryptoProvider();
  try {
    const body = Buffer.from(rawBody as Uint8Array);
    const event = await Stripe.webhooks.constructEventAsync(
      body,
      header ?? "",
      secret,
      toleranceSeconds,
      crypto,
      nowMs,
    );
    return event as unknown;
  } catch (error) {
    // All of them, not only the SDK's own kind: a header of `t=1,v1=` ends in a plain Error there.
    throw new BadSignature(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

function hintOf(signed: unknown): WebhookHint {
  const event = Event.safeParse(signed);
  if (!event.success) throw new BadSignature("The signed body is not an event.");
  const { id, type, created, data } = event.data;
  const createdAt = new Date(created * 1000).toISOString();
  return { eventId: id, type, objectId: data.object.id, objectType: data.object.object, createdAt };
}
