import { finance } from "@alliance/events";
import { eventOf, person, staffMember } from "@alliance/testing";
import { beforeEach, expect, test } from "vitest";
import { invoiceIdOf } from "./keys.ts";
import { applied, orderId, paidSession, testWorld, unitsIn, type World } from "./test-world.ts";
import { makeRefund } from "./use-cases/make-refund.ts";
import { openOrder } from "./use-cases/open-order.ts";
import { raiseCreditNote } from "./use-cases/raise-credit-note.ts";
import { listCredits } from "./use-cases/read-credits.ts";
import { receivePayment } from "./use-cases/receive-payment.ts";
import { decideRefund, requestRefund } from "./use-cases/refund-credit.ts";

const treasurer = staffMember("finance");
const other = person("per_01KAK3F0Q8J5W2M7X9B4C6D8AF", { staffRoles: ["finance"] });

let world: World;
beforeEach(async () => {
  world = testWorld();
  await openOrder(world.ctx, applied());
});

const unitsOf = (useCase: () => Promise<unknown>) => unitsIn(world, useCase);

const creditNote = () =>
  raiseCreditNote(world.as(treasurer), {
    invoiceId: invoiceIdOf(orderId),
    lines: [{ invoiceLine: 1, netPence: 5000 }],
    ...{ reason: "agreed-reduction", note: "Mrs Nair rang" },
  });

test("a credit note of an open invoice costs 14 + 6, as an invoice does", async () => {
  expect(await unitsOf(creditNote)).toEqual({ wru: 14, indexWru: 6, rru: 3.5 });
});

test("one of a paid invoice costs 2 + 2 more: the credit that it sets free", async () => {
  await receivePayment(world.ctx, paidSession());
  expect(await unitsOf(creditNote)).toEqual({ wru: 16, indexWru: 8, rru: 4.5 });
});

test("money goes back in three commits, asked, decided and made, and the same event again reads only", async () => {
  await receivePayment(world.ctx, paidSession());
  await receivePayment(world.ctx, paidSession({ paymentIntentId: "pi_fake_000901" }));
  world.stripe.refunds.take("pi_fake_000901", 30000);
  const creditId = (await listCredits(world.as(treasurer), { limit: 10 })).items[0]?.data.creditId ?? "";
  const reason = "paid by two offices";
  const asked = await unitsOf(() => requestRefund(world.as(treasurer), { creditId, reason }));
  const decided = await unitsOf(() => decideRefund(world.as(other), { creditId, isApproved: true, reason }));
  const { refundDue } = finance;
  const make = () => makeRefund(world.ctx, eventOf(refundDue, { ...refundDue.sample, creditId }));
  const outcomes: unknown[] = [];
  const making = async () => outcomes.push(await make());
  const [made, again] = [await unitsOf(making), await unitsOf(making)];
  expect([asked, decided, made, again]).toEqual([
    { wru: 4, indexWru: 3, rru: 1 },
    { wru: 10, indexWru: 6, rru: 2 },
    { wru: 6, indexWru: 2, rru: 2 },
    { wru: 0, indexWru: 0, rru: 1 },
  ]);
  expect(outcomes).toEqual(["sent", "left"]);
});
