import { authorise } from "@alliance/auth";
import { type Actor, Problem } from "@alliance/core";
import { GatewayRefused, GatewayUnavailable } from "@alliance/payments";
import { type Ctx, retryingConflicts } from "@alliance/store";
import { isBooking } from "../ordering/order-id.ts";
import type { Order } from "../schema.ts";
import { commitExpiry } from "./expire-order.ts";
import { closeCheckout } from "./open-checkout.ts";
import { readOrder } from "./read-order.ts";
import type { Paying } from "./start-payment.ts";

/** Paying is open to a whole school; giving up what somebody ordered is not. */
const mayWithdraw = (actor: Actor, { applicantId, organisationId }: Order): boolean =>
  actor.kind === "person" &&
  (actor.personId === applicantId ||
    actor.affiliations.some(
      (each) => each.organisationId === organisationId && (each.role === "lead" || each.role === "finance"),
    ));

/**
 * Whoever ordered does not want it any more: the card page or the quote is closed, and what was held is free again.
 * What is invoiced already is not withdrawn here: that needs a credit note.
 */
export async function withdrawOrder(
  ctx: Ctx,
  paying: Paying,
  input: { readonly orderId: string },
): Promise<"withdrawn" | "over-before" | "invoiced"> {
  authorise(ctx.actor, "finance.pay-own");
  if (isBooking(input.orderId)) throw new Problem("not-allowed", "A booking is cancelled on its own page.");
  return retryingConflicts(async () => {
    const order = await readOrder(ctx, input.orderId);
    if (order.data.state === "invoiced") return "invoiced";
    if (order.data.state === "expired") return "over-before";
    if (!mayWithdraw(ctx.actor, order.data)) {
      throw new Problem("not-allowed", "Only whoever applied, or a lead or finance contact, can withdraw this.");
    }
    try {
      await closeCheckout(ctx, await paying.gateway(), input.orderId);
    } catch (error) {
      if (!(error instanceof GatewayUnavailable || error instanceof GatewayRefused)) throw error;
      ctx.log.warn("the card page could not be closed", { orderId: input.orderId });
      throw new Problem("unavailable", "We cannot close the card payment just now. Please try again in a few minutes.");
    }
    await commitExpiry(ctx, order, { withdrawn: true });
    return "withdrawn";
  });
}
