import { published, staffMember } from "@alliance/testing";
import { beforeEach, expect, test } from "vitest";
import { invoiceIdOf, invoiceKey } from "../keys.ts";
import { outstandingPence } from "../outstanding.ts";
import { Invoice } from "../schema.ts";
import { paidSession, testWorld, type World } from "../test-world.ts";
import { bookingId, cancelled, lost, placed } from "../test-world-of-bookings.ts";
import { creditCancelledPlaces, giveBackLostBooking } from "./credit-cancelled-places.ts";
import { expireOrder } from "./expire-order.ts";
import { openBookingOrder } from "./open-order.ts";
import { movementsOf } from "./read-books.ts";
import { listCredits, listRefundsToMake } from "./read-credits.ts";
import { receivePayment } from "./receive-payment.ts";
import { requestRefund } from "./refund-credit.ts";

const treasurer = staffMember("finance");
const paid = paidSession({ orderId: bookingId, amountTotalPence: 22_800 });

let world: World;
beforeEach(() => {
  world = testWorld();
});

const invoiceNow = async () => {
  const stored = await world.table.get(invoiceKey(invoiceIdOf(bookingId)), Invoice);
  if (stored === undefined) throw new Error("no invoice");
  return stored.data;
};
const told = (type: string) => published(world.ctx).filter((event) => event.type === `finance.${type}`);
const onAccount = async () =>
  (await listCredits(world.as(treasurer), { limit: 10 })).items.map(({ data }) => data.remainingPence);
const goingBack = async () =>
  (await listRefundsToMake(world.as(treasurer), { limit: 10 })).items.map(({ data }) => data.refund?.amountPence);

async function paidBooking(): Promise<void> {
  await openBookingOrder(world.ctx, placed({ payment: "card" }));
  await receivePayment(world.ctx, paid);
}

test("cancelled places take off what the ladder says, once a cancellation, however often and at once it is told", async () => {
  await openBookingOrder(world.ctx, placed());
  const both = [creditCancelledPlaces(world.ctx, cancelled()), creditCancelledPlaces(world.ctx, cancelled())];
  expect(await Promise.all(both)).toEqual(["credited", "credited"]);
  expect(outstandingPence(await invoiceNow())).toBe(22_800 - 5_700);
  expect(told("credit-note-issued")).toMatchObject([
    { data: { onAccountPence: 0, document: { reason: "places-cancelled", netPence: 4_750, vatPence: 950 } } },
  ]);
  await creditCancelledPlaces(world.ctx, cancelled({ cancellationId: "can_01KAK3F0Q8J5W2M7X9B4C6D8EG" }));
  expect(told("credit-note-issued")).toHaveLength(2);
});

test("a cancellation that is ahead of its invoice comes again", async () => {
  await expect(creditCancelledPlaces(world.ctx, cancelled())).rejects.toThrow("has no invoice yet");
  await openBookingOrder(world.ctx, placed());
  expect(await creditCancelledPlaces(world.ctx, cancelled())).toBe("credited");
});

test("nothing is credited where the ladder gives nothing back", async () => {
  await openBookingOrder(world.ctx, placed());
  expect(await creditCancelledPlaces(world.ctx, cancelled({ creditPercent: 0, lines: [] }))).toBe("nothing-to-credit");
});

test("what the school cancels stays on account when it was paid; what we cancel goes back to the card", async () => {
  await paidBooking();
  await creditCancelledPlaces(world.ctx, cancelled());
  expect([await onAccount(), await goingBack()]).toEqual([[5_700], []]);
  const ours = cancelled({ cancellationId: "can_01KAK3F0Q8J5W2M7X9B4C6D8EG", because: "session-cancelled" });
  await creditCancelledPlaces(world.ctx, ours);
  await creditCancelledPlaces(world.ctx, ours);
  expect([await onAccount(), await goingBack()]).toEqual([[5_700], [5_700]]);
  expect(told("refund-due")).toHaveLength(1);
});

test("money for places that had gone: its invoice is taken back whole, and it goes back by itself, once", async () => {
  await paidBooking();
  const all = [giveBackLostBooking(world.ctx, lost()), giveBackLostBooking(world.ctx, lost())];
  expect(await Promise.all(all)).toEqual(["given-back", "given-back"]);
  expect(outstandingPence(await invoiceNow())).toBe(0);
  expect([await onAccount(), await goingBack(), told("refund-due").length]).toEqual([[], [22_800], 1]);
  expect(told("credit-note-issued")).toMatchObject([{ data: { document: { reason: "places-gone" } } }]);
  expect(await movementsOf(world.as(treasurer), "2026-11")).toMatchObject({ debtors: 0, "refunds-due": -22_800 });
});

test("money that no invoice took goes back from where it lies", async () => {
  await openBookingOrder(world.ctx, placed({ payment: "card" }));
  await expireOrder(world.ctx, bookingId);
  await receivePayment(world.ctx, paid);
  const creditId = `${told("payment-received")[0]?.data.creditId}`;
  const { invoiceId: _, ...uninvoiced } = lost({ creditId }).data;
  expect(await giveBackLostBooking(world.ctx, { ...lost(), data: uninvoiced })).toBe("given-back");
  expect([await onAccount(), await goingBack()]).toEqual([[], [22_800]]);
});

test("what staff decide about already stays theirs, and a booking nobody paid has nothing to give back", async () => {
  expect(await giveBackLostBooking(world.ctx, lost())).toBe("nothing-came");
  await openBookingOrder(world.ctx, placed({ payment: "card" }));
  await expireOrder(world.ctx, bookingId);
  await receivePayment(world.ctx, paid);
  const creditId = `${told("payment-received")[0]?.data.creditId}`;
  await requestRefund(world.as(treasurer), { creditId, reason: "they rang" });
  await giveBackLostBooking(world.ctx, lost({ creditId }));
  expect([await onAccount(), told("refund-due").length]).toEqual([[22_800], 0]);
});
