import { actorId } from "@alliance/core";
import { draft } from "@alliance/events";
import * as finance from "@alliance/events/finance";
import type { RefundState } from "@alliance/payments";
import { type Ctx, commit, type Put } from "@alliance/store";
import { untilWritten, type WorkerCtx } from "../ctx.ts";
import { ledgerPut } from "../ledger/ledger-put.ts";
import { postingRuleVersion, refundSentPostings } from "../ledger/posting.ts";
import type { Sending } from "../refunds/refund-wish.ts";
import type { Credit } from "../schema.ts";
import { creditPut, loadCredit } from "./credit-put.ts";
import { raiseException } from "./raise-exception.ts";
import { type StripeCause, stripeEffect } from "./stripe-effect.ts";

export type RefundSettled = "pending" | "sent" | "failed" | "left" | "raised" | "raised-before";

/** What is known of an attempt, as it was just read. */
interface RefundNews extends Pick<RefundState, "status"> {
  readonly creditId: string;
  readonly attempt: number;
  readonly refundId?: string | undefined;
  readonly failure?: string | undefined;
}

const stateOf = { pending: "pending", succeeded: "sent", failed: "failed" } as const;
/** It only ever goes on: an answer that was overtaken by a later one says nothing any more. */
const rank = { asked: 0, pending: 1, sent: 2, failed: 3 } as const;

/** Keeps what became of a refund, with its entry in the ledger; the same news, or older, changes nothing. */
export function settleRefund(ctx: WorkerCtx, news: RefundNews, because?: StripeCause): Promise<RefundSettled> {
  const transactionId = ctx.ids.next("ltx");
  return untilWritten(ctx, async () => {
    const stored = await loadCredit(ctx, news.creditId);
    const before = stored.data.refund?.sending;
    const state = stateOf[news.status];
    if (before?.by !== "card" || before.attempt !== news.attempt || rank[before.state] >= rank[state]) return "left";
    const { refundId = before.refundId, failure } = news;
    const sending: Sending = {
      ...{ attempt: news.attempt, by: "card", state, at: ctx.clock.now() },
      ...(refundId === undefined ? {} : { refundId }),
      ...(failure === undefined ? {} : { failure }),
    };
    const credit = withSending(stored.data, sending);
    await commit(ctx, {
      put: [
        creditPut(credit, stored.version + 1),
        ...entryOf(ctx, credit, before, transactionId),
        ...stripeEffect(ctx, because, `refund-${state}`),
      ],
      emit: eventsOf(credit).map((event) => ({ pk: stored.key.pk, event })),
    });
    return state;
  });
}

export const withSending = (credit: Credit, sending: Sending): Credit =>
  credit.refund === undefined ? credit : { ...credit, refund: { ...credit.refund, sending } };

/** It left us, or it is ours again; on its way it is neither. */
function entryOf(ctx: Ctx, credit: Credit, before: Sending, transactionId: string): Put[] {
  const { sending, amountPence = 0 } = credit.refund ?? {};
  if (sending?.state === "sent") return sentPut(ctx, credit, amountPence, transactionId);
  if (sending?.state === "failed" && before.state === "sent")
    return sentPut(ctx, credit, 0 - amountPence, transactionId);
  return [];
}

/** The ledger's entry of money that has gone; below zero where it came back. */
export function sentPut(ctx: Ctx, credit: Credit, amountPence: number, transactionId: string): Put[] {
  const { creditId, orderId, paymentIntentId, refund } = credit;
  const { by = "card", refundId } = refund?.sending ?? {};
  const evidence = {
    ...{ ruleVersion: postingRuleVersion, actor: actorId(ctx.actor), orderId, paymentIntentId, creditId },
    ...(refundId === undefined ? {} : { refundId }),
  };
  const postings = refundSentPostings(amountPence, by);
  return ledgerPut({ transactionId, postedAt: ctx.clock.now(), postings, evidence });
}

/** What others should know: that the money has gone, or that it has not. */
export function eventsOf({ creditId, organisationId, refund }: Credit) {
  const { sending, amountPence = 0 } = refund ?? {};
  const data = { creditId, ...(organisationId === undefined ? {} : { organisationId }), amountPence };
  if (sending?.state === "sent") return [draft(finance.refundSent, { ...data, by: sending.by }, organisationId)];
  return sending?.state === "failed" ? [draft(finance.refundFailed, data, organisationId)] : [];
}

/** Stripe told of a refund: ours, or one that somebody made in Stripe's own pages, which a person has to look at. */
export function settleToldRefund(ctx: WorkerCtx, refund: RefundState, because: StripeCause): Promise<RefundSettled> {
  const { refundId, status, failure, amountPence } = refund;
  const { creditId, attempt } = refund.metadata;
  if (creditId !== undefined && attempt !== undefined) {
    return settleRefund(ctx, { creditId, attempt: Number(attempt), refundId, status, failure }, because);
  }
  return raiseException(ctx, { reason: "refunded-outside", sessionId: refundId, amountPence }, because);
}
