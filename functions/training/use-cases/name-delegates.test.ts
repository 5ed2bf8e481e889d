import { affiliationPut, readContact } from "@alliance/auth";
import { commit } from "@alliance/store";
import { as, published, type TestCtx } from "@alliance/testing";
import { beforeEach, expect, test } from "vitest";
import { booker, organisationId, putSchool, stranger } from "../bookings/testing-school.ts";
import { bookingOf, eventsOf, held, ours, placed, seatsIn, trainingCtx, wish } from "../bookings/testing-world.ts";
import { type Booking, Naming } from "../schema/booking.ts";
import type { Session } from "../schema/session.ts";
import { putSession, roomSession } from "../test-world.ts";
import { expireBooking } from "./expire-booking.ts";
import { nameDelegates } from "./name-delegates.ts";
import { withdrawBooking } from "./withdraw-booking.ts";

const ada = { name: "Ada Example", email: "ada@example.org" };
const ben = { name: "Ben Example", email: "ben@example.org" };

let ctx: TestCtx;
let session: Session;
let booking: Booking;
beforeEach(async () => {
  ctx = trainingCtx();
  await putSchool(ctx);
  session = await putSession(ctx, roomSession(5));
  booking = await held(ctx, booker, ours(session, 3));
});

type Who = Naming["delegates"][number]["who"];
const name = (whos: readonly (Who | undefined)[], actor = booker) =>
  nameDelegates(as(ctx, actor), {
    bookingId: booking.bookingId,
    delegates: whos.flatMap((who, at) => (who ? [{ placeId: booking.places[at]?.placeId ?? "", who }] : [])),
  });
const delegates = () => bookingOf(ctx, booking.bookingId).places.map(({ delegate }) => delegate);
const onSeats = () =>
  [...ctx.table.items.values()].flatMap(({ entity, data }) =>
    entity === "training.seat" ? [(data as { delegate?: object }).delegate] : [],
  );

test("says who comes, on the booking and on the seats; names and addresses lie with the contact alone", async () => {
  await name(["me", ada, "to-follow"]);
  const [me, named, nobody] = delegates();
  expect([me, nobody]).toEqual([{ personId: booker.personId }, undefined]);
  const contactId = named && "contactId" in named ? named.contactId : "";
  expect((await readContact(ctx.table, contactId))?.data).toMatchObject({ ...ada, organisationId, role: "delegate" });
  expect(onSeats()).toEqual(expect.arrayContaining([me, named, undefined]));
  const elsewhere = [...ctx.table.items.values()].filter(({ entity }) => entity !== "contact");
  expect(JSON.stringify(elsewhere)).not.toContain("Example");
});

test("somebody else comes instead, until the session is over, and both are told", async () => {
  await name([ada]);
  await placed(ctx, booker, bookingOf(ctx, booking.bookingId));
  await name([ben]);
  const [change] = eventsOf(ctx, "delegate-changed");
  expect(change?.data).toMatchObject({ place: { delegate: delegates()[0] }, formerly: expect.anything() });
  expect(JSON.stringify(published(ctx))).not.toMatch(/Example|example.org/);
});

test("the same names sent again change nothing and tell nobody", async () => {
  await name([ada, ben]);
  await placed(ctx, booker, bookingOf(ctx, booking.bookingId));
  const before = bookingOf(ctx, booking.bookingId);
  await name([ada, ben]);
  expect(bookingOf(ctx, booking.bookingId)).toEqual(before);
  expect(eventsOf(ctx, "delegate-changed")).toEqual([]);
});

test("two who name different people for one place at once leave one of them", async () => {
  await Promise.all([name([ada]), name([ben])]);
  const [delegate] = delegates();
  expect(onSeats()).toContainEqual(delegate);
});

test("a colleague is somebody of the same organisation", async () => {
  const personId = "per_01KAK3F0Q8J5W2M7X9B4C6D8CC";
  await expect(name([{ personId }])).rejects.toMatchObject({ code: "not-found" });
  await commit(ctx, { put: [affiliationPut({ personId, organisationId, role: "colleague", from: "2026-01-01" }, 1)] });
  await name([{ personId }]);
  expect(delegates()[0]).toEqual({ personId });
});

