import { GatewayRefused, type PaymentGateway, type RefundState } from "./gateway.ts";

export interface FakeRefunds extends Pick<PaymentGateway, "createRefund" | "readRefund"> {
  /** Money that came by no session of the fake's, so that it can be given back. */
  take(paymentIntentId: string, amountPence: number): void;
  /** What the bank does with the next refunds; "succeeded" unless said. */
  settleNext(status: RefundState["status"]): void;
  /** What became of a refund later. */
  settle(refundId: string, status: RefundState["status"]): void;
  /** Every refund so far, oldest first: a duplicate effect shows here. */
  readonly all: readonly RefundState[];
}

const refused = (status: number, code: string, message: string) => new GatewayRefused({ status, code, message });
const failure = "expired_or_canceled_card";

/** Refunds in memory, over the payments that `paidPence` knows and those that were taken by hand. */
export function fakeRefunds(paidPence: (paymentIntentId: string) => number | undefined): FakeRefunds {
  const taken = new Map<string, number>();
  const keys = new Map<string, { readonly body: string; readonly refundId: string }>();
  const refunds = new Map<string, RefundState>();
  let next: RefundState["status"] = "succeeded";
  const settled = (state: RefundState, status: RefundState["status"]): RefundState => {
    const { failure: _, ...rest } = state;
    return { ...rest, status, ...(status === "failed" ? { failure } : {}) };
  };
  const find = (refundId: string): RefundState => {
    const state = refunds.get(refundId);
    if (state === undefined) throw refused(404, "resource_missing", `No such refund: '${refundId}'`);
    return state;
  };
  return {
    async createRefund({ idempotencyKey, ...request }) {
      const body = JSON.stringify(request);
      const before = keys.get(idempotencyKey);
      if (before && before.body !== body) throw refused(400, "idempotency_error", "Another request had this key.");
      if (before) return find(before.refundId);
      const { paymentIntentId, amountPence, metadata } = request;
      const paid = taken.get(paymentIntentId) ?? paidPence(paymentIntentId);
      if (paid === undefined) throw refused(400, "resource_missing", `No such payment_intent: '${paymentIntentId}'`);
      const given = [...refunds.values()].filter((each) => each.paymentIntentId === paymentIntentId);
      const leftPence = given.reduce((left, each) => left - (each.status === "failed" ? 0 : each.amountPence), paid);
      if (leftPence === 0) throw refused(400, "charge_already_refunded", "It was given back already.");
      if (amountPence > leftPence) throw refused(400, "invalid_request_error", "That is more than is left of it.");
      const refundId = `re_fake_${String(refunds.size + 1).padStart(6, "0")}`;
      const made = { refundId, paymentIntentId, amountPence, status: next, metadata: { ...metadata } };
      refunds.set(refundId, settled(made, next));
      keys.set(idempotencyKey, { body, refundId });
      return find(refundId);
    },
    readRefund: async (refundId) => find(refundId),
    take: (paymentIntentId, amountPence) => void taken.set(paymentIntentId, amountPence),
    settleNext(status) {
      next = status;
    },
    settle: (refundId, status) => void refunds.set(refundId, settled(find(refundId), status)),
    get all() {
      return [...refunds.values()];
    },
  };
}
