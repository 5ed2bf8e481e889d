import { as, type TestCtx } from "@alliance/testing";
import { beforeEach, describe, expect, test } from "vitest";
import { booker, putSchool, stranger } from "../bookings/testing-school.ts";
import {
  billTo,
  bookingOf,
  eventsOf,
  held,
  ours,
  placed,
  seatsIn,
  trainingCtx,
  wish,
} from "../bookings/testing-world.ts";
import { sessionPuts } from "../keys/session.ts";
import type { Booking } from "../schema/booking.ts";
import type { Session } from "../schema/session.ts";
import { putSession, roomSession } from "../test-world.ts";
import { expireBooking, expireLapsed } from "./expire-booking.ts";
import { placeBooking } from "./place-booking.ts";
import { sweepHolds } from "./sweep-holds.ts";
import { withdrawBooking } from "./withdraw-booking.ts";

let ctx: TestCtx;
let session: Session;
beforeEach(async () => {
  ctx = trainingCtx();
  session = await putSession(ctx, roomSession(3));
});

const afterHold = () => ctx.clock.moveSeconds(21 * 60);
const placing = (booking: Booking, shownNetPence = 5_000) =>
  ({ bookingId: booking.bookingId, payment: "invoice", billTo, shownNetPence }) as const;

describe("placing", () => {
  test("by invoice confirms at once, and orders what finance will invoice", async () => {
    await putSchool(ctx);
    const booking = await held(ctx, booker, ours(session, 2));
    const purchaseOrderNumber = "PO-4712";
    const input = { ...placing(booking, 10_000), purchaseOrderNumber };
    expect(await placeBooking(as(ctx, booker), input)).toMatchObject({ outcome: "confirmed" });
    expect(eventsOf(ctx, "booking-placed")[0]?.data).toMatchObject({
      ...{ bookingId: booking.bookingId, payment: "invoice", purchaseOrderNumber, urn: "900001", billTo },
      lines: [
        {
          description: "Starting a partnership: the first year, 20 January 2027, 2 places",
          ...{ netPence: 10_000, quantity: 2, vatRatePercent: 20, serviceFrom: "2027-01-20" },
        },
      ],
    });
    expect(eventsOf(ctx, "booking-confirmed")).toHaveLength(1);
    expect(bookingOf(ctx, booking.bookingId)).not.toHaveProperty("holdUntil");
  });

  test("by card waits for its money, and its places wait with it", async () => {
    const booking = await held(ctx, stranger(), wish(session));
    expect(await placed(ctx, stranger(), booking, "card")).toMatchObject({ outcome: "awaiting-payment" });
    expect(eventsOf(ctx, "booking-placed")[0]?.data).toMatchObject({ payBy: "2026-11-21T10:30:00.000Z" });
    expect(eventsOf(ctx, "booking-confirmed")).toEqual([]);
    afterHold();
    await sweepHolds(ctx);
    expect(seatsIn(ctx, session)).toEqual(["taken"]);
  });

  test("of what costs nothing is confirmed without an order", async () => {
    const free = await putSession(ctx, roomSession(3, { price: { listNetPence: 0 } }));
    const booking = await held(ctx, stranger(), wish(free, 1, { shownNetPence: 0 }));
    expect((await placed(ctx, stranger(), booking, "card")).booking).toMatchObject({ payment: "free" });
    expect(eventsOf(ctx, "booking-placed")).toEqual([]);
    expect(eventsOf(ctx, "booking-confirmed")[0]?.data).toMatchObject({ payment: "free", netPence: 0 });
  });

  test("by invoice is refused without a purchase order number, and the places are held as before", async () => {
    const booking = await held(ctx, stranger(), wish(session));
    await expect(placed(ctx, stranger(), booking, "invoice", {})).rejects.toMatchObject({
      ...{ code: "invalid-input", errors: [{ field: "purchaseOrderNumber" }] },
    });
    expect(bookingOf(ctx, booking.bookingId)).toEqual(booking);
    expect(eventsOf(ctx, "booking-placed")).toEqual([]);
  });

  test("twice is placed once", async () => {
    const booking = await held(ctx, stranger(), wish(session));
    const both = await Promise.all([placed(ctx, stranger(), booking), placed(ctx, stranger(), booking)]);
    expect(both.map(({ outcome }) => outcome).sort()).toEqual(["confirmed", "placed-before"]);
    expect(eventsOf(ctx, "booking-placed")).toHaveLength(1);
  });

  test("says in one kilobyte each what happened", async () => {
    const booking = await held(ctx, stranger(), wish(session));
    ctx.table.meter.reset();
    await placed(ctx, stranger(), booking, "card");
    expect(ctx.table.meter.wru).toBeLessThanOrEqual(4);
  });

  test("is refused to others, at another price, when the hold is over, and when the session is off", async () => {
    const booking = await held(ctx, stranger(), wish(session));
    await expect(placeBooking(as(ctx, stranger(2)), placing(booking))).rejects.toMatchObject({ code: "not-found" });
    const cheap = placeBooking(as(ctx, stranger()), placing(booking, 4_000));
    await expect(cheap).rejects.toMatchObject({ code: "stale" });
    await ctx.table.commit(
      { put: sessionPuts({ ...session, status: "cancelled" }, 2) },
      { actor: "test", correlationId: "test", now: ctx.clock.now(), nextEventId: () => "none" },
    );
    const off = placeBooking(as(ctx, stranger()), placing(booking));
    await expect(off).rejects.toMatchObject({ code: "gone", message: expect.stringMatching(/cancelled/) });
    afterHold();
    await sweepHolds(ctx);
    const late = placeBooking(as(ctx, stranger()), placing(booking));
    await expect(late).rejects.toMatchObject({ code: "gone", message: expect.stringMatching(/ran out/) });
  });
});

