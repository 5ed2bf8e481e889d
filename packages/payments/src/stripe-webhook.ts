import Stripe from "stripe";
import * as z from "zod";
import { BadSignature, NotAnEvent, type PaymentGateway, type WebhookHint } from "./gateway.ts";

/** Stripe's own default, said aloud because 0 would mean any age. */
const toleranceSeconds = 300;

const Event = z.object({
  id: z.string().min(1),
  object: z.literal("event"),
  type: z.string().min(1),
  // To the end of the year 9999: beyond, it is no date.
  created: z.int().min(0).max(253_402_300_799),
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
    async parseWebhook(rawBody, header) {
      const body = Buffer.from(rawBody as Uint8Array);
      await verify(body, header, options.webhookSecret, options.now?.() ?? Date.now());
      return hintOf(body);
    },
  };
}

async function verify(body: Buffer, header: string | undefined, secret: string, nowMs: number): Promise<void> {
  // Asked for by name, so that the SDK's builds for Node and for workers run the same code here.
  const crypto = Stripe.createSubtleCryptoProvider();
  try {
    const { signature } = Stripe.webhooks;
    if (!(await signature?.verifyHeaderAsync(body, header ?? "", secret, toleranceSeconds, crypto, nowMs))) {
      throw new Error("The signature could not be verified.");
    }
  } catch (error) {
    // All of them, not only the SDK's own kind: a header of `t=1,v1=` ends in a plain Error there.
    throw new BadSignature(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

function hintOf(signed: Buffer): WebhookHint {
  const event = Event.safeParse(jsonOf(signed));
  if (!event.success) throw new NotAnEvent("The signed body is not an event.");
  const { id, type, created, data } = event.data;
  const createdAt = new Date(created * 1000).toISOString();
  return { eventId: id, type, objectId: data.object.id, objectType: data.object.object, createdAt };
}

function jsonOf(signed: Buffer): unknown {
  try {
    return JSON.parse(signed.toString("utf8"));
  } catch (error) {
    throw new NotAnEvent("The signed body is not JSON.", { cause: error });
  }
}
