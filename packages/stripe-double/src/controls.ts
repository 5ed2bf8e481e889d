import type { Fault } from "./faults.ts";
import type { StripeEvent } from "./objects/stored.ts";
import type { PaymentOutcome } from "./pay/payment.ts";
import type { Delivery, Order } from "./state/deliveries.ts";

/** How webhooks are sent from now on. */
export interface DeliverySettings {
  readonly paused: boolean;
  /** Extra copies of every event. */
  readonly duplicates: number;
  readonly delayMs: number;
  /** "reversed" sends the newest due event first: pause, let things happen, reverse, resume. */
  readonly order: Order;
}

export interface Controls {
  readonly deliverySettings: DeliverySettings;
  setDeliveries(settings: Partial<DeliverySettings>): void;
  injectFault(fault: Fault): void;
  readonly faults: readonly Fault[];
  /** Sends an event once more, delivered or not. */
  redeliver(eventId: string): void;
  /** Does what the pay page's buttons do, without a browser. */
  pay(sessionId: string, how?: "success" | "decline" | "3ds-approve" | "3ds-refuse"): PaymentOutcome;
  /** The bank sends a refund back. */
  failRefund(refundId: string): void;
  /** Newest first. */
  deliveries(): readonly Delivery[];
  events(): readonly StripeEvent[];
  /** Resolves when no webhook is due or on its way. */
  idle(): Promise<void>;
  /** No faults, normal delivery. What happened stays. */
  reset(): void;
}

export const normalDelivery: DeliverySettings = { paused: false, duplicates: 0, delayMs: 0, order: "created" };

type Command = (controls: Controls, value: unknown) => void;

const commands: Readonly<Record<string, Command>> = {
  deliveries: (controls, value) => controls.setDeliveries(readDeliveries(value)),
  fault: (controls, value) => controls.injectFault(readFault(value)),
  failRefund: (controls, value) => controls.failRefund(String(value)),
  redeliver: (controls, value) => controls.redeliver(String(value)),
  reset: (controls) => controls.reset(),
};

/** `POST /_double/controls`. Throws `TypeError` naming what it does not know; nothing is applied then. */
export function applyControls(controls: Controls, body: unknown): void {
  const entries = Object.entries(recordOf(body, "the body"));
  for (const [name] of entries) {
    if (!Object.hasOwn(commands, name))
      throw new TypeError(`unknown control "${name}": use ${Object.keys(commands).join(", ")}`);
  }
  for (const [name, value] of entries) commands[name]?.(controls, value);
}

function readDeliveries(value: unknown): Partial<DeliverySettings> {
  const settings = recordOf(value, "deliveries");
  const fits: Record<keyof DeliverySettings, (given: unknown) => boolean> = {
    paused: (given) => typeof given === "boolean",
    duplicates: (given) => isWhole(given, 20),
    delayMs: (given) => isWhole(given, 3_600_000),
    order: (given) => given === "created" || given === "reversed",
  };
  for (const [name, given] of Object.entries(settings)) {
    const check = Object.hasOwn(fits, name) ? fits[name as keyof DeliverySettings] : undefined;
    if (!check?.(given)) throw new TypeError(`deliveries.${name} cannot be ${JSON.stringify(given)}`);
  }
  return settings as Partial<DeliverySettings>;
}

function readFault(value: unknown): Fault {
  const { kind, status, ms, times, path, ...unknown } = recordOf(value, "fault");
  const [extra] = Object.keys(unknown);
  if (extra !== undefined) throw new TypeError(`unknown field fault.${extra}`);
  if (times !== undefined && !isWhole(times, 1_000)) throw new TypeError("fault.times must be 0 to 1000");
  if (path !== undefined && typeof path !== "string") throw new TypeError("fault.path must be text");
  const shared = { ...(times !== undefined && { times: Number(times) }), ...(path !== undefined && { path }) };
  if (kind === "timeout-after-effect") return { ...shared, kind };
  if (kind === "slow" && isWhole(ms, 120_000)) return { ...shared, kind, ms: Number(ms) };
  if (kind === "error" && (status === 409 || status === 429 || status === 500 || status === 503))
    return { ...shared, kind, status };
  throw new TypeError("fault.kind must be error (status 409, 429, 500 or 503), timeout-after-effect, or slow (ms)");
}

function recordOf(value: unknown, name: string): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new TypeError(`${name} must be an object`);
  return value as Record<string, unknown>;
}

const isWhole = (value: unknown, max: number) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= max;
