import type { Condition } from "../state/objects.ts";
import { noSuch } from "../wire/refusals.ts";
import { createdConditions, createdField, endpoint, gbp, listReply, pageFields, pageQuery, text } from "./endpoint.ts";

export const paymentEndpoints = [
  endpoint("GET", "/v1/payment_intents/:id", {}, (_, { work, id }) => {
    const intent = work.objects.find("payment_intent", id);
    if (!intent) throw noSuch("payment_intent", id, "intent");
    return intent;
  }),
  endpoint("GET", "/v1/charges/:id", {}, (_, { work, id }) => {
    const charge = work.objects.find("charge", id);
    if (!charge) throw noSuch("charge", id);
    return charge;
  }),
  endpoint("GET", "/v1/balance_transactions/:id", {}, (_, { work, id }) => {
    const transaction = work.objects.find("balance_transaction", id);
    if (!transaction) throw noSuch("balance_transaction", id);
    return transaction;
  }),
  endpoint(
    "GET",
    "/v1/balance_transactions",
    { ...pageFields, ...createdField, source: text, type: text, currency: gbp },
    (parameters, { work }) => {
      const where: Condition[] = createdConditions(parameters);
      for (const field of ["source", "type", "currency"] as const) {
        const value = parameters[field];
        if (value !== undefined) where.push({ field, operator: "=", value });
      }
      return listReply(
        "/v1/balance_transactions",
        work.objects.page("balance_transaction", pageQuery(parameters, where)),
      );
    },
  ),
];
