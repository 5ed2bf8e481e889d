/** Stripe's error body. `type` and `code` are what a client branches on. */
export interface StripeErrorBody {
  readonly type: "invalid_request_error" | "card_error" | "idempotency_error" | "api_error";
  readonly code?: string;
  readonly decline_code?: string;
  readonly param?: string;
  readonly message: string;
  readonly doc_url?: string;
}

/** A refusal in Stripe's own words, thrown anywhere and written to the wire in one place. */
export class StripeRefusal extends Error {
  override readonly name = "StripeRefusal";
  readonly status: number;
  readonly body: StripeErrorBody;

  constructor(status: number, body: Omit<StripeErrorBody, "doc_url">) {
    super(body.message);
    this.status = status;
    const documented = body.code === undefined ? {} : { doc_url: docUrl(body.code) };
    this.body = { ...body, ...documented };
  }
}

const docUrl = (code: string) => `https://stripe.com/docs/error-codes/${code.replaceAll("_", "-")}`;

export function invalidRequest(message: string, code?: string, param?: string): StripeRefusal {
  return new StripeRefusal(400, {
    type: "invalid_request_error",
    message,
    ...(code !== undefined && { code }),
    ...(param !== undefined && { param }),
  });
}

/** A reference inside a parameter answers 400; an id in the path answers 404. */
export function noSuch(kind: string, id: string, param = "id", status = 404): StripeRefusal {
  const message = `No such ${kind}: '${id}'`;
  return new StripeRefusal(status, { type: "invalid_request_error", code: "resource_missing", param, message });
}
