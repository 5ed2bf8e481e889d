import { type PaymentGateway, stripeGateway } from "@alliance/payments";
import * as z from "zod";
import { secretReader } from "./secrets.ts";

export const StripeSettings = z.object({ STRIPE_API_BASE: z.url(), STRIPE_SECRET_ARN: z.string().min(1) });
export type StripeSettings = z.infer<typeof StripeSettings>;

/** The gateway for functions that call Stripe; the key is read with the first call that needs it. */
export function stripeCalls(settings: StripeSettings): () => Promise<PaymentGateway> {
  const read = secretReader();
  // It never sees a webhook: a blank secret lets none through.
  return async () =>
    stripeGateway({
      secretKey: await read(settings.STRIPE_SECRET_ARN),
      apiBase: settings.STRIPE_API_BASE,
      webhookSecret: "",
    });
}

/** Where Stripe's hosted page lives, or that of its double: a form of ours may end there. */
export const checkoutOrigin = (apiBase: string): string =>
  apiBase === "https://api.stripe.com" ? "https://checkout.stripe.com" : new URL(apiBase).origin;
