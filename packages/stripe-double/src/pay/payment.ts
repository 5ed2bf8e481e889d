import { chargeTransaction } from "../objects/balance-transaction.ts";
import { type Card, type Decline, newCharge } from "../objects/charge.ts";
import { newPaymentIntent } from "../objects/payment-intent.ts";
import type { IntentSettings, PaymentIntent, Session } from "../objects/stored.ts";
import type { Work } from "../state/ledger.ts";

export const testCards = {
  success: { number: "4242424242424242", brand: "visa" },
  declined: {
    number: "4000000000000002",
    brand: "visa",
    decline: { code: "card_declined", declineCode: "generic_decline", message: "Your card was declined." },
  },
  threeDSecure: { number: "4000002760003184", brand: "visa" },
} as const satisfies Record<string, Card>;

const refusedByBank: Decline = {
  code: "payment_intent_authentication_failure",
  declineCode: "authentication_required",
  message: "Your bank could not confirm that it is you. Try again, or use another card.",
};

export type PaymentOutcome = "paid" | "declined" | "confirm-with-bank" | "not-open";

/** What happens when the payer presses the button. A session that is no longer open is never charged again. */
export function payWithCard(work: Work, sessionId: string, card: Card, email: string | null): PaymentOutcome {
  const session = work.objects.find("checkout.session", sessionId);
  if (session?.status !== "open" || session.expires_at <= work.nowSeconds) return "not-open";
  const intent = intentOf(work, session);
  if (card.number === testCards.threeDSecure.number && card.threeDSecure === undefined) {
    const waiting = { ...intent, status: "requires_action", next_action: nextAction(session) } as const;
    work.happened("payment_intent.requires_action", waiting);
    return "confirm-with-bank";
  }
  return charge(work, session, intent, card, email ?? session.customer_email);
}

/** The bank's page has been answered. */
export function confirmWithBank(work: Work, sessionId: string, approved: boolean): PaymentOutcome {
  const session = work.objects.find("checkout.session", sessionId);
  const intent = session?.payment_intent ? work.objects.find("payment_intent", session.payment_intent) : undefined;
  if (intent?.status !== "requires_action") return "not-open";
  const card: Card = approved
    ? { ...testCards.threeDSecure, threeDSecure: "approved" }
    : { ...testCards.threeDSecure, threeDSecure: "refused", decline: refusedByBank };
  return payWithCard(work, sessionId, card, null);
}

function intentOf(work: Work, session: Session): PaymentIntent {
  const known = session.payment_intent ? work.objects.find("payment_intent", session.payment_intent) : undefined;
  if (known) return known;
  const intent = newPaymentIntent(session, intentSettings(work, session), work.nowSeconds);
  work.happened("payment_intent.created", intent);
  work.objects.put({ ...session, payment_intent: intent.id });
  return intent;
}

function intentSettings(work: Work, session: Session): IntentSettings {
  const kept = work.objects.find("line_items", `line_items:${session.id}`)?.intent;
  return kept ?? { description: null, receiptEmail: null, metadata: {} };
}

function charge(work: Work, session: Session, intent: PaymentIntent, card: Card, email: string | null): PaymentOutcome {
  const made = newCharge(intent, card, email, work.nowSeconds);
  const next = { ...intent, latest_charge: made.id, payment_method: made.payment_method, next_action: null };
  if (card.decline) {
    work.happened("charge.failed", made);
    const { code, declineCode, message } = card.decline;
    const error = { type: "card_error", code, decline_code: declineCode, message, charge: made.id } as const;
    work.happened("payment_intent.payment_failed", {
      ...next,
      status: "requires_payment_method",
      last_payment_error: error,
    });
    return "declined";
  }
  const settled = chargeTransaction(made);
  work.objects.put(settled);
  work.happened("charge.succeeded", { ...made, balance_transaction: settled.id });
  const received = { ...next, amount_received: intent.amount, status: "succeeded", last_payment_error: null } as const;
  work.happened("payment_intent.succeeded", received);
  work.happened("checkout.session.completed", completed(session, intent.id, email));
  return "paid";
}

function completed(session: Session, intentId: string, email: string | null): Session {
  const details = { address: null, business_name: null, email, individual_name: null, name: null, phone: null };
  return {
    ...session,
    customer_details: { ...details, tax_exempt: "none", tax_ids: [] },
    payment_intent: intentId,
    payment_status: "paid",
    status: "complete",
    url: null,
  };
}

function nextAction(session: Session): PaymentIntent["next_action"] {
  const url = `${session.url}/confirm`;
  return { type: "redirect_to_url", redirect_to_url: { return_url: session.url, url } };
}

/** Sessions past their time become expired, each with its event. */
export function expireSessions(work: Work): number {
  const due = work.objects.openSessionsExpiredAt(work.nowSeconds);
  for (const session of due) work.happened("checkout.session.expired", { ...session, status: "expired", url: null });
  return due.length;
}
