import { refundFailureTransaction, refundTransaction } from "../objects/balance-transaction.ts";
import { newRefund } from "../objects/refund.ts";
import type { Charge, Refund } from "../objects/stored.ts";
import type { Parameters } from "../wire/parameters.ts";
import { invalidRequest, noSuch } from "../wire/refusals.ts";
import { type Call, endpoint, metadata, text } from "./endpoint.ts";

const createFields = {
  charge: text,
  payment_intent: text,
  amount: { kind: "integer", min: 1, max: 99_999_999 },
  reason: { kind: "one-of", values: ["duplicate", "fraudulent", "requested_by_customer"] },
  metadata,
} as const;
type CreateParameters = Parameters<typeof createFields>;

export const refundEndpoints = [
  endpoint("POST", "/v1/refunds", createFields, create),
  endpoint("GET", "/v1/refunds/:id", {}, (_, { work, id }) => {
    const refund = work.objects.find("refund", id);
    if (!refund) throw noSuch("refund", id);
    return refund;
  }),
];

function create(parameters: CreateParameters, { work }: Call): Refund {
  const charge = chargeOf(parameters, work);
  const left = charge.amount_captured - charge.amount_refunded;
  if (left === 0) {
    throw invalidRequest(`Charge ${charge.id} has already been refunded.`, "charge_already_refunded", "charge");
  }
  const amountPence = parameters.amount ?? left;
  if (amountPence > left) {
    const message = `Refund amount (${pounds(amountPence)}) is greater than unrefunded amount on charge (${pounds(left)})`;
    throw invalidRequest(message, undefined, "amount");
  }
  const input = { amountPence, reason: parameters.reason ?? null, metadata: parameters.metadata ?? {} };
  const made = newRefund(charge, input, work.nowSeconds);
  const settled = refundTransaction(made);
  const refund: Refund = { ...made, balance_transaction: settled.id };
  const refunded = charge.amount_refunded + amountPence;
  work.objects.put(settled);
  work.happened("refund.created", refund);
  work.happened("charge.refunded", { ...charge, amount_refunded: refunded, refunded: refunded === charge.amount });
  return refund;
}

function chargeOf(parameters: CreateParameters, work: Call["work"]): Charge {
  const { charge: chargeId, payment_intent: intentId } = parameters;
  if ((chargeId === undefined) === (intentId === undefined)) {
    throw invalidRequest("Give exactly one of these params: charge or payment_intent.", "parameter_missing", "charge");
  }
  const intent = intentId === undefined ? undefined : work.objects.find("payment_intent", intentId);
  if (intentId !== undefined && !intent) throw noSuch("payment_intent", intentId, "payment_intent", 400);
  const id = chargeId ?? intent?.latest_charge ?? "";
  const charge = work.objects.find("charge", id);
  if (!charge) throw noSuch("charge", id, "charge", 400);
  if (!charge.paid)
    throw invalidRequest(`Charge ${charge.id} is not paid, so it cannot be refunded.`, undefined, "charge");
  return charge;
}

const pounds = (pence: number) => `£${(pence / 100).toFixed(2)}`;

/** The bank sends a refund back, as to a card that was closed: the money is the merchant's again. */
export function failRefund(work: Call["work"], id: string): void {
  const refund = work.objects.find("refund", id);
  const charge = refund && work.objects.find("charge", refund.charge ?? "");
  if (refund === undefined || charge === undefined) throw new TypeError(`no refund ${id}`);
  if (refund.status === "failed") return;
  const returned = refundFailureTransaction(refund);
  const status = { status: "failed", failure_reason: "expired_or_canceled_card" } as const;
  const failed: Refund = { ...refund, ...status, failure_balance_transaction: returned.id };
  const left = charge.amount_refunded - refund.amount;
  work.objects.put(returned);
  work.objects.put({ ...charge, amount_refunded: left, refunded: false });
  work.happened("refund.failed", failed);
  work.happened("refund.updated", failed);
}
