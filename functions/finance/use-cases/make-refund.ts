import type { DomainEvent, finance } from "@alliance/events";
import { GatewayRefused, type RefundState } from "@alliance/payments";
import type * as z from "zod";
import type { WorkerCtx } from "../ctx.ts";
import type { Credit } from "../schema.ts";
import { loadCredit } from "./credit-put.ts";
import { type RefundSettled, settleRefund } from "./settle-refund.ts";

type Due = z.infer<typeof finance.refundDue.data>;

/**
 * Asks Stripe to give approved money back to the card. Its key is the credit's and the attempt's: however often the queue
 * brings this, the money goes once. What Stripe refuses is in front of the finance team; what it cannot answer comes again.
 */
export async function makeRefund(ctx: WorkerCtx, event: DomainEvent<Due>): Promise<RefundSettled> {
  const { creditId, attempt } = event.data;
  const { data: credit } = await loadCredit(ctx, creditId);
  const sending = credit.refund?.sending;
  if (sending?.state !== "asked" || sending.attempt !== attempt) return "left";
  const answer = await askStripe(ctx, credit, attempt);
  const settled = await settleRefund(ctx, { creditId, attempt, ...answer });
  ctx.log.info("refund", { creditId, attempt, settled });
  return settled;
}

type Answer = Pick<RefundState, "status"> & { readonly refundId?: string; readonly failure?: string };

async function askStripe(ctx: WorkerCtx, credit: Credit, attempt: number): Promise<Answer> {
  const { creditId, paymentIntentId, refund } = credit;
  const gateway = await ctx.gateway();
  try {
    return await gateway.createRefund({
      paymentIntentId,
      amountPence: refund?.amountPence ?? 0,
      idempotencyKey: `${creditId}-refund-${attempt}`,
      metadata: { creditId, attempt: String(attempt) },
    });
  } catch (error) {
    if (!(error instanceof GatewayRefused)) throw error;
    ctx.log.warn("Stripe refused a refund", { creditId, attempt, code: error.code });
    return { status: "failed", failure: error.code };
  }
}
