import { isProblem } from "@alliance/core";
import type { DomainEvent, training } from "@alliance/events";
import type * as z from "zod";
import type { WorkerCtx } from "../ctx.ts";
import { expireOrder } from "./expire-order.ts";
import { closeCheckout } from "./open-checkout.ts";

type Withdrawn = z.infer<typeof training.bookingWithdrawn.data>;

/**
 * Nobody is to pay for what was let go: the card page is closed and the order ends. Where it was paid in that moment, the
 * money is taken as for any order, and goes back with the booking that is lost.
 */
export async function endWithdrawnOrder(
  ctx: WorkerCtx,
  { data: { bookingId, wasPlaced } }: DomainEvent<Withdrawn>,
): Promise<"expired" | "left" | "paid"> {
  if (!wasPlaced) return "left";
  try {
    await closeCheckout(ctx, await ctx.gateway(), bookingId);
  } catch (error) {
    if (isProblem(error, "conflict")) return "paid";
    throw error;
  }
  return expireOrder(ctx, bookingId);
}
