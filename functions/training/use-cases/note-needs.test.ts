import { commit } from "@alliance/store";
import { as, published, staffMember, system, type TestCtx } from "@alliance/testing";
import { beforeEach, expect, test } from "vitest";
import { booker, putSchool, stranger } from "../bookings/testing-school.ts";
import { bookingOf, deliver, held, ours, placed, trainingCtx } from "../bookings/testing-world.ts";
import { sessionPuts } from "../keys/session.ts";
import type { Booking } from "../schema/booking.ts";
import { Needs } from "../schema/needs.ts";
import type { Session } from "../schema/session.ts";
import { timesOf } from "../sessions/times-of.ts";
import { putSession, roomSession } from "../test-world.ts";
import { cancelPlaces } from "./cancel-places.ts";
import { forgetNeeds, forgetOldNeeds } from "./forget-needs.ts";
import { nameDelegates } from "./name-delegates.ts";
import { noteNeeds } from "./note-needs.ts";
import { readBooking } from "./read-booking.ts";
import { readNeeds } from "./read-needs.ts";
import { withdrawBooking } from "./withdraw-booking.ts";

const ada = { name: "Ada Example", email: "ada@example.org" };
const diet = "No nuts, please: an allergy";
const weeks = (count: number) => count * 7 * 86_400;

let ctx: TestCtx;
let session: Session;
let booking: Booking;
const placeId = (at = 0) => booking.places[at]?.placeId ?? "";
const name = (who: typeof ada | "me" | "to-follow", at = 0) =>
  nameDelegates(as(ctx, booker), { bookingId: booking.bookingId, delegates: [{ placeId: placeId(at), who }] });
const note = (words: string, at = 0, actor = booker) =>
  noteNeeds(as(ctx, actor), { bookingId: booking.bookingId, needs: [{ placeId: placeId(at), words }] });
const lying = () =>
  [...ctx.table.items.values()].flatMap(({ entity, data }) => (entity === "training.needs" ? [Needs.parse(data)] : []));

beforeEach(async () => {
  ctx = trainingCtx();
  await putSchool(ctx);
  session = await putSession(ctx, roomSession(5));
  booking = await held(ctx, booker, ours(session, 2));
  await name(ada);
});

test("what a delegate needs lies in an item of its own, for who booked and who runs the session", async () => {
  await note(diet);
  await placed(ctx, booker, bookingOf(ctx, booking.bookingId));
  const mine = await readBooking(as(ctx, booker), booking.bookingId);
  expect([...mine.needs]).toEqual([[placeId(), diet]]);
  const told = await readNeeds(as(ctx, staffMember()), session.sessionId);
  expect(told).toMatchObject([{ name: "Ada Example", words: diet, placeId: placeId() }]);
  await expect(readNeeds(as(ctx, stranger()), session.sessionId)).rejects.toMatchObject({ code: "not-found" });
  expect(JSON.stringify(published(ctx))).not.toContain("nuts");
  const elsewhere = [...ctx.table.items.values()].filter(({ entity }) => entity !== "training.needs");
  expect(JSON.stringify(elsewhere)).not.toContain("nuts");
});

test("said again nothing changes; said otherwise the last word counts; nothing takes it back", async () => {
  await note(diet);
  const before = ctx.table.items.get(`session#${session.sessionId}\nneeds#${placeId()}`)?.version;
  await note(diet);
  expect(ctx.table.items.get(`session#${session.sessionId}\nneeds#${placeId()}`)?.version).toBe(before);
  await note("A seat near the door");
  expect(lying()).toMatchObject([{ words: "A seat near the door" }]);
  await note("");
  expect(lying()).toEqual([]);
});

test("is refused for a place without a name, to others, and once the booking or the session is over", async () => {
  await expect(note(diet, 1)).rejects.toMatchObject({ code: "invalid-input", errors: [{ field: expect.any(String) }] });
  await expect(note(diet, 0, stranger())).rejects.toMatchObject({ code: "not-found" });
  await placed(ctx, booker, bookingOf(ctx, booking.bookingId));
  ctx.clock.moveSeconds(weeks(12));
  await expect(note(diet)).rejects.toMatchObject({ code: "gone" });
  booking = await held(ctx, booker, ours(await putSession(ctx, roomSession(5, later)), 1));
  await name(ada);
  await withdrawBooking(as(ctx, booker), booking.bookingId);
  await expect(note(diet)).rejects.toMatchObject({ code: "gone" });
  expect(lying()).toEqual([]);
});

const later = {
  ...{ startsAtLocal: "2027-05-20T15:45", endsAtLocal: "2027-05-20T17:00", bookingClosesAtLocal: "2027-05-20T12:00" },
};

test("goes with the place, whoever told of it first or twice", async () => {
  await placed(ctx, booker, bookingOf(ctx, booking.bookingId));
  await note(diet);
  const { bookingId } = booking;
  await cancelPlaces(as(ctx, booker), { bookingId, placeIds: [placeId()], shownCreditPercent: 100 });
  await deliver(ctx);
  expect(lying()).toEqual([]);
  const again = { data: { bookingId } } as Parameters<typeof forgetNeeds>[1];
  expect(await forgetNeeds(ctx, again)).toBe(0);
});

test("is not said of who comes instead, even before anybody removed it", async () => {
  await placed(ctx, booker, bookingOf(ctx, booking.bookingId));
  await note(diet);
  await name("me");
  expect((await readBooking(as(ctx, booker), booking.bookingId)).needs.size).toBe(0);
  expect(await readNeeds(as(ctx, staffMember()), session.sessionId)).toEqual([]);
  // The form that changed the name came with the old words.
  await note(diet);
  expect(lying()).toEqual([]);
  await note("Captions");
  await deliver(ctx);
  expect(lying()).toMatchObject([{ words: "Captions", delegate: { personId: booker.personId } }]);
});

test("what is noted while its place is cancelled does not stay", async () => {
  await placed(ctx, booker, bookingOf(ctx, booking.bookingId));
  const { bookingId } = booking;
  await Promise.allSettled([
    note(diet),
    cancelPlaces(as(ctx, booker), { bookingId, placeIds: [placeId()], shownCreditPercent: 100 }),
  ]);
  await deliver(ctx);
  expect(lying()).toEqual([]);
});

test("is forgotten two weeks after the session, wherever the session was moved", async () => {
  await note(diet);
  const sweep = () => forgetOldNeeds(as(ctx, system("training")));
  expect(await sweep()).toEqual({ forgotten: 0 });
  const content = { ...session, startsAtLocal: "2027-01-27T15:45", endsAtLocal: "2027-01-27T17:00" };
  await commit(ctx, { put: sessionPuts({ ...content, ...timesOf(content) }, 2) });
  ctx.clock.moveSeconds(Date.parse("2027-02-04T03:00:00Z") / 1000 - Date.parse(ctx.clock.now()) / 1000);
  expect([await sweep(), lying().length]).toEqual([{ forgotten: 0 }, 1]);
  ctx.clock.moveSeconds(weeks(1));
  expect([await sweep(), lying().length, await sweep()]).toEqual([{ forgotten: 1 }, 0, { forgotten: 0 }]);
});
