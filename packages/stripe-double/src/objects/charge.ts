import type Stripe from "stripe";
import { newId } from "./ids.ts";
import type { Charge, PaymentIntent } from "./stored.ts";

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
