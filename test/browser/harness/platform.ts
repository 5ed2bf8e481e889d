import { createApp, routesFor } from "@alliance/http";
import { testCtx } from "@alliance/testing";
import { origin, payOrigin } from "./people.ts";

interface Applied {
  readonly organisationId: string;
  readonly applicationId: string;
  readonly schoolName: string;
}

async function answered(reply: Response, what: string): Promise<Response> {
  if (!reply.ok) throw new Error(`${what}: ${reply.status} ${await reply.text()}`);
  return reply;
}

const asJson = { "content-type": "application/json", accept: "application/json" };

async function tokenFor(who: Readonly<Record<string, string>>): Promise<string> {
  const reply = await fetch(`${origin}/_local/token?${new URLSearchParams(who)}`);
  return (await (await answered(reply, "no token")).text()).trim();
}

/** Joins as a script would: where the pages of joining are not what a test is about. */
export async function apply(
  who: { name: string; email: string },
  urn: string,
  method: "card" | "invoice" | "quote",
  contacts: Readonly<Record<string, { readonly name: string; readonly email: string }>> = {},
) {
  const payment = method === "invoice" ? { method, purchaseOrderNumber: `PO-${urn}` } : { method };
  const reply = await fetch(`${origin}/api/membership/applications`, {
    method: "POST",
    headers: { ...asJson, authorization: `Bearer ${await tokenFor(who)}`, "idempotency-key": `browser-${urn}` },
    body: JSON.stringify({ urn, role: "business-manager", payment, contacts }),
  });
  return (await (await answered(reply, `${urn} could not join`)).json()) as Applied;
}

/** What a letter to that address says, once one does: letters are written after the page is answered. */
export async function inLetterTo(address: string, pattern: RegExp): Promise<string> {
  for (let tries = 0; tries < 100; tries++) {
    const reply = await fetch(`${origin}/_local/mail`, { headers: { accept: "application/json" } });
    const { mails } = (await reply.json()) as { mails: { to: string[]; text: string }[] };
    const found = mails.filter(({ to }) => to.includes(address)).map(({ text }) => pattern.exec(text)?.[1]);
    const first = found.find((each) => each !== undefined);
    if (first !== undefined) return first;
    await fetch(`${origin}/_local/`);
  }
  throw new Error(`no letter to ${address} says ${pattern}`);
}

/** Moves the platform's clock; whoever was signed in is not any more. */
export async function moveClock(days: number): Promise<void> {
  const reply = await fetch(`${origin}/_local/clock`, {
    method: "POST",
    headers: asJson,
    body: JSON.stringify({ days }),
  });
  await answered(reply, "the clock");
}

async function controlStripe(controls: unknown): Promise<void> {
  const body = JSON.stringify(controls);
  const reply = await fetch(`${payOrigin}/_double/controls`, { method: "POST", headers: asJson, body });
  await answered(reply, "the payment controls");
}

/** The bank sends a refund back, as to a card that was closed. */
export const sendRefundBack = (refundId: string): Promise<void> => controlStripe({ failRefund: refundId });

/** Holds Stripe's news back, so that somebody who has paid is not known to have paid. */
export const holdWebhooks = (paused: boolean): Promise<void> => controlStripe({ deliveries: { paused } });

/** Stripe opens no payment page until `letStripeAnswer`. */
export const stopStripe = (): Promise<void> =>
  controlStripe({ fault: { kind: "error", status: 503, times: 1_000, path: "/v1/checkout/sessions" } });

export const letStripeAnswer = (): Promise<void> => controlStripe({ reset: true });

/** What the platform answers with when it fails, as no request from outside can make it fail. */
export async function ownFault(): Promise<{ status: number; headers: Record<string, string>; body: string }> {
  const settings = {
    ...{ CONTEXT: "home", TABLE_NAME: "none", PUBLIC_ORIGIN: origin, ORIGIN_SECRET: "0123456789abcdef" },
    ...{ OIDC_ISSUER: "https://issuer.invalid", OIDC_CLIENT_ID: "none" },
  };
  const { page } = routesFor<undefined>();
  const handle = () => Promise.reject(new Error("broken"));
  const routes = [page({ method: "GET", path: "/broken", access: "public", handle })];
  const { table, clock, ids, log } = testCtx({ kind: "anonymous" });
  const app = createApp({ settings, routes, services: undefined, table, clock, ids, log });
  // API Gateway gives every request its trace, which is the reference that the page shows.
  const headers = {
    "x-origin-secret": settings.ORIGIN_SECRET,
    "x-amzn-trace-id": "Root=1-6b7a91f2-4c0e8d3a5b6f7081929394a5",
  };
  const reply = await app.request(`${origin}/broken`, { headers });
  return { status: reply.status, headers: Object.fromEntries(reply.headers), body: await reply.text() };
}

/** A payment page that the platform did not open itself, for an order it has: what a person in finance has to sort out. */
export async function openStrayCheckout(orderId: string): Promise<string> {
  const form = {
    mode: "payment",
    client_reference_id: orderId,
    success_url: `${origin}/pay/${orderId}/done`,
    cancel_url: `${origin}/pay/${orderId}?cancelled=1`,
    "line_items[0][quantity]": "1",
    "line_items[0][price_data][currency]": "gbp",
    "line_items[0][price_data][unit_amount]": "30000",
    "line_items[0][price_data][product_data][name]": "School membership",
  };
  const reply = await fetch(`${payOrigin}/v1/checkout/sessions`, {
    method: "POST",
    headers: { authorization: "Bearer sk_test_local" },
    body: new URLSearchParams(form),
  });
  return ((await (await answered(reply, "no checkout")).json()) as { url: string }).url;
}

/** A pound given back in Stripe's own pages, which the platform did not ask for. */
export async function refundOutside(paymentIntentId: string): Promise<void> {
  const reply = await fetch(`${payOrigin}/v1/refunds`, {
    method: "POST",
    headers: { authorization: "Bearer sk_test_local" },
    body: new URLSearchParams({ payment_intent: paymentIntentId, amount: "100" }),
  });
  await answered(reply, "no refund");
}

const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** The id of an application that would have been made this moment, whose order has not come yet. */
export function youngApplicationId(): string {
  let time = "";
  for (let rest = Date.now(); time.length < 10; rest = Math.floor(rest / 32)) time = letters[rest % 32] + time;
  return `app_${time}0000000000000000`;
}
