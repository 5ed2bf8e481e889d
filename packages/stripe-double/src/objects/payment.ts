import type Stripe from "stripe";
import { ukCardFeePence } from "./fees.ts";
import { newId } from "./ids.ts";
import type { BalanceTransaction, Charge, IntentSettings, PaymentIntent, Session } from "./stored.ts";

/** A card of the pay page. `decline` holds Stripe's codes when the bank says no. */
export interface Card {
  readonly number: string;
  readonly brand: string;
  readonly threeDSecure?: "approved" | "refused";
  readonly decline?: Decline;
}

export interface Decline {
  readonly code: "card_declined" | "payment_intent_authentication_failure";
  readonly declineCode: string;
  readonly message: string;
}

export function newPaymentIntent(session: Session, settings: IntentSettings, nowSeconds: number): PaymentIntent {
  const id = newId("pi_3", 23);
  return {
    id,
    object: "payment_intent",
    allowed_payment_method_types: null,
    amount: session.amount_total ?? 0,
    amount_capturable: 0,
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: "automatic_async",
    client_secret: `${id}_secret_${newId("", 25)}`,
    confirmation_method: "automatic",
    created: nowSeconds,
    currency: session.currency ?? "gbp",
    customer: session.customer,
    customer_account: null,
    description: settings.description,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: settings.metadata,
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: ["card"],
    payment_record: null,
    processing: null,
    receipt_email: settings.receiptEmail,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: "requires_payment_method",
    transfer_group: null,
  } satisfies Stripe.PaymentIntent;
}

/** A charge on a card: paid, or failed with the bank's reason. */
export function newCharge(intent: PaymentIntent, card: Card, email: string | null, nowSeconds: number): Charge {
  const paid = card.decline === undefined;
  return {
    id: newId("ch_3", 23),
    object: "charge",
    amount: intent.amount,
    amount_captured: paid ? intent.amount : 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: { address: null, email, name: null, phone: null, tax_id: null },
    calculated_statement_descriptor: "PARTNERSHIPS ALLIANCE",
    captured: paid,
    created: nowSeconds,
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: card.decline?.code ?? null,
    failure_message: card.decline?.message ?? null,
    fraud_details: {},
    livemode: false,
    metadata: intent.metadata,
    on_behalf_of: null,
    outcome: outcomeOf(card),
    paid,
    payment_intent: intent.id,
    payment_method: newId("pm_1"),
    payment_method_details: { card: cardDetails(card, nowSeconds), type: "card" },
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: paid ? "succeeded" : "failed",
    transfer_data: null,
    transfer_group: null,
  } satisfies Stripe.Charge;
}

function outcomeOf(card: Card): Stripe.Charge.Outcome {
  const declined = card.decline !== undefined;
  return {
    advice_code: null,
    network_advice_code: null,
    network_decline_code: null,
    network_status: declined ? "declined_by_network" : "approved_by_network",
    reason: card.decline?.declineCode ?? null,
    risk_level: "normal",
    risk_score: 12,
    seller_message: declined ? "The bank declined the payment." : "Payment complete.",
    type: declined ? "issuer_declined" : "authorized",
  };
}

function cardDetails(card: Card, nowSeconds: number): Stripe.Charge.PaymentMethodDetails.Card {
  const authenticated = card.threeDSecure === "approved";
  return {
    amount_authorized: null,
    authorization_code: null,
    brand: card.brand,
    checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: "pass" },
    country: "GB",
    electronic_commerce_indicator: authenticated ? "05" : null,
    exp_month: 12,
    exp_year: new Date(nowSeconds * 1000).getUTCFullYear() + 3,
    fingerprint: `double${card.number.slice(-8)}`,
    funding: "credit",
    installments: null,
    last4: card.number.slice(-4),
    mandate: null,
    network: card.brand,
    network_transaction_id: null,
    regulated_status: "unregulated",
    three_d_secure: card.threeDSecure === undefined ? null : threeDSecure(authenticated),
    transaction_link_id: null,
    wallet: null,
  };
}

function threeDSecure(authenticated: boolean): Stripe.Charge.PaymentMethodDetails.Card.ThreeDSecure {
  return {
    authentication_flow: "challenge",
    electronic_commerce_indicator: authenticated ? "05" : null,
    exemption_indicator: null,
    result: authenticated ? "authenticated" : "failed",
    result_reason: authenticated ? null : "rejected",
    transaction_id: null,
    version: "2.2.0",
  };
}

const daysUntilAvailable = 3;
export const secondsUntilAvailable = daysUntilAvailable * 24 * 60 * 60;

export function chargeTransaction(charge: Charge): BalanceTransaction {
  const feePence = ukCardFeePence(charge.amount);
  const fee = {
    amount: feePence,
    application: null,
    currency: charge.currency,
    description: "Stripe processing fees",
    type: "stripe_fee",
  };
  return { ...newTransaction("charge", charge, charge.amount, feePence), fee_details: [fee] };
}

/** A refund's line takes the whole amount back; Stripe keeps the first fee and takes no second. */
export function refundTransaction(refund: {
  id: string;
  created: number;
  currency: string;
  amount: number;
}): BalanceTransaction {
  return newTransaction("refund", { ...refund, description: "REFUND FOR CHARGE" }, -refund.amount, 0);
}

function newTransaction(
  type: "charge" | "refund",
  source: { id: string; created: number; currency: string; description: string | null },
  amountPence: number,
  feePence: number,
): BalanceTransaction {
  return {
    id: newId("txn_3", 23),
    object: "balance_transaction",
    amount: amountPence,
    available_on: source.created + secondsUntilAvailable,
    balance_type: "payments",
    created: source.created,
    currency: source.currency,
    description: source.description,
    exchange_rate: null,
    fee: feePence,
    fee_details: [],
    net: amountPence - feePence,
    reporting_category: type,
    source: source.id,
    status: "pending",
    type,
  } satisfies Stripe.BalanceTransaction;
}
