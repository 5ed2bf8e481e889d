import { apiVersion } from "../objects/event.ts";
import { newId } from "../objects/ids.ts";
import { fingerprintOf, type IdempotencyRecords } from "../state/idempotency.ts";
import type { Ledger } from "../state/ledger.ts";
import { parseForm } from "../wire/form.ts";
import { readParameters } from "../wire/parameters.ts";
import { StripeRefusal } from "../wire/refusals.ts";
import { checkoutSessionEndpoints } from "./checkout-sessions.ts";
import { customerEndpoints } from "./customers.ts";
import type { Endpoint } from "./endpoint.ts";
import { eventEndpoints } from "./events.ts";
import { expandReply } from "./expand.ts";
import { paymentEndpoints } from "./payments.ts";
import { refundEndpoints } from "./refunds.ts";

export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly body: string;
  header(name: string): string | undefined;
}

export interface ApiReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface ApiState {
  readonly ledger: Ledger;
  readonly idempotency: IdempotencyRecords;
  readonly payBase: () => string;
  readonly undeliveredEventIds: () => readonly string[];
  readonly present: <T>(object: T) => T;
}

const endpoints: readonly Endpoint[] = [
  ...checkoutSessionEndpoints,
  ...customerEndpoints,
  ...paymentEndpoints,
  ...refundEndpoints,
  ...eventEndpoints,
];
const expand = { kind: "list", max: 20, of: { kind: "text" } } as const;

/** Every operation that the double answers, e.g. "POST /v1/refunds": its README and its refusals name the same list. */
export const operations: readonly string[] = endpoints.map(({ method, path }) => `${method} ${path}`);

/** One request to Stripe's API, from its headers to its answer. It throws nothing. */
export function answerApi(state: ApiState, request: ApiRequest): ApiReply {
  const requestId = newId("req_", 14);
  const key = request.method === "POST" ? request.header("idempotency-key") : undefined;
  const headers: Record<string, string> = {
    "content-type": "application/json",
    "request-id": requestId,
    "stripe-version": apiVersion,
    ...(key !== undefined && { "idempotency-key": key, "original-request": requestId }),
  };
  try {
    checkCaller(request, key);
    const fingerprint = fingerprintOf(request.path, request.body);
    const replayed = key === undefined ? undefined : state.idempotency.replay(key, fingerprint);
    if (replayed) return { ...replayed, headers: { ...headers, "idempotent-replayed": "true" } };
    const body = answer(state, request, requestId, key, fingerprint);
    return { status: 200, headers, body };
  } catch (error) {
    if (!(error instanceof StripeRefusal)) throw error;
    return { status: error.status, headers, body: JSON.stringify({ error: error.body }, null, 2) };
  }
}

function answer(
  state: ApiState,
  request: ApiRequest,
  requestId: string,
  key: string | undefined,
  fingerprint: string,
): string {
  const { endpoint, id } = route(request);
  const raw = parseForm(request.method === "GET" ? request.query : request.body);
  const { expand: paths, ...parameters } = readParameters({ ...endpoint.fields, expand }, raw) as { expand?: string[] };
  const cause = { requestId, idempotencyKey: key ?? null };
  return state.ledger.work(cause, (work) => {
    const { undeliveredEventIds } = state;
    const reply = endpoint.answer(parameters as never, { work, id, payBase: state.payBase(), undeliveredEventIds });
    const expanded = expandReply(work.objects, reply, paths ?? []);
    const body = JSON.stringify(state.present(expanded), null, 2);
    if (key !== undefined) state.idempotency.save(key, fingerprint, { status: 200, body });
    return body;
  });
}

function checkCaller(request: ApiRequest, key: string | undefined): void {
  const refuse = (status: number, message: string, code?: string) =>
    new StripeRefusal(status, { type: "invalid_request_error", message, ...(code !== undefined && { code }) });
  const secret = /^Bearer (\S+)$/.exec(request.header("authorization") ?? "")?.[1];
  if (secret === undefined) throw refuse(401, "You did not provide an API key. Send it as a bearer token.");
  if (!/^[sr]k_test_\w{4,}$/.test(secret)) {
    throw refuse(401, "Invalid API Key provided: the double takes test keys only (sk_test_…).");
  }
  const version = request.header("stripe-version");
  if (version !== undefined && version !== apiVersion) {
    throw refuse(400, `Invalid Stripe API version: ${version.slice(0, 40)}. The double speaks ${apiVersion}.`);
  }
  const type = request.header("content-type");
  if (request.method === "POST" && request.body !== "" && !type?.startsWith("application/x-www-form-urlencoded")) {
    throw refuse(400, `Invalid request: content type ${type ?? "(none)"}; v1 takes application/x-www-form-urlencoded.`);
  }
  if (key !== undefined && (key === "" || key.length > 255)) {
    throw refuse(400, "The idempotency key must be 1 to 255 characters.");
  }
}

function route(request: ApiRequest): { endpoint: Endpoint; id: string } {
  const parts = request.path.split("/");
  for (const endpoint of endpoints) {
    const wanted = endpoint.path.split("/");
    if (endpoint.method !== request.method || wanted.length !== parts.length) continue;
    if (wanted.every((part, index) => part === ":id" || part === parts[index])) {
      return { endpoint, id: parts[wanted.indexOf(":id")] ?? "" };
    }
  }
  const message = `Unrecognized request URL (${request.method}: ${request.path}). The double answers: ${operations.join(", ")}.`;
  throw new StripeRefusal(404, { type: "invalid_request_error", code: "unknown_url", message });
}
