import { published, system, testCtx } from "@alliance/testing";
import { expect, test } from "vitest";
import { recordStripeEvent } from "./record-stripe-event.ts";

const hint = {
  eventId: "evt_1Q0001",
  type: "checkout.session.completed",
  objectId: "cs_test_0001",
  objectType: "checkout.session",
  createdAt: "2026-11-21T10:00:00.000Z",
};

test("an event of Stripe is kept, and told to the platform", async () => {
  const ctx = testCtx(system("stripe"));
  expect(await recordStripeEvent(ctx, hint)).toBe("recorded");
  expect(published(ctx).map(({ type, data }) => ({ type, ...data }))).toEqual([
    {
      type: "finance.stripe-event-received",
      stripeEventId: "evt_1Q0001",
      stripeType: "checkout.session.completed",
      objectId: "cs_test_0001",
    },
  ]);
});

test("the same event again is refused by its key, for ever", async () => {
  const ctx = testCtx(system("stripe"));
  await recordStripeEvent(ctx, hint);
  ctx.clock.moveSeconds(400 * 24 * 3600);
  expect(await recordStripeEvent(ctx, hint)).toBe("recorded-before");
  expect(published(ctx)).toHaveLength(1);
});

test("twenty deliveries at once are one event", async () => {
  const ctx = testCtx(system("stripe"));
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => recordStripeEvent(ctx, hint)));
  expect(outcomes.filter((outcome) => outcome === "recorded")).toHaveLength(1);
  expect(published(ctx)).toHaveLength(1);
});
