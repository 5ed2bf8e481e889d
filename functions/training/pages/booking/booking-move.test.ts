import type { TestCtx } from "@alliance/testing";
import { beforeEach, expect, it } from "vitest";
import { stranger } from "../../bookings/testing-school.ts";
import { booked, bookingOf, trainingCtx } from "../../bookings/testing-world.ts";
import type { Booking } from "../../schema/booking.ts";
import type { Session } from "../../schema/session.ts";
import { browserOf, putSession, roomSession } from "../../test-world.ts";

const on = (day: string) => ({
  ...{ startsAtLocal: `${day}T15:45`, endsAtLocal: `${day}T17:00`, bookingClosesAtLocal: `${day}T12:00` },
});
let ctx: TestCtx;
let from: Session;
let booking: Booking;
let browser: Awaited<ReturnType<typeof browserOf>>;
beforeEach(async () => {
  ctx = trainingCtx();
  from = await putSession(ctx, roomSession(5));
  booking = await booked(ctx, from, 2, stranger(1));
  browser = await browserOf(ctx, stranger(1));
});

const path = () => `/training/bookings/${booking.bookingId}/move/${from.sessionId}`;

it("offers sessions at the same price alone, moves what was chosen, and says so", async () => {
  const to = await putSession(ctx, roomSession(5, on("2027-02-10")));
  await putSession(ctx, roomSession(5, { ...on("2027-02-17"), price: { listNetPence: 9_900 } }));
  expect((await browser.get(`/training/bookings/${booking.bookingId}`)).text).toContain("Move places to another date");
  const page = await browser.get(path());
  expect(page.text).toContain("Wednesday 10 February 2027");
  expect(page.text).not.toContain("17 February 2027");
  const places = `${booking.bookingId}-1`;
  const reply = await browser.submit(path(), { places, to: `${to.sessionId}|room` });
  expect(reply.headers.get("location")).toBe(`/training/bookings/${booking.bookingId}?done=moved`);
  const after = await browser.get(reply.headers.get("location") ?? "");
  expect(after.text).toMatch(/Wednesday 20 January 2027.*Wednesday 10 February 2027/s);
  const last = await browser.get(path());
  expect(last.text).toMatch(/name="places"[^>]* checked/);
});

it("offers the same session on another date before the others, and shows what has places before what has none", async () => {
  await putSession(ctx, roomSession(5, { ...on("2027-02-03"), title: "Something else altogether" }));
  const to = await putSession(ctx, roomSession(5, on("2027-02-10")));
  expect((await browser.get(path())).text).toMatch(/10 February 2027.*3 February 2027/s);
  const all = [1, 2].map((at): [string, string] => ["places", `${booking.bookingId}-${at}`]);
  await browser.submit(path(), [...all, ["to", `${to.sessionId}|room`]]);
  const after = await browser.get(`/training/bookings/${booking.bookingId}`);
  expect(after.text).toMatch(/10 February 2027.*None any more/s);
});

it("says at its field what is missing or refused, and moves nothing", async () => {
  const dearer = await putSession(ctx, roomSession(5, { ...on("2027-02-17"), price: { listNetPence: 9_900 } }));
  const to = await putSession(ctx, roomSession(5, on("2027-02-10")));
  const places = `${booking.bookingId}-1`;
  const wrong: readonly [Record<string, string>, string][] = [
    [{ places }, "to"],
    [{ places, to: "nonsense" }, "to"],
    [{ to: `${to.sessionId}|room` }, "places"],
    [{ places, to: `${dearer.sessionId}|room` }, "to"],
    [{ places, to: `${to.sessionId}|online` }, "to"],
  ];
  for (const [fields, field] of wrong) {
    const reply = await browser.submit(path(), fields);
    expect(reply.status).toBe(422);
    expect(reply.text).toContain(`href="#${field}"`);
  }
  expect(bookingOf(ctx, booking.bookingId)).toEqual(booking);
});

it("explains when nothing fits, and when it is too late", async () => {
  expect((await browser.get(path())).text).toContain("No other session at this price has places");
  ctx.clock.moveSeconds(50 * 86_400);
  browser = await browserOf(ctx, stranger(1));
  expect((await browser.get(path())).text).toContain("It is too late to move them");
});

it("is not there for somebody else, nor for a session that the booking has no places at", async () => {
  const theirs = await browserOf(ctx, stranger(2));
  expect((await theirs.get(path())).status).toBe(404);
  const other = await putSession(ctx, roomSession(5));
  expect((await browser.get(path().replace(from.sessionId, other.sessionId))).status).toBe(404);
});
