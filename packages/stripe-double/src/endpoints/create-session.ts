import { newLineItem, newSession } from "../objects/session.ts";
import type { LineItem, Session } from "../objects/stored.ts";
import type { Parameters } from "../wire/parameters.ts";
import { invalidRequest, noSuch } from "../wire/refusals.ts";
import { type Call, endpoint, gbp, metadata, text } from "./endpoint.ts";

const priceData = {
  currency: { ...gbp, required: true },
  unit_amount: { kind: "integer", min: 0, max: 99_999_999, required: true },
  product_data: {
    kind: "hash",
    fields: { name: { kind: "text", required: true }, description: text },
    required: true,
  },
} as const;

const createFields = {
  mode: { kind: "one-of", values: ["payment"], required: true },
  ui_mode: { kind: "one-of", values: ["hosted_page"] },
  success_url: { kind: "text", required: true },
  cancel_url: text,
  client_reference_id: { kind: "text", max: 200 },
  customer: text,
  customer_email: { kind: "text", max: 800 },
  currency: gbp,
  expires_at: { kind: "integer" },
  line_items: {
    kind: "list",
    max: 100,
    required: true,
    of: {
      kind: "hash",
      fields: {
        quantity: { kind: "integer", min: 1, max: 999_999 },
        price_data: { kind: "hash", fields: priceData, required: true },
      },
    },
  },
  locale: { kind: "one-of", values: ["auto", "en", "en-GB"] },
  submit_type: { kind: "one-of", values: ["auto", "book", "pay"] },
  custom_text: {
    kind: "hash",
    fields: { submit: { kind: "hash", fields: { message: { kind: "text", max: 1_200, required: true } } } },
  },
  allowed_payment_method_types: { kind: "list", max: 1, of: { kind: "one-of", values: ["card"] } },
  payment_intent_data: {
    kind: "hash",
    fields: { description: { kind: "text", max: 1_000 }, receipt_email: text, metadata },
  },
  metadata,
} as const;
type CreateParameters = Parameters<typeof createFields>;

export const createSession = endpoint("POST", "/v1/checkout/sessions", createFields, create);

function create(parameters: CreateParameters, { work, payBase }: Call): Session {
  checkUrl(parameters.success_url, "success_url");
  if (parameters.cancel_url !== undefined) checkUrl(parameters.cancel_url, "cancel_url");
  const customerEmail = emailOf(parameters, work);
  const items = parameters.line_items.map((line) => lineItemOf(line, work.nowSeconds));
  const session = newSession({
    payBase,
    nowSeconds: work.nowSeconds,
    expiresAtSeconds: expiryOf(parameters.expires_at, work.nowSeconds),
    amountPence: totalOf(items),
    currency: "gbp",
    successUrl: parameters.success_url,
    cancelUrl: parameters.cancel_url ?? null,
    clientReferenceId: parameters.client_reference_id ?? null,
    customer: parameters.customer ?? null,
    customerEmail,
    locale: parameters.locale ?? null,
    submitType: parameters.submit_type ?? null,
    submitMessage: parameters.custom_text?.submit?.message ?? null,
    metadata: parameters.metadata ?? {},
  });
  const intent = parameters.payment_intent_data;
  work.objects.put(session);
  work.objects.put({
    id: `line_items:${session.id}`,
    object: "line_items",
    items,
    intent: {
      description: intent?.description ?? null,
      receiptEmail: intent?.receipt_email ?? null,
      metadata: intent?.metadata ?? {},
    },
  });
  return session;
}

function emailOf(parameters: CreateParameters, work: Call["work"]): string | null {
  const { customer, customer_email: email } = parameters;
  if (customer === undefined) return email ?? null;
  if (email !== undefined)
    throw invalidRequest(
      "You may only specify one of these parameters: customer, customer_email.",
      undefined,
      "customer",
    );
  const known = work.objects.find("customer", customer);
  if (!known) throw noSuch("customer", customer, "customer", 400);
  return known.email;
}

function lineItemOf(line: CreateParameters["line_items"][number], nowSeconds: number): LineItem {
  const { currency, unit_amount: unitAmountPence, product_data: product } = line.price_data;
  return newLineItem({ name: product.name, currency, unitAmountPence, quantity: line.quantity ?? 1, nowSeconds });
}

/** Stripe takes from 30p to £999,999.99 by card. */
function totalOf(items: readonly LineItem[]): number {
  const total = items.reduce((sum, item) => sum + item.amount_total, 0);
  if (total < 30)
    throw invalidRequest(
      "The Checkout Session's total amount due must add up to at least £0.30 gbp",
      "amount_too_small",
      "line_items",
    );
  if (total > 99_999_999)
    throw invalidRequest(
      "The Checkout Session's total amount must be no more than £999,999.99",
      "amount_too_large",
      "line_items",
    );
  return total;
}

const day = 24 * 60 * 60;

function expiryOf(given: number | undefined, nowSeconds: number): number {
  const expiresAt = given ?? nowSeconds + day;
  const ahead = expiresAt - nowSeconds;
  if (ahead < 30 * 60 || ahead > day) {
    const message =
      "The `expires_at` timestamp must be at least 30 minutes and less than 24 hours from Checkout Session creation.";
    throw invalidRequest(message, "parameter_invalid_integer", "expires_at");
  }
  return expiresAt;
}

function checkUrl(value: string, name: string): void {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url?.protocol !== "https:" && url?.protocol !== "http:")
    throw invalidRequest("Not a valid URL", "url_invalid", name);
}