test("is refused for the same person twice, however they were named, and changes nothing", async () => {
  const twice: (Who | undefined)[][] = [
    ["me", "me"],
    [ada, { ...ada, email: "ADA@example.org" }],
  ];
  for (const whos of twice) {
    await expect(name(whos)).rejects.toMatchObject({
      code: "invalid-input",
      message: expect.stringMatching(/one place/),
    });
  }
  expect(delegates()).toEqual([undefined, undefined, undefined]);
  await name([ada]);
  await expect(name([undefined, ada])).rejects.toMatchObject({ code: "invalid-input" });
});

test("is refused for somebody who has a place in another booking, and says which place", async () => {
  await name([undefined, ada]);
  const ours2 = await held(ctx, booker, ours(session, 1));
  const other = await held(ctx, stranger(), wish(session));
  const first = booking;
  booking = ours2;
  const inOurs = /place 2 of the booking of 21 November 2026/;
  await expect(name([{ ...ada, email: "Ada@Example.org" }])).rejects.toMatchObject({
    ...{ code: "invalid-input", message: expect.stringMatching(inOurs) },
    errors: [{ field: ours2.places[0]?.placeId }],
  });
  booking = other;
  await expect(name([ada], stranger())).rejects.toMatchObject({ message: expect.stringMatching(/in another booking/) });
  expect(delegates()).toEqual([undefined]);
  booking = first;
  await name([undefined, ben]);
  booking = other;
  await name([ada], stranger());
  expect(delegates()).toEqual([{ contactId: expect.any(String) }]);
});

test("takes somebody whose other booking is over", async () => {
  await name(["me"]);
  await expireBooking(ctx, booking.bookingId, "clock");
  ctx.clock.moveSeconds(21 * 60);
  await expireBooking(ctx, booking.bookingId, "clock");
  booking = await held(ctx, booker, ours(session, 1));
  await name(["me"]);
  expect(delegates()).toEqual([{ personId: booker.personId }]);
});

test("two bookings that name the same person at once leave them one place", async () => {
  const other = await held(ctx, booker, ours(session, 1));
  const nameIn = ({ bookingId, places }: Booking) =>
    nameDelegates(as(ctx, booker), { bookingId, delegates: [{ placeId: places[0]?.placeId ?? "", who: "me" }] });
  const done = await Promise.allSettled([nameIn(booking), nameIn(other)]);
  expect(done.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  const mine = [booking, other].flatMap(({ bookingId }) => bookingOf(ctx, bookingId).places);
  expect(mine.filter(({ delegate }) => delegate !== undefined)).toHaveLength(1);
});

test("is refused to others, for a place of another booking, after the hold, and after the session", async () => {
  await expect(name([ada], stranger())).rejects.toMatchObject({ code: "not-found" });
  const other = await held(ctx, stranger(), wish(session));
  const { bookingId } = booking;
  const foreign = [{ placeId: other.places[0]?.placeId ?? "", who: "me" as const }];
  await expect(nameDelegates(as(ctx, booker), { bookingId, delegates: foreign })).rejects.toMatchObject({
    code: "not-found",
  });
  ctx.clock.moveSeconds(21 * 60);
  await expireBooking(ctx, bookingId, "clock");
  await expect(name([ada])).rejects.toMatchObject({ code: "gone" });
  booking = other;
  await placed(ctx, stranger(), other);
  ctx.clock.moveSeconds(90 * 86_400);
  await expect(name(["me"], stranger())).rejects.toMatchObject({
    code: "gone",
    message: expect.stringMatching(/over/),
  });
});

test("a form that names one place twice, or an address that is none, is not taken", () => {
  const { bookingId } = booking;
  const same = { placeId: "1", who: "me" };
  expect(Naming.safeParse({ bookingId, delegates: [same, same] }).success).toBe(false);
  expect(Naming.safeParse({ bookingId, delegates: [{ placeId: "1", who: { ...ada, email: "ada" } }] }).success).toBe(
    false,
  );
  expect(Naming.safeParse({ bookingId, delegates: [] }).success).toBe(false);
});

test("naming somebody while the booking is let go: it is over, whichever came first, and its seats are free", async () => {
  const { bookingId } = booking;
  const [named] = await Promise.allSettled([name([ada]), withdrawBooking(as(ctx, booker), bookingId)]);
  if (named.status === "rejected") expect(named.reason).toMatchObject({ code: "gone" });
  expect(bookingOf(ctx, bookingId).status).toBe("withdrawn");
  expect(seatsIn(ctx, session)).toEqual([]);
});
