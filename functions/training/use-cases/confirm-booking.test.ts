import { as, type TestCtx } from "@alliance/testing";
import { beforeEach, expect, test } from "vitest";
import { stranger } from "../bookings/testing-school.ts";
import {
  booked,
  bookingOf,
  deliver,
  eventsOf,
  expiryOf,
  held,
  lateMoneyFor,
  paidBy,
  placed,
  seatsIn,
  trainingCtx,
  wish,
} from "../bookings/testing-world.ts";
import type { Session } from "../schema/session.ts";
import { putSession, roomSession } from "../test-world.ts";
import { confirmBooking, confirmLate } from "./confirm-booking.ts";
import { endUnpaid } from "./end-unpaid.ts";
import { withdrawBooking } from "./withdraw-booking.ts";

let ctx: TestCtx;
let session: Session;
let bookingId: string;
beforeEach(async () => {
  ctx = trainingCtx();
  session = await putSession(ctx, roomSession(1));
  const booking = await held(ctx, stranger(), wish(session));
  bookingId = booking.bookingId;
  await placed(ctx, stranger(), booking, "card");
});

test("an invoice that was paid confirms its booking, once", async () => {
  expect(await confirmBooking(ctx, paidBy(bookingId))).toBe("confirmed");
  expect(await confirmBooking(ctx, paidBy(bookingId))).toBe("confirmed-before");
  expect(bookingOf(ctx, bookingId)).toMatchObject({ status: "confirmed", payment: "card" });
  expect(eventsOf(ctx, "booking-confirmed")).toHaveLength(1);
});

test("an invoice on credit terms is noted on its booking once, and settles nothing", async () => {
  const issued = paidBy(bookingId);
  const onCredit = { ...issued, data: { ...issued.data, payment: "invoice" as const } };
  expect(await confirmBooking(ctx, onCredit)).toBe("not-ours");
  const wider = await putSession(ctx, roomSession(2));
  const byInvoice = await booked(ctx, wider, 1, stranger());
  const event = { ...onCredit, data: { ...onCredit.data, orderId: byInvoice.bookingId } };
  expect(await Promise.all([confirmBooking(ctx, event), confirmBooking(ctx, event)])).toContain("noted");
  expect(await confirmBooking(ctx, event)).toBe("noted-before");
  expect(bookingOf(ctx, byInvoice.bookingId)).toMatchObject({
    ...{ status: "confirmed", invoiceId: onCredit.data.invoiceId },
  });
});

test("the order of somebody else's thing is not ours to settle", async () => {
  expect(await confirmBooking(ctx, paidBy("app_01KAK3F0Q8J5W2M7X9B4C6D8EF"))).toBe("not-ours");
  expect(await confirmBooking(ctx, paidBy("bkg_01KAK3F0Q8J5W2M7X9B4C6D8ZZ"))).toBe("not-ours");
  expect(await endUnpaid(ctx, expiryOf("app_01KAK3F0Q8J5W2M7X9B4C6D8EF"))).toBe("not-ours");
});

test("an order that expired gives the seat back; told before or after the money, the booking has one outcome", async () => {
  expect(await endUnpaid(ctx, expiryOf(bookingId))).toBe("expired");
  expect(await endUnpaid(ctx, expiryOf(bookingId))).toBe("left");
  expect(seatsIn(ctx, session)).toEqual([]);
  expect(await confirmBooking(ctx, paidBy(bookingId))).toBe("confirmed-again");
  expect(await endUnpaid(ctx, expiryOf(bookingId))).toBe("left");
});

test("money after the hold takes a free seat again, and finance is told that it lies on account", async () => {
  await endUnpaid(ctx, expiryOf(bookingId));
  const money = lateMoneyFor(bookingId);
  expect(await confirmLate(ctx, money)).toBe("confirmed-again");
  expect(await confirmLate(ctx, money)).toBe("confirmed-before");
  expect(seatsIn(ctx, session)).toEqual(["taken"]);
  expect(eventsOf(ctx, "booking-confirmed")[0]?.data).toMatchObject({ creditId: money.data.creditId });
});

test("money after the seat had gone: it is told to go back, and whoever paid waits before everybody else", async () => {
  await endUnpaid(ctx, expiryOf(bookingId));
  const other = await booked(ctx, session, 1, stranger(2));
  expect(await confirmLate(ctx, lateMoneyFor(bookingId))).toBe("lost");
  expect(await confirmLate(ctx, lateMoneyFor(bookingId))).toBe("lost-before");
  expect(bookingOf(ctx, bookingId).status).toBe("lost");
  expect(bookingOf(ctx, other.bookingId).status).toBe("confirmed");
  const lost = eventsOf(ctx, "booking-lost");
  expect(lost).toHaveLength(1);
  expect(eventsOf(ctx, "queue-joined")[0]?.data).toMatchObject({ isFirst: true, all: true, places: 1 });
  expect(lost[0]?.data.entryIds).toEqual([eventsOf(ctx, "queue-joined")[0]?.data.entryId]);
});

test("of late money and a new buyer for the last seat one gets it, whoever is first", async () => {
  await endUnpaid(ctx, expiryOf(bookingId));
  const [settled, bought] = await Promise.all([
    confirmLate(ctx, lateMoneyFor(bookingId)),
    held(ctx, stranger(2), wish(session)).then(
      () => "held",
      () => "full",
    ),
  ]);
  expect([settled, bought]).toEqual(settled === "lost" ? ["lost", "held"] : ["confirmed-again", "full"]);
  expect(seatsIn(ctx, session)).toEqual(["taken"]);
});

test("money for a booking that was let go, or whose session has begun, is not kept", async () => {
  await withdrawBooking(as(ctx, stranger()), bookingId);
  ctx.clock.moveSeconds(90 * 86_400);
  expect(await confirmLate(ctx, lateMoneyFor(bookingId))).toBe("lost");
  expect(eventsOf(ctx, "queue-joined")).toEqual([]);
});

test("money that is too little confirms nothing; all of it does, told before or after the order's end", async () => {
  expect(await confirmLate(ctx, lateMoneyFor(bookingId, 5_999))).toBe("too-little");
  expect(bookingOf(ctx, bookingId).status).toBe("awaiting-payment");
  expect(await confirmLate(ctx, lateMoneyFor(bookingId))).toBe("confirmed");
  expect(await endUnpaid(ctx, expiryOf(bookingId))).toBe("left");
});

test("what training says itself, delivered to it, settles and stays", async () => {
  await confirmBooking(ctx, paidBy(bookingId));
  await deliver(ctx);
  expect(bookingOf(ctx, bookingId).status).toBe("confirmed");
});
