import { setTimeout as sleep } from "node:timers/promises";
import type { ApiReply } from "./endpoints/api.ts";
import { newId } from "./objects/ids.ts";

/** What the next API requests suffer. `path` limits it to paths that start so. */
export type Fault = { readonly times?: number; readonly path?: string } & (
  | { readonly kind: "error"; readonly status: 409 | 429 | 500 | 503 }
  | { readonly kind: "timeout-after-effect" }
  | { readonly kind: "slow"; readonly ms: number }
);

export interface Faults {
  add(fault: Fault): void;
  clear(): void;
  readonly pending: readonly Fault[];
  /** Runs the request under the first fault that fits it. `undefined` means: hang until the caller gives up. */
  apply(path: string, act: () => ApiReply | undefined): Promise<ApiReply | undefined>;
}

export function faultList(): Faults {
  let faults: Fault[] = [];
  const take = (path: string): Fault | undefined => {
    const fault = faults.find((candidate) => path.startsWith(candidate.path ?? "/"));
    if (fault === undefined) return undefined;
    const left = (fault.times ?? 1) - 1;
    faults = faults.flatMap((other) => (other !== fault ? [other] : left > 0 ? [{ ...fault, times: left }] : []));
    return fault;
  };
  return {
    add(fault) {
      faults.push(fault);
    },
    clear() {
      faults = [];
    },
    get pending() {
      return faults;
    },
    async apply(path, act) {
      const fault = take(path);
      if (fault?.kind === "error") return errorReply(fault.status);
      if (fault?.kind === "slow") await sleep(fault.ms);
      const reply = act();
      return fault?.kind === "timeout-after-effect" ? undefined : reply;
    },
  };
}

/** Before any effect, so nothing is saved under the idempotency key. */
function errorReply(status: number): ApiReply {
  const error = {
    409: { type: "invalid_request_error", code: "lock_timeout", message: "Another request holds this object." },
    429: { type: "invalid_request_error", code: "rate_limit", message: "Too many requests hit the API too quickly." },
  }[status] ?? { type: "api_error", message: "An unknown error occurred (injected by the double)." };
  const headers = { "content-type": "application/json", "request-id": newId("req_", 14) };
  return { status, headers, body: JSON.stringify({ error }) };
}
