import { training } from "@alliance/events";
import { eventOf, published } from "@alliance/testing";
import { beforeEach, expect, test } from "vitest";
import { invoiceIdOf, invoiceKey } from "../keys.ts";
import { outstandingPence } from "../outstanding.ts";
import { Invoice } from "../schema.ts";
import { applicant, organisationId, testWorld, type World } from "../test-world.ts";
import { creditWaivedFee } from "./credit-cancelled-places.ts";
import { openFeeOrder } from "./open-order.ts";

const { noShowCharged, noShowWaived } = training;
const { feeId } = noShowCharged.sample;

let world: World;
beforeEach(() => {
  world = testWorld();
});

const charged = eventOf(noShowCharged, { ...noShowCharged.sample, organisationId, bookedBy: applicant.personId });
const waived = (more = {}) => eventOf(noShowWaived, { ...noShowWaived.sample, ...more });
const owed = async () => {
  const stored = await world.table.get(invoiceKey(invoiceIdOf(feeId)), Invoice);
  return stored && outstandingPence(stored.data);
};
const told = (type: string) => published(world.ctx).filter((event) => event.type === `finance.${type}`);

test("a fee is invoiced once, with its VAT, however often and at once it is told", async () => {
  await Promise.all([openFeeOrder(world.ctx, charged), openFeeOrder(world.ctx, charged)]);
  await openFeeOrder(world.ctx, charged);
  expect(await owed()).toBe(2_400);
  expect(told("invoice-issued")).toMatchObject([{ data: { orderId: feeId, payment: "invoice", organisationId } }]);
});

test("one that is waived afterwards is credited whole, once; one that was never charged is not", async () => {
  await openFeeOrder(world.ctx, charged);
  expect(await creditWaivedFee(world.ctx, waived())).toBe("credited");
  expect(await creditWaivedFee(world.ctx, waived())).toBe("credited");
  expect(await owed()).toBe(0);
  expect(told("credit-note-issued")).toMatchObject([{ data: { document: { reason: "fee-waived" } } }]);
  expect(await creditWaivedFee(world.ctx, waived({ wasCharged: false }))).toBe("never-charged");
});

test("a waiver that is ahead of its invoice is refused, and comes again", async () => {
  await expect(creditWaivedFee(world.ctx, waived())).rejects.toThrow("has no invoice yet");
  await openFeeOrder(world.ctx, charged);
  expect(await creditWaivedFee(world.ctx, waived())).toBe("credited");
});
