import { createApp } from "@alliance/http";
import { published } from "@alliance/testing";
import { expect, test } from "vitest";
import { testSettings, testWorld, type World } from "./test-world.ts";
import { webhookRoutes } from "./webhook-route.ts";

function door(world: World) {
  const { table, clock, ids, log } = world.ctx;
  const app = createApp({ settings: testSettings, routes: webhookRoutes, services: world, table, clock, ids, log });
  return (body: string, headers: Record<string, string> = {}) =>
    app.request("https://alliance.example/api/finance/stripe-webhook", {
      method: "POST",
      body,
      headers: { "x-origin-secret": testSettings.ORIGIN_SECRET, "content-type": "application/json", ...headers },
    });
}

const signed = (world: World, type = "checkout.session.completed", id = "evt_1") => {
  const { rawBody, signatureHeader } = world.stripe.webhook(type, "cs_fake_000001", id);
  return [rawBody, { "stripe-signature": signatureHeader }] as const;
};

test("a signed event is kept by one write of one unit and told to the worker", async () => {
  const world = testWorld();
  const reply = await door(world)(...signed(world));
  expect([reply.status, await reply.json()]).toEqual([200, { received: true }]);
  expect(world.ctx.table.meter).toMatchObject({ wru: 1, indexWru: 0, rru: 0, requests: 1 });
  expect(published(world.ctx)).toMatchObject([
    {
      type: "finance.stripe-event-received",
      actor: "system:stripe",
      data: { stripeEventId: "evt_1", stripeType: "checkout.session.completed", objectId: "cs_fake_000001" },
    },
  ]);
  // Kept for ever: no cleaner takes it.
  expect([...world.ctx.table.items.values()].map(({ pk, expiresAt }) => [pk, expiresAt])).toEqual([
    ["stripe-event#evt_1", undefined],
  ]);
});

test("a replayed event is acknowledged at a unit's cost and has no new effect, also when many come at once", async () => {
  const world = testWorld();
  const send = door(world);
  await send(...signed(world));
  world.ctx.table.meter.reset();
  expect((await send(...signed(world))).status).toBe(200);
  expect(world.ctx.table.meter.wru).toBeLessThanOrEqual(2);
  const replies = await Promise.all(Array.from({ length: 20 }, () => send(...signed(world, "x.y", "evt_2"))));
  expect(replies.every(({ status }) => status === 200)).toBe(true);
  expect(published(world.ctx)).toHaveLength(2);
});

test("a type that nobody knows is acknowledged and kept", async () => {
  const world = testWorld();
  expect((await door(world)(...signed(world, "tax.settings.updated"))).status).toBe(200);
  expect(published(world.ctx)).toMatchObject([{ data: { stripeType: "tax.settings.updated" } }]);
});

test("forged, altered, stale, unsigned and malformed events are refused and change nothing", async () => {
  const world = testWorld();
  const send = door(world);
  const [body, headers] = signed(world);
  const [other] = signed(world, "charge.refunded", "evt_9");
  const replies = [
    await send(body),
    await send(body, { "stripe-signature": "nonsense" }),
    await send(body, { "stripe-signature": headers["stripe-signature"].replace(/v1=.{4}/, "v1=0000") }),
    await send(`${body} `, headers),
    await send(other, headers),
    await send("", headers),
  ];
  world.ctx.clock.moveSeconds(301);
  replies.push(await send(body, headers));
  for (const reply of replies) {
    expect(reply.status).toBe(400);
    expect(reply.headers.get("content-type")).toBe("application/problem+json");
  }
  expect(world.ctx.table.items.size).toBe(0);
});

test("a body that is signed but no event is told so, and a forged one that it is not signed", async () => {
  const world = testWorld();
  const send = door(world);
  const detailOf = async (body: string, signature: string) => {
    const reply = await send(body, { "stripe-signature": signature });
    return [reply.status, ((await reply.json()) as { detail: string }).detail];
  };
  for (const body of ["not JSON", '{"object":"charge"}']) {
    const { signatureHeader } = world.stripe.sign(body);
    expect(await detailOf(body, signatureHeader)).toEqual([400, expect.stringContaining("not an event")]);
    const forged = signatureHeader.replace(/v1=.{4}/, "v1=0000");
    expect(await detailOf(body, forged)).toEqual([400, expect.stringContaining("not signed by Stripe")]);
  }
  expect(world.ctx.table.items.size).toBe(0);
});

test("a body over 100 kB is refused before it is read further", async () => {
  const world = testWorld();
  expect((await door(world)("x".repeat(100_001), { "stripe-signature": "t=1,v1=00" })).status).toBe(413);
  expect(world.ctx.table.items.size).toBe(0);
});

test("without the front door's secret nothing is even looked at", async () => {
  const world = testWorld();
  const [body, headers] = signed(world);
  expect((await door(world)(body, { ...headers, "x-origin-secret": "wrong" })).status).toBe(403);
  expect(world.ctx.table.items.size).toBe(0);
});
