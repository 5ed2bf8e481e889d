import type Stripe from "stripe";
import { newId } from "./ids.ts";
import type { LineItem, Session } from "./stored.ts";

export interface NewSession {
  readonly payBase: string;
  readonly nowSeconds: number;
  readonly expiresAtSeconds: number;
  readonly amountPence: number;
  readonly currency: string;
  readonly successUrl: string;
  readonly cancelUrl: string | null;
  readonly clientReferenceId: string | null;
  readonly customer: string | null;
  readonly customerEmail: string | null;
  readonly locale: string | null;
  readonly submitType: string | null;
  readonly submitMessage: string | null;
  readonly metadata: Record<string, string>;
}

export function newSession(input: NewSession): Session {
  const id = newId("cs_test_a1", 58);
  return {
    ...fixedSettings,
    id,
    amount_subtotal: input.amountPence,
    amount_total: input.amountPence,
    cancel_url: input.cancelUrl,
    client_reference_id: input.clientReferenceId,
    created: input.nowSeconds,
    currency: input.currency,
    custom_text: {
      after_submit: null,
      shipping_address: null,
      submit: input.submitMessage === null ? null : { message: input.submitMessage },
      terms_of_service_acceptance: null,
    },
    customer: input.customer,
    customer_creation: input.customer === null ? "if_required" : null,
    customer_email: input.customerEmail,
    expires_at: input.expiresAtSeconds,
    locale: input.locale,
    metadata: input.metadata,
    payment_status: input.amountPence === 0 ? "no_payment_required" : "unpaid",
    submit_type: input.submitType,
    success_url: input.successUrl,
    url: `${input.payBase}/pay/${id}`,
  } satisfies Stripe.Checkout.Session;
}

/** What our flows never set: the values that a plain hosted payment page has. */
const fixedSettings = {
  object: "checkout.session",
  adaptive_pricing: { enabled: false },
  after_expiration: null,
  allow_promotion_codes: null,
  allowed_payment_method_types: null,
  automatic_tax: { enabled: false, liability: null, provider: null, status: null },
  billing_address_collection: null,
  client_secret: null,
  collected_information: null,
  consent: null,
  consent_collection: null,
  currency_conversion: null,
  custom_fields: [],
  customer_account: null,
  customer_details: null,
  discounts: [],
  integration_identifier: null,
  invoice: null,
  invoice_creation: null,
  livemode: false,
  managed_payments: { enabled: false },
  mode: "payment",
  origin_context: null,
  payment_intent: null,
  payment_link: null,
  payment_method_collection: "if_required",
  payment_method_configuration_details: null,
  payment_method_options: {},
  payment_method_types: ["card"],
  permissions: null,
  phone_number_collection: { enabled: false },
  recovered_from: null,
  saved_payment_method_options: null,
  setup_intent: null,
  shipping_address_collection: null,
  shipping_cost: null,
  shipping_options: [],
  status: "open",
  subscription: null,
  total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
  ui_mode: "hosted_page",
  wallet_options: null,
} satisfies Partial<Stripe.Checkout.Session>;

export interface NewLineItem {
  readonly name: string;
  readonly currency: string;
  readonly unitAmountPence: number;
  readonly quantity: number;
  readonly nowSeconds: number;
}

export function newLineItem(input: NewLineItem): LineItem {
  const amountPence = input.unitAmountPence * input.quantity;
  const price = {
    id: newId("price_1"),
    object: "price",
    active: false,
    billing_scheme: "per_unit",
    created: input.nowSeconds,
    currency: input.currency,
    custom_unit_amount: null,
    livemode: false,
    lookup_key: null,
    metadata: {},
    nickname: null,
    product: newId("prod_", 14),
    recurring: null,
    tax_behavior: "unspecified",
    tiers_mode: null,
    transform_quantity: null,
    type: "one_time",
    unit_amount: input.unitAmountPence,
    unit_amount_decimal: String(input.unitAmountPence),
  } satisfies LineItem["price"];
  return {
    id: newId("li_1"),
    object: "item",
    adjustable_quantity: null,
    amount_discount: 0,
    amount_subtotal: amountPence,
    amount_tax: 0,
    amount_total: amountPence,
    currency: input.currency,
    description: input.name,
    metadata: null,
    price,
    quantity: input.quantity,
  } satisfies LineItem;
}
