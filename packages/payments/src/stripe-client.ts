import Stripe from "stripe";
import { GatewayRefused, GatewayUnavailable } from "./gateway.ts";

export interface StripeClientOptions {
  readonly secretKey: string;
  /** Origin of the API, e.g. `https://api.stripe.com`, or the local double. */
  readonly apiBase: string;
  /** For one try, from its start to the last byte of the answer. */
  readonly timeoutMs?: number;
  readonly maxNetworkRetries?: number;
}

export function stripeClient(options: StripeClientOptions): Stripe {
  const { protocol, hostname, port } = new URL(options.apiBase);
  const http = protocol === "http:";
  return new Stripe(options.secretKey, {
    // The type allows only the SDK's own version: a new SDK that speaks another one does not compile.
    apiVersion: "2026-10-28.endive",
    ...{ host: hostname, port: port || (http ? "80" : "443"), protocol: http ? "http" : "https" },
    // Its time limit is for a whole try; the one of Node's client starts again with every byte.
    httpClient: Stripe.createFetchHttpClient(),
    // Three tries end before the half minute that a caller has.
    timeout: options.timeoutMs ?? 8_000,
    maxNetworkRetries: options.maxNetworkRetries ?? 2,
    telemetry: false,
    appInfo: { name: "partnerships-alliance" },
  });
}

/** The answer, or why there is none in the port's words. */
export async function answered<Answer>(call: Promise<Answer>): Promise<Answer> {
  try {
    return await call;
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error;
    const { statusCode: status, code, rawType, param, requestId, message } = error;
    if (status === undefined || mayPass(status, error)) throw new GatewayUnavailable(message, { cause: error });
    throw new GatewayRefused({ status, code: code ?? rawType ?? "api_error", param, message, requestId });
  }
}

/** A conflict, throttling or a fault of the server: with the same key, later, it may go well. */
const mayPass = (status: number, error: Error): boolean =>
  status >= 500 || status === 409 || error instanceof Stripe.errors.StripeRateLimitError;