describe("a hold that ends", () => {
  test("gives its seats, quota and membership places back, and says so", async () => {
    await putSchool(ctx, { discountPercent: 30, allowance: { quantity: 2, unit: "places" } });
    const limited = await putSession(ctx, roomSession(3, { perSchoolQuota: 2 }));
    const booking = await held(ctx, booker, ours(limited, 2, { shownNetPence: 0 }));
    afterHold();
    expect(await sweepHolds(ctx)).toMatchObject({ expired: 1 });
    expect(bookingOf(ctx, booking.bookingId)).toMatchObject({ status: "expired" });
    expect([...ctx.table.items.values()].filter(({ entity }) => entity === "training.seat")).toEqual([]);
    expect(eventsOf(ctx, "booking-expired")[0]?.data).toMatchObject({ because: "hold-ran-out" });
  });

  test("is left alone before its time, once it is placed, and when it is not there", async () => {
    const booking = await held(ctx, stranger(), wish(session));
    expect(await expireBooking(ctx, booking.bookingId, "clock")).toBe("left");
    await placed(ctx, stranger(), booking);
    afterHold();
    expect(await expireLapsed(ctx)).toBe(0);
    expect(await expireBooking(ctx, "bkg_01KAK3F0Q8J5W2M7X9B4C6D8ZZ", "clock")).toBe("left");
  });

  test("at the same moment as it is placed has one outcome", async () => {
    const booking = await held(ctx, stranger(), wish(session));
    afterHold();
    const both = await Promise.allSettled([placed(ctx, stranger(), booking), sweepHolds(ctx)]);
    const { status } = bookingOf(ctx, booking.bookingId);
    expect(status).toBe(both[0].status === "fulfilled" ? "confirmed" : "expired");
    expect(seatsIn(ctx, session)).toHaveLength(status === "confirmed" ? 1 : 0);
  });
});

describe("letting go", () => {
  test("gives the places back at once, before and after it was placed by card", async () => {
    const first = await held(ctx, stranger(), wish(session));
    const second = await held(ctx, stranger(), wish(session));
    await placed(ctx, stranger(), second, "card");
    for (const { bookingId } of [first, second]) {
      expect(await withdrawBooking(as(ctx, stranger()), bookingId)).toBe("withdrawn");
      expect(await withdrawBooking(as(ctx, stranger()), bookingId)).toBe("over-already");
    }
    expect(eventsOf(ctx, "booking-withdrawn").map(({ data }) => data.wasPlaced)).toEqual([false, true]);
    expect(seatsIn(ctx, session)).toEqual([]);
  });

  test("is refused for what is confirmed, and to others", async () => {
    const { bookingId } = await held(ctx, stranger(), wish(session));
    await expect(withdrawBooking(as(ctx, stranger(2)), bookingId)).rejects.toMatchObject({ code: "not-found" });
    await placed(ctx, stranger(), bookingOf(ctx, bookingId));
    await expect(withdrawBooking(as(ctx, stranger()), bookingId)).rejects.toMatchObject({ code: "conflict" });
  });
});
