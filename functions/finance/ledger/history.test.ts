import { finance } from "@alliance/events";
import { eventOf, person, staffMember } from "@alliance/testing";
import fc from "fast-check";
import { expect, test } from "vitest";
import { creditedPence, outstandingPence } from "../outstanding.ts";
import { LedgerTransaction } from "../schema.ts";
import {
  applicant,
  applied,
  movedIn,
  organisationId,
  paidSession,
  quoteSecret,
  testWorld,
  type World,
} from "../test-world.ts";
import { allocateCredit } from "../use-cases/allocate-credit.ts";
import { answerQuote } from "../use-cases/answer-quote.ts";
import { listAllInvoices } from "../use-cases/list-invoices.ts";
import { openOrder } from "../use-cases/open-order.ts";
import { payInvoice } from "../use-cases/pay-invoice.ts";
import { raiseCreditNote } from "../use-cases/raise-credit-note.ts";
import { listPayments } from "../use-cases/read-books.ts";
import { listCredits, listRefundsToMake, readCredit } from "../use-cases/read-credits.ts";
import { receivePayment } from "../use-cases/receive-payment.ts";
import { decideRefund, requestRefund } from "../use-cases/refund-credit.ts";
import { settleStripeEvent } from "../use-cases/settle-stripe-event.ts";
import { startPayment } from "../use-cases/start-payment.ts";
import { sweepOrders } from "../use-cases/sweep-orders.ts";
import { switchToInvoice } from "../use-cases/switch-to-invoice.ts";
import { sumOf } from "./posting.ts";

const orders = ["A", "B", "C"].map((letter) => `app_01KAK3F0Q8J5W2M7X9B4C6D8E${letter}`);

const kinds = [
  ...(["card", "card", "invoice", "quote", "answer", "start", "start", "pay", "pay", "told", "told", "late"] as const),
  ...([
    "switch",
    "session",
    "allocate",
    "allocate",
    "again",
    "again",
    "ask",
    "approve",
    "refuse",
    "credit",
    "credit",
  ] as const),
] as const;

type Step = {
  readonly kind: (typeof kinds)[number];
  readonly which: number;
};
const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom(...kinds),
  which: fc.nat({ max: 2 }),
});

