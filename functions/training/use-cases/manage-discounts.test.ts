import { as, staffMember, type TestCtx } from "@alliance/testing";
import { beforeEach, expect, test } from "vitest";
import { orderLines } from "../bookings/order-lines.ts";
import { booker, putSchool, stranger } from "../bookings/testing-school.ts";
import { booked, eventsOf, held, ours, reserveAs, trainingCtx, wish } from "../bookings/testing-world.ts";
import { netPenceOf } from "../schema/booking.ts";
import { DiscountCode, type DiscountContent } from "../schema/discount.ts";
import type { Session } from "../schema/session.ts";
import { onlineSession, putSession, roomSession } from "../test-world.ts";
import { cancelPlaces } from "./cancel-places.ts";
import { listDiscounts, makeDiscount, readDiscount, stopDiscount } from "./manage-discounts.ts";
import { placeBooking } from "./place-booking.ts";
import { withdrawBooking } from "./withdraw-booking.ts";

const content: DiscountContent = {
  ...{ code: "AUTUMN10", name: "Autumn offer", off: { percent: 10 }, fromOn: "2026-11-01", untilOn: "2026-12-31" },
  ...{ forWhom: "everybody", places: 3 },
};
const staff = staffMember();

let ctx: TestCtx;
let session: Session;
beforeEach(async () => {
  ctx = trainingCtx();
  await putSchool(ctx);
  session = await putSession(ctx, roomSession(20));
});

const make = (more: Partial<DiscountContent> = {}) => makeDiscount(as(ctx, staff), { ...content, ...more });
const take = (places = 1, more = {}, of = session) =>
  held(ctx, stranger(), wish(of, places, { discount: "AUTUMN10", ...more }));
const used = async () => (await readDiscount(as(ctx, staff), "AUTUMN10")).used;

test("a code comes off each place, is kept with its reason, and stands on the invoice", async () => {
  await make();
  const booking = await take(2);
  expect(netPenceOf(booking)).toBe(9_000);
  expect(booking.prices[0]).toMatchObject({ unitNetPence: 5_000, discount: { words: "Autumn offer: 10% off" } });
  expect(orderLines(booking, [session])[0]).toMatchObject({
    description: `${session.title}, 20 January 2027, 2 places, Autumn offer: 10% off (AUTUMN10)`,
    ...{ netPence: 9_000, quantity: 2 },
  });
  expect(await used()).toBe(2);
  const billTo = { name: "Us", addressLines: [] };
  const paying = { payment: "invoice", purchaseOrderNumber: "PO-1", billTo, shownNetPence: 9_000 } as const;
  await placeBooking(as(ctx, stranger()), { bookingId: booking.bookingId, ...paying });
  expect(eventsOf(ctx, "booking-placed")[0]?.data).toMatchObject({ lines: [{ netPence: 9_000 }] });
});

test("an amount off never makes a price negative, and included places need no code", async () => {
  await make({ off: { pence: 6_000 } });
  expect(netPenceOf(await take(1))).toBe(0);
  const free = await putSession(ctx, roomSession(5, { price: { listNetPence: 0 } }));
  await expect(take(1, { shownNetPence: 0 }, free)).rejects.toMatchObject({
    message: expect.stringMatching(/cost nothing/),
  });
});

test("its places come back with whatever gives the booking's places back", async () => {
  await make();
  const { bookingId } = await take(2);
  await withdrawBooking(as(ctx, stranger()), bookingId);
  expect(await used()).toBe(0);
  const own = await booked(ctx, session, 1, stranger());
  const reserved = await take(3);
  const billTo = { name: "Us", addressLines: [] };
  await placeBooking(as(ctx, stranger()), {
    ...{
      bookingId: reserved.bookingId,
      payment: "invoice",
      purchaseOrderNumber: "PO-1",
      billTo,
      shownNetPence: 13_500,
    },
  });
  const placeIds = [reserved.places[0]?.placeId ?? ""];
  const input = { bookingId: reserved.bookingId, placeIds, shownCreditPercent: 100 };
  expect((await cancelPlaces(as(ctx, stranger()), input)).creditNetPence).toBe(4_500);
  expect([await used(), own.status]).toEqual([2, "confirmed"]);
});

