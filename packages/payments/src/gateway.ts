/** One line of the pay page: what a school's finance officer reads, with VAT included. */
export interface CheckoutLine {
  readonly description: string;
  readonly amountPence: number;
}

export interface CheckoutRequest {
  /** Ours; comes back in `readCheckout`, so that a payment finds its invoice. */
  readonly orderId: string;
  /** What is paid for, e.g. "Invoice PA-2026-00042": shown at the top of the pay page and on the charge. */
  readonly description: string;
  /** What must be paid, VAT included. */
  readonly amountPence: number;
  readonly currency: "gbp";
  /** One for each invoice line; they must sum to `amountPence`. Left out: one line with `description`. */
  readonly lines?: readonly CheckoutLine[];
  /** The school it is for, shown beside the pay button. */
  readonly beneficiary?: string;
  readonly customerEmail?: string;
  /** May hold `{CHECKOUT_SESSION_ID}`, which the gateway fills in. */
  readonly successUrl: string;
  readonly cancelUrl: string;
  /** Epoch seconds, from 30 minutes to 24 hours ahead. */
  readonly expiresAtSeconds: number;
  /** Derived from the business action and stored before the call: the same key never opens a second checkout. */
  readonly idempotencyKey: string;
  readonly metadata: Readonly<Record<string, string>>;
}

export interface OpenedCheckout {
  readonly sessionId: string;
  readonly url: string;
  /** ISO instant. */
  readonly expiresAt: string;
}

export interface CheckoutState {
  readonly sessionId: string;
  readonly orderId: string;
  readonly status: "open" | "complete" | "expired";
  readonly paymentStatus: "paid" | "unpaid" | "no_payment_required";
  readonly amountTotalPence: number;
  readonly currency: string;
  readonly expiresAt: string;
  /** Where to pay, while it is open. */
  readonly url?: string;
  readonly metadata: Readonly<Record<string, string>>;
  /** The natural keys of the money: unique whatever number of webhooks arrive. Present once paid. */
  readonly paymentIntentId?: string;
  readonly chargeId?: string;
  readonly balanceTransactionId?: string;
  /** What the provider kept, and what reaches the bank: their sum is amountTotalPence. Absent until it has settled the fee. */
  readonly feePence?: number;
  readonly netPence?: number;
  readonly paidAt?: string;
}

export interface RefundRequest {
  /** Whose money goes back, in full or in part. */
  readonly paymentIntentId: string;
  readonly amountPence: number;
  /** Derived from the business action and stored before the call: the same key never gives money back twice. */
  readonly idempotencyKey: string;
  /** Ours; comes back in `readRefund`. */
  readonly metadata: Readonly<Record<string, string>>;
}

export interface RefundState {
  readonly refundId: string;
  readonly paymentIntentId?: string;
  readonly amountPence: number;
  /** A refund that succeeded can still fail days later, when the bank sends it back. */
  readonly status: "pending" | "succeeded" | "failed";
  /** The provider's own word, where it failed: "expired_or_canceled_card". */
  readonly failure?: string;
  readonly metadata: Readonly<Record<string, string>>;
}

/** A verified webhook is a hint to go and read the object: never the source of an amount. */
export interface WebhookHint {
  readonly eventId: string;
  readonly type: string;
  readonly objectId: string;
  readonly objectType: string;
  readonly createdAt: string;
}

/**
 * Card payments behind a port. Every call throws `GatewayRefused` for what repeating cannot mend and
 * `GatewayUnavailable` for what it can.
 */
export interface PaymentGateway {
  createCheckout(request: CheckoutRequest): Promise<OpenedCheckout>;
  readCheckout(sessionId: string): Promise<CheckoutState>;
  /** Closes an open checkout, so that it can no longer be paid. One already expired stays so; a complete one is refused. */
  expireCheckout(sessionId: string): Promise<CheckoutState>;
  /** Gives money of a payment back to the card it came from. Refused where no such sum is left of it. */
  createRefund(request: RefundRequest): Promise<RefundState>;
  readRefund(refundId: string): Promise<RefundState>;
  /** Give the body as it arrived, before any parsing. Throws `BadSignature`, or `NotAnEvent`. */
  parseWebhook(rawBody: string | Uint8Array, signatureHeader: string | undefined): Promise<WebhookHint>;
}

/** Not signed by the provider, altered, or too old: answer 400 and do nothing. */
export class BadSignature extends Error {
  override readonly name = "BadSignature";
}

/** Signed by the provider, and yet no event that we can read: answer 400 and do nothing. */
export class NotAnEvent extends Error {
  override readonly name = "NotAnEvent";
}

/** The provider refused the request itself. `code` and `param` are the provider's own words. */
export class GatewayRefused extends Error {
  override readonly name = "GatewayRefused";
  readonly status: number;
  readonly code: string;
  readonly param: string | undefined;
  readonly requestId: string | undefined;

  constructor(refusal: {
    status: number;
    code: string;
    message: string;
    param?: string | undefined;
    requestId?: string | undefined;
  }) {
    super(refusal.message);
    this.status = refusal.status;
    this.code = refusal.code;
    this.param = refusal.param;
    this.requestId = refusal.requestId;
  }
}

/** No usable answer after the retries: the effect may or may not have happened; repeat with the same key. */
export class GatewayUnavailable extends Error {
  override readonly name = "GatewayUnavailable";
}

/** Throws `GatewayRefused` for a request that no provider should be asked to take. */
export function checkoutLines(request: CheckoutRequest): readonly CheckoutLine[] {
  const refuse = (param: string, message: string): never => {
    throw new GatewayRefused({ status: 400, code: "parameter_invalid", param, message });
  };
  const lines = request.lines ?? [{ description: request.description, amountPence: request.amountPence }];
  if (!Number.isSafeInteger(request.amountPence) || request.amountPence <= 0) {
    refuse("amountPence", `The amount must be a positive whole number of pence, got ${request.amountPence}.`);
  }
  if (lines.some((line) => !Number.isSafeInteger(line.amountPence) || line.amountPence < 0)) {
    refuse("lines", "Each line must be a whole number of pence, not negative: fold a discount into its line.");
  }
  const sum = lines.reduce((total, line) => total + line.amountPence, 0);
  if (sum !== request.amountPence) refuse("lines", `The lines sum to ${sum} pence, not ${request.amountPence}.`);
  return lines;
}