const lead = person("per_01KAK3F0Q8J5W2M7X9B4C6D8AA", { affiliations: [{ organisationId, role: "lead" }] });
const other = person("per_01KAK3F0Q8J5W2M7X9B4C6D8AF", { staffRoles: ["finance"] });
const sumOver = <Item>(items: readonly Item[], pence: (item: Item) => number): number =>
  items.reduce((sum, item) => sum + pence(item), 0);

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
  const treasurer = world.as(staffMember("finance"));
  const creditAt = async () => (await listCredits(treasurer, { limit: 10 })).items[which % 2]?.data;
  const decide = async (isApproved: boolean) => {
    const credit = await creditAt();
    if (credit) await decideRefund(world.as(other), { creditId: credit.creditId, isApproved, reason: "looked at it" });
  };
  const steps: Record<Step["kind"], () => Promise<unknown>> = {
    card: () => openOrder(world.ctx, applied({ applicationId: orderId, payment: "card" })),
    invoice: () => openOrder(world.ctx, applied({ applicationId: orderId })),
    quote: () => openOrder(world.ctx, applied({ applicationId: orderId, payment: "quote" })),
    answer: async () =>
      answerQuote(world.ctx, world.files, {
        secret: await quoteSecret(world, 1, orderId),
        purchaseOrderNumber: "PO-9",
      }),
    start: () => startPayment(who, world, { orderId }),
    switch: () => switchToInvoice(who, world, { orderId, purchaseOrderNumber: "PO-1" }),
    // A page of an invoice is opened as well, so that one left open elsewhere can pay it a second time.
    session: async () => {
      const invoice = (await listAllInvoices(treasurer, { limit: 10 })).items[which]?.data;
      if (invoice) await payInvoice(world.as(lead), world, { invoiceId: invoice.invoiceId });
    },
    // Stripe takes money from a page that nobody here knows of any more: late, twice, or for nothing.
    again: () => receivePayment(world.ctx, paidSession({ orderId, paymentIntentId: `pi_again_${which}` })),
    allocate: async () => {
      const credit = await creditAt();
      const open = credit && (await readCredit(treasurer, credit.creditId)).open;
      const invoiceId = open?.[0]?.invoiceId;
      if (credit && invoiceId) await allocateCredit(treasurer, { creditId: credit.creditId, invoiceId });
    },
    ask: async () => {
      const credit = await creditAt();
      if (credit) await requestRefund(treasurer, { creditId: credit.creditId, reason: "not wanted" });
    },
    credit: async () => {
      const invoice = (await listAllInvoices(treasurer, { limit: 10 })).items[which]?.data;
      const lines = [{ invoiceLine: 1, netPence: 3333 + 9000 * which }];
      const words = { reason: "cancelled", note: "part of the history" } as const;
      if (invoice) await raiseCreditNote(treasurer, { invoiceId: invoice.invoiceId, lines, ...words });
    },
    approve: () => decide(true),
    refuse: () => decide(false),
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
  const seen = { payments: 0, credits: 0, refunds: 0, used: 0, creditNotes: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 45, size: "max" }), async (history) => {
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
      const movements = await movedIn(treasurer, "2026-11");
      expect(Object.values(movements).reduce((sum, amount) => sum + amount, 0)).toBe(0);
      // Each payment that Stripe took is in the books exactly once.
      const states = await Promise.all(world.stripe.sessionIds.map((id) => world.stripe.readCheckout(id)));
      const taken = states.filter(({ paymentStatus }) => paymentStatus === "paid");
      const recorded = (await listPayments(treasurer, { limit: 100 })).items.map(({ data }) => data);
      seen.payments += recorded.length;
      const ids = recorded.map(({ paymentIntentId }) => paymentIntentId);
      expect(ids.filter((id) => !id.startsWith("pi_again")).sort()).toEqual(
        taken.map(({ paymentIntentId }) => paymentIntentId).sort(),
      );
      const receivedPence = sumOver(recorded, ({ amountPence }) => amountPence);
      expect(movements["stripe-clearing"] + movements.fees).toBe(receivedPence);
      // Σ allocations + on account + what goes back = Σ receipts: in the invoices, the credits and the books alike.
      const invoices = (await listAllInvoices(treasurer, { limit: 100 })).items.map(({ data }) => data);
      const onAccount = (await listCredits(treasurer, { limit: 100 })).items.map(({ data }) => data);
      const toMake = (await listRefundsToMake(treasurer, { limit: 100 })).items.map(({ data }) => data);
      const allocatedPence = sumOver(invoices, ({ allocations }) => sumOver(allocations, (each) => each.amountPence));
      const onAccountPence = sumOver(onAccount, ({ remainingPence }) => remainingPence);
      const refundPence = sumOver(toMake, ({ refund }) => refund?.amountPence ?? 0);
      expect(allocatedPence + onAccountPence + refundPence).toBe(receivedPence);
      expect(movements["customer-credit"]).toBe(0 - onAccountPence);
      expect(movements["refunds-due"]).toBe(0 - refundPence);
      expect(movements.debtors).toBe(sumOver(invoices, outstandingPence));
      expect(invoices.every((invoice) => invoice.paidPence >= 0 && outstandingPence(invoice) >= 0)).toBe(true);
      expect(movements["vat-output"] + movements["deferred-income"]).toBe(
        sumOver(invoices, (invoice) => creditedPence(invoice) - invoice.totalPence),
      );
      seen.creditNotes += sumOver(invoices, ({ creditings = [] }) => creditings.length);
      seen.credits += onAccount.length;
      seen.refunds += toMake.length;
      seen.used += sumOver(onAccount, ({ allocations }) => allocations.length);
    }),
    { numRuns: 120, seed: 20261121 },
  );
  expect(seen.payments).toBeGreaterThan(100);
  expect(Math.min(seen.credits, seen.refunds, seen.creditNotes)).toBeGreaterThan(5);
}, 120_000);
