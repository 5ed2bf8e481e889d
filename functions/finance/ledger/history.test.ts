import { finance } from "@alliance/events";
import { eventOf, staffMember } from "@alliance/testing";
import fc from "fast-check";
import { expect, test } from "vitest";
import { LedgerTransaction } from "../schema.ts";
import { applicant, applied, quoteSecret, testWorld, type World } from "../test-world.ts";
import { answerQuote } from "../use-cases/answer-quote.ts";
import { openOrder } from "../use-cases/open-order.ts";
import { listPayments, movementsOf } from "../use-cases/read-books.ts";
import { settleStripeEvent } from "../use-cases/settle-stripe-event.ts";
import { startPayment } from "../use-cases/start-payment.ts";
import { sweepOrders } from "../use-cases/sweep-orders.ts";
import { switchToInvoice } from "../use-cases/switch-to-invoice.ts";
import { sumOf } from "./posting.ts";

const orders = ["A", "B", "C"].map((letter) => `app_01KAK3F0Q8J5W2M7X9B4C6D8E${letter}`);

type Step = {
  readonly kind: "card" | "invoice" | "quote" | "answer" | "start" | "pay" | "told" | "late" | "switch";
  readonly which: number;
};
const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom(
    ...([
      "card",
      "card",
      "invoice",
      "quote",
      "answer",
      "start",
      "start",
      "pay",
      "pay",
      "told",
      "late",
      "switch",
    ] as const),
  ),
  which: fc.nat({ max: 2 }),
});

/** The journal as it lies in the table, whole items. */
const entriesOf = async ({ ctx }: World): Promise<readonly (readonly [string, string])[]> =>
  [...ctx.table.items]
    .filter(([, { entity }]) => entity === "finance.ledger-transaction")
    .map(([place, item]) => [place, JSON.stringify(item)] as const)
    .sort();

/** One step of a history; what the world refuses is part of it. */
async function take(world: World, { kind, which }: Step): Promise<void> {
  const orderId = orders[which] ?? "";
  const { sessionIds } = world.stripe;
  const sessionId = sessionIds[which % Math.max(1, sessionIds.length)];
  const who = world.as(applicant);
  const steps: Record<Step["kind"], () => Promise<unknown>> = {
    card: () => openOrder(world.ctx, applied({ applicationId: orderId, payment: "card" })),
    invoice: () => openOrder(world.ctx, applied({ applicationId: orderId })),
    quote: () => openOrder(world.ctx, applied({ applicationId: orderId, payment: "quote" })),
    answer: async () =>
      answerQuote(world.ctx, { secret: await quoteSecret(world, 1, orderId), purchaseOrderNumber: "PO-9" }),
    start: () => startPayment(who, world, { orderId }),
    switch: () => switchToInvoice(who, world, { orderId, purchaseOrderNumber: "PO-1" }),
    pay: async () => sessionId && world.stripe.pay(sessionId),
    late: async () => {
      world.ctx.clock.moveSeconds(9 * 60);
      return sweepOrders(world.ctx);
    },
    told: async () => {
      if (sessionId === undefined) return;
      const data = { stripeEventId: `evt_${sessionId}`, stripeType: "checkout.session.completed", objectId: sessionId };
      await settleStripeEvent(world.ctx, eventOf(finance.stripeEventReceived, data));
    },
  };
  await steps[kind]().catch(() => undefined);
}

test("whatever happens in whatever order, each entry and all accounts sum to nothing and no money is lost", async () => {
  let payments = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 15, maxLength: 50, size: "max" }), async (history) => {
      const world = testWorld();
      let before = await entriesOf(world);
      for (const each of history) {
        await take(world, each);
        const after = await entriesOf(world);
        // Append-only: what was in the books is in them still, byte for byte.
        expect(after.filter(([place]) => before.some(([known]) => known === place))).toEqual(before);
        before = after;
      }
      for (const which of world.stripe.sessionIds.keys()) await take(world, { kind: "told", which });
      const treasurer = world.as(staffMember("finance"));
      const { items } = await world.table.query({ pk: "ledger#2026-11", limit: 100 }, LedgerTransaction);
      expect(items.every(({ data }) => sumOf(data.postings) === 0)).toBe(true);
      const movements = await movementsOf(treasurer, "2026-11");
      expect(Object.values(movements).reduce((sum, amount) => sum + amount, 0)).toBe(0);
      // Each payment that Stripe took is in the books exactly once.
      const states = await Promise.all(world.stripe.sessionIds.map((id) => world.stripe.readCheckout(id)));
      const taken = states.filter(({ paymentStatus }) => paymentStatus === "paid");
      const recorded = (await listPayments(treasurer, { limit: 100 })).items.map(({ data }) => data);
      payments += recorded.length;
      expect(recorded.map(({ paymentIntentId }) => paymentIntentId).sort()).toEqual(
        taken.map(({ paymentIntentId }) => paymentIntentId).sort(),
      );
      expect(movements["stripe-clearing"] + movements.fees).toBe(taken.length * 30000);
    }),
    { numRuns: 200, seed: 20261121 },
  );
  expect(payments).toBeGreaterThan(100);
});
