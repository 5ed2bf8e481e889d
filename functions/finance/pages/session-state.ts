import { GatewayUnavailable } from "@alliance/payments";
import type { Paying } from "../use-cases/start-payment.ts";

/** Was a checkout finished? A Stripe that does not answer leaves it open, so the page that asked looks again. */
export async function isComplete({ gateway }: Pick<Paying, "gateway">, sessionId: string): Promise<boolean> {
  try {
    return (await (await gateway()).readCheckout(sessionId)).status === "complete";
  } catch (error) {
    if (error instanceof GatewayUnavailable) return true;
    throw error;
  }
}
