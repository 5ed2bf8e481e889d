import { setTimeout as sleep } from "node:timers/promises";
import * as z from "zod";
import { GatewayRefused, GatewayUnavailable } from "./gateway.ts";

/** Pinned: answers keep the shape that we parse, whatever the account's default becomes. */
export const stripeApiVersion = "2026-10-28.endive";

export interface StripeConnection {
  readonly secretKey: string;
  /** Origin of the API, e.g. `https://api.stripe.com`, or the local double. */
  readonly apiBase: string;
  readonly timeoutMs?: number;
  readonly maxNetworkRetries?: number;
  /** First wait between tries; doubled each time, with jitter. */
  readonly retryDelayMs?: number;
}

interface StripeCall {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly params?: object;
  readonly idempotencyKey?: string;
}

/** One try that ended without an answer to use, and why. */
type Miss = { readonly miss: string };

const ErrorBody = z.object({
  error: z.object({
    type: z.string(),
    code: z.string().optional(),
    param: z.string().optional(),
    message: z.string().optional(),
  }),
});

/** Sends one call, repeating it while that is safe: a POST always carries its idempotency key. Returns the parsed JSON. */
export async function stripeRequest(connection: StripeConnection, call: StripeCall): Promise<unknown> {
  const tries = 1 + (connection.maxNetworkRetries ?? 2);
  const firstDelayMs = connection.retryDelayMs ?? 500;
  let miss = "";
  for (let attempt = 0; attempt < tries; attempt++) {
    if (attempt > 0) await sleep(firstDelayMs * 2 ** (attempt - 1) * (0.5 + Math.random() / 2));
    const answer = await send(connection, call);
    if (!isMiss(answer)) return answer.json;
    miss = answer.miss;
  }
  throw new GatewayUnavailable(`${call.method} ${call.path}: ${miss} (${tries} tries)`);
}

async function send(connection: StripeConnection, call: StripeCall): Promise<Miss | { readonly json: unknown }> {
  const form = encodeForm(call.params ?? {});
  const url = new URL(call.path, connection.apiBase);
  if (call.method === "GET") url.search = form;
  try {
    const response = await fetch(url, {
      method: call.method,
      redirect: "error",
      signal: AbortSignal.timeout(connection.timeoutMs ?? 8_000),
      headers: {
        authorization: `Bearer ${connection.secretKey}`,
        "stripe-version": stripeApiVersion,
        ...(call.method === "POST" && { "content-type": "application/x-www-form-urlencoded" }),
        ...(call.idempotencyKey !== undefined && { "idempotency-key": call.idempotencyKey }),
      },
      ...(call.method === "POST" && { body: form }),
    });
    return read(response, await response.text());
  } catch (error) {
    if (error instanceof GatewayRefused) throw error;
    return { miss: error instanceof Error ? reasonOf(error) : String(error) };
  }
}

function read(response: Response, text: string): Miss | { readonly json: unknown } {
  const json = parseJson(text);
  if (json === undefined) return { miss: `status ${response.status} without JSON` };
  if (response.ok) return { json };
  if (mayRepeat(response)) return { miss: `status ${response.status}` };
  const parsed = ErrorBody.safeParse(json);
  const error = parsed.success ? parsed.data.error : { type: "api_error" };
  throw new GatewayRefused({
    status: response.status,
    code: error.code ?? error.type,
    param: error.param,
    message: error.message ?? `Stripe answered ${response.status}.`,
    requestId: response.headers.get("request-id") ?? undefined,
  });
}

/** Stripe's own advice wins; else a conflict, throttling and server errors may be repeated with the same key. */
function mayRepeat(response: Response): boolean {
  const advice = response.headers.get("stripe-should-retry");
  if (response.status >= 500) return true;
  if (advice !== null) return advice === "true";
  return response.status === 409 || response.status === 429;
}

function isMiss(answer: Miss | { readonly json: unknown }): answer is Miss {
  return "miss" in answer;
}

function reasonOf(error: Error): string {
  const cause = error.cause instanceof Error ? `: ${error.cause.message}` : "";
  return `${error.name === "TimeoutError" ? "no answer in time" : error.message}${cause}`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Stripe's form encoding: `line_items[0][price_data][currency]=gbp`. Undefined values are left out. */
export function encodeForm(params: object): string {
  const pairs: string[] = [];
  const add = (key: string, value: unknown): void => {
    if (value === undefined) return;
    if (typeof value !== "object" || value === null) {
      pairs.push(`${encodeURIComponent(key)}=${encodeURIComponent(value === null ? "" : String(value))}`);
      return;
    }
    for (const [name, inner] of Object.entries(value)) add(`${key}[${name}]`, inner);
  };
  for (const [name, value] of Object.entries(params)) add(name, value);
  return pairs.join("&");
}
