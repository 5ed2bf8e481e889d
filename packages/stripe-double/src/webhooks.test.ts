import { afterEach, beforeEach, expect, it } from "vitest";
import { type Bench, checkoutFor, startBench } from "./testing.ts";

let bench: Bench;
beforeEach(async () => {
  bench = await startBench();
});
afterEach(() => bench.stop());

const paid = ["payment_intent.created", "charge.succeeded", "payment_intent.succeeded", "checkout.session.completed"];

async function paySession(): Promise<string> {
  const { id } = await bench.stripe.checkout.sessions.create(checkoutFor());
  bench.double.controls.pay(id);
  return id;
}

const patient = { timeout: 10_000 };

/** Until every delivery has been made or given up; the retries of these tests are 20 ms apart. */
async function settled(): Promise<void> {
  await bench.double.controls.idle();
  await expect
    .poll(() => bench.double.controls.deliveries().filter(({ state }) => state === "pending"), patient)
    .toEqual([]);
  await bench.double.controls.idle();
}

const types = () => bench.received.map(({ event }) => event.type);

it("a payment's webhooks arrive in order, signed so that the SDK accepts them", async () => {
  const sessionId = await paySession();
  await bench.double.controls.idle();
  expect(types()).toEqual(paid);
  const last = bench.received.at(-1)?.event;
  expect(last).toMatchObject({
    object: "event",
    livemode: false,
    data: { object: { id: sessionId, status: "complete" } },
  });
});

it("a webhook is tried again until it is taken", async () => {
  bench.answers.push(500, 503);
  await paySession();
  await settled();
  expect(new Set(types())).toEqual(new Set(paid));
  expect(types()).toHaveLength(paid.length + 2);
  expect(bench.double.controls.deliveries().every(({ state }) => state === "delivered")).toBe(true);
});

it("a webhook that is never taken is given up and listed as undelivered", async () => {
  bench.answers.push(...Array.from({ length: 100 }, () => 500));
  const { id } = await bench.stripe.checkout.sessions.create(checkoutFor());
  await bench.stripe.checkout.sessions.expire(id);
  await settled();
  expect(bench.double.controls.deliveries()).toMatchObject([{ state: "failed", attempts: 4, lastAnswer: "500" }]);
  const undelivered = await bench.stripe.events.list({ delivery_success: false });
  expect(undelivered.data.map((event) => event.type)).toEqual(["checkout.session.expired"]);
});

it("duplicates carry the same event id", async () => {
  bench.double.controls.setDeliveries({ duplicates: 2 });
  const { id } = await bench.stripe.checkout.sessions.create(checkoutFor());
  await bench.stripe.checkout.sessions.expire(id);
  await settled();
  expect(bench.received).toHaveLength(3);
  expect(new Set(bench.received.map(({ event }) => event.id)).size).toBe(1);
});

it("held webhooks can be let go in reverse", async () => {
  bench.double.controls.setDeliveries({ paused: true, order: "reversed" });
  await paySession();
  await bench.double.controls.idle();
  expect(bench.received).toEqual([]);
  bench.double.controls.setDeliveries({ paused: false });
  await settled();
  expect(types()).toEqual(paid.toReversed());
});

it("delayed webhooks wait for the clock, which may be moved", async () => {
  bench.double.controls.setDeliveries({ delayMs: 3_600_000 });
  await paySession();
  await bench.double.controls.idle();
  expect(bench.received).toEqual([]);
  bench.advance(3_601);
  await settled();
  expect(types()).toEqual(paid);
});

it("an event can be sent again, and is listed, newest first, page by page", async () => {
  await paySession();
  await settled();
  const event = bench.received[3]?.event;
  bench.double.controls.redeliver(event?.id ?? "");
  await settled();
  expect(bench.received.at(-1)?.event.id).toBe(event?.id);
  const first = await bench.stripe.events.list({ limit: 3 });
  expect(first.data.map(({ type }) => type)).toEqual(paid.toReversed().slice(0, 3));
  expect(first.has_more).toBe(true);
  const all = await bench.stripe.events.list({ limit: 1 }).autoPagingToArray({ limit: 10 });
  expect(all.map(({ type }) => type)).toEqual(paid.toReversed());
  const completed = await bench.stripe.events.list({ types: ["checkout.session.completed"] });
  expect(completed.data.map(({ id }) => id)).toEqual([event?.id]);
});

it("only the event types that were asked for are sent", async () => {
  const { url, secret } = { url: bench.double.url, secret: "whsec_x" };
  const quiet = await startBench({ webhook: { url: `${url}/nowhere`, secret, enabledEvents: ["customer.created"] } });
  const { id } = await quiet.stripe.checkout.sessions.create(checkoutFor());
  quiet.double.controls.pay(id);
  expect(quiet.double.controls.deliveries()).toEqual([]);
  expect(quiet.double.controls.events()).toHaveLength(4);
  await quiet.stop();
});