const refusals: [string, Partial<DiscountContent>, Partial<{ places: number; discount: string }>, RegExp][] = [
  ["unknown", {}, { discount: "NOSUCH" }, /We do not know the discount code “NOSUCH”/],
  ["not yet in force", { fromOn: "2026-12-01" }, {}, /can be used from 1 December 2026/],
  ["run out", { fromOn: "2026-10-01", untilOn: "2026-11-20" }, {}, /ran out on 20 November 2026/],
  ["for too few places", {}, { places: 4 }, /is left for 3 places only/],
  ["for another subject", { subjects: ["sport"] }, {}, /is not for this session/],
  ["for another session", { sessionIds: ["ses_01KAK3F0Q8J5W2M7X9B4C6D8ZZ"] }, {}, /is not for this session/],
  ["for members", { forWhom: "members" }, {}, /is for members/],
];
test.each(refusals)("is refused when %s, and changes nothing", async (_, more, { places = 1, discount }, message) => {
  await make(more);
  const before = ctx.table.items.size;
  const asked = take(places, discount ? { discount } : {});
  await expect(asked).rejects.toMatchObject({ code: "invalid-input", errors: [{ field: "discount" }] });
  await expect(asked).rejects.toMatchObject({ message: expect.stringMatching(message) });
  await expect(asked).rejects.toMatchObject({ message: expect.stringMatching(/Nothing was booked/) });
  expect(ctx.table.items.size).toBe(before);
});

test("is for members where it says so, and for nobody else's price", async () => {
  ctx = trainingCtx();
  await putSchool(ctx, { discountPercent: 50 });
  session = await putSession(ctx, onlineSession());
  await make({ forWhom: "members" });
  const booking = await held(ctx, booker, ours(session, 1, { discount: "AUTUMN10", shownNetPence: 2_500 }));
  expect(netPenceOf(booking)).toBe(2_250);
  await make({ code: "OTHERS", forWhom: "others" });
  const asked = reserveAs(ctx, booker, ours(session, 1, { discount: "OTHERS", shownNetPence: 2_500 }));
  await expect(asked).rejects.toMatchObject({ message: expect.stringMatching(/not members/) });
});

test("many who use the last places of a code at once leave exactly so many", async () => {
  await make();
  const asked = Array.from({ length: 6 }, (_, at) =>
    reserveAs(ctx, stranger(at + 1), wish(session, 1, { discount: "AUTUMN10" })),
  );
  const done = await Promise.allSettled(asked);
  expect(done.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
  expect(await used()).toBe(3);
});

test("staff make a code once and stop it once; others may not", async () => {
  await make();
  await expect(make()).rejects.toMatchObject({ code: "invalid-input", errors: [{ field: "code" }] });
  await expect(makeDiscount(as(ctx, stranger()), content)).rejects.toMatchObject({ code: "not-allowed" });
  await expect(stopDiscount(as(ctx, stranger()), "AUTUMN10")).rejects.toMatchObject({ code: "not-allowed" });
  await expect(stopDiscount(as(ctx, staff), "NOSUCH")).rejects.toMatchObject({ code: "not-found" });
  await Promise.all([stopDiscount(as(ctx, staff), "AUTUMN10"), stopDiscount(as(ctx, staff), "AUTUMN10")]);
  expect([eventsOf(ctx, "discount-made").length, eventsOf(ctx, "discount-stopped").length]).toEqual([1, 1]);
  await expect(take()).rejects.toMatchObject({ message: expect.stringMatching(/has been withdrawn/) });
  expect((await listDiscounts(as(ctx, staff), { limit: 25 })).items).toHaveLength(1);
});

test("a code is the same however it is typed", () => {
  expect(DiscountCode.parse("autumn 10")).toBe("AUTUMN10");
  expect(DiscountCode.safeParse("a!").success).toBe(false);
});
