import type Stripe from "stripe";

type Unexpanded<T, K extends keyof T> = Omit<T, K> & { [P in K]: string | null };

/** Objects as they are kept: references are ids, and `expand` fills them in on the way out. */
export type Session = Unexpanded<Stripe.Checkout.Session, "payment_intent" | "customer"> & { url: string | null };
export type PaymentIntent = Unexpanded<Stripe.PaymentIntent, "latest_charge" | "customer">;
export type Charge = Unexpanded<Stripe.Charge, "balance_transaction" | "payment_intent" | "customer">;
export type BalanceTransaction = Unexpanded<Stripe.BalanceTransaction, "source">;
type RefundReferences = "balance_transaction" | "charge" | "payment_intent" | "customer";
export type Refund = Omit<Unexpanded<Stripe.Refund, RefundReferences>, "failure_balance_transaction"> & {
  failure_balance_transaction?: string;
};
export type Customer = Stripe.Customer;
export type StripeEvent = Stripe.EventBase;
/** The SDK turns the decimal's text into its own class; on the wire it is text. */
export type LineItem = Omit<Stripe.LineItem, "price"> & {
  price: Omit<Stripe.Price, "unit_amount_decimal"> & { unit_amount_decimal: string };
};

export interface IntentSettings {
  readonly description: string | null;
  readonly receiptEmail: string | null;
  readonly metadata: Record<string, string>;
}

/** Kept beside a session: its lines, and what its payment intent will say once somebody pays. */
export interface LineItems {
  id: string;
  object: "line_items";
  items: LineItem[];
  intent: IntentSettings;
}

export interface Kinds {
  "checkout.session": Session;
  payment_intent: PaymentIntent;
  charge: Charge;
  balance_transaction: BalanceTransaction;
  refund: Refund;
  customer: Customer;
  event: StripeEvent;
  line_items: LineItems;
}
export type Kind = keyof Kinds;
export type StoredObject = Kinds[Kind];
