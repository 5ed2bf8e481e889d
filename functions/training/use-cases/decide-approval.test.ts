import { affiliationPut, approvalsWaiting, personPut } from "@alliance/auth";
import { commit } from "@alliance/store";
import { as, person, system, type TestCtx } from "@alliance/testing";
import { beforeEach, expect, test } from "vitest";
import { booker, budgetHolder, lead, organisationId, putSchool, stranger } from "../bookings/testing-school.ts";
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
import { bookingPut } from "../keys/booking.ts";
import { type Booking, netPenceOf } from "../schema/booking.ts";
import type { Session } from "../schema/session.ts";
import { onlineSession, putSession, roomSession } from "../test-world.ts";
import { approveBooking, declineBooking, readApprovalAsked, remindApprovers } from "./decide-approval.ts";
import { placeBooking } from "./place-booking.ts";
import { readApproval, setApproval } from "./set-approval.ts";
import { sweepHolds } from "./sweep-holds.ts";
import { withdrawBooking } from "./withdraw-booking.ts";

let ctx: TestCtx;
let session: Session;
beforeEach(async () => {
  // Ten in the morning of a Saturday.
  ctx = trainingCtx();
  await putSchool(ctx);
  session = await putSession(ctx, roomSession(3));
  const role = { organisationId, from: "2026-09-01" };
  await commit(ctx, {
    put: [
      affiliationPut({ ...role, personId: booker.personId, role: "colleague" }, 1),
      affiliationPut({ ...role, personId: budgetHolder.personId, role: "finance" }, 1),
      personPut(
        {
          personId: budgetHolder.personId,
          name: "Bo Budget",
          email: "bo@harbour.example",
          registeredAt: ctx.clock.now(),
        },
        1,
      ),
    ],
  });
  await setApproval(as(ctx, lead), organisationId, budgetHolder.personId);
});

async function asked(payment: "card" | "invoice" = "invoice"): Promise<Booking> {
  return (await placed(ctx, booker, await held(ctx, booker, ours(session, 1)), payment, {})).booking;
}
const approve = (bookingId: string, actor = budgetHolder, more = { purchaseOrderNumber: "PO-9" }) =>
  approveBooking(as(ctx, actor), { bookingId, ...more });
const sweep = () => sweepHolds(as(ctx, system("training")));

test("a booking waits for a yes three school days, with its places and its payment, and nothing is ordered", async () => {
  const booking = await asked();
  expect(booking).toMatchObject({ status: "awaiting-approval", holdUntil: "2026-11-25T17:00:00.000Z" });
  expect([eventsOf(ctx, "approval-asked").length, eventsOf(ctx, "booking-placed").length]).toEqual([1, 0]);
  expect((await placed(ctx, booker, booking)).outcome).toBe("placed-before");
  const { bookingId } = booking;
  expect((await readApprovalAsked(as(ctx, budgetHolder), bookingId)).booking.bookingId).toBe(bookingId);
  expect((await approve(bookingId)).outcome).toBe("confirmed");
  expect((await approve(bookingId)).outcome).toBe("placed-before");
  expect(bookingOf(ctx, bookingId)).toMatchObject({ status: "confirmed", purchaseOrderNumber: "PO-9" });
  expect(eventsOf(ctx, "booking-placed")[0]?.data).toMatchObject({ purchaseOrderNumber: "PO-9", billTo });
  expect(eventsOf(ctx, "approval-given")).toHaveLength(1);
});

test("by card whoever booked has a school day to pay after the yes", async () => {
  const { bookingId } = await asked("card");
  expect((await approve(bookingId, budgetHolder, {} as never)).outcome).toBe("awaiting-payment");
  expect(eventsOf(ctx, "approval-given")[0]?.data).toMatchObject({
    ...{ payment: "card", payBy: "2026-11-23T17:00:00.000Z" },
  });
  expect(eventsOf(ctx, "booking-placed")[0]?.data).toMatchObject({ payBy: "2026-11-23T17:00:00.000Z" });
});

test("a no gives the places back, with its reason for whoever booked", async () => {
  const { bookingId } = await asked();
  expect(await declineBooking(as(ctx, budgetHolder), bookingId, "Next year")).toBe("declined");
  expect(await declineBooking(as(ctx, budgetHolder), bookingId, "Next year")).toBe("declined-before");
  expect(seatsIn(ctx, session)).toEqual([]);
  expect(bookingOf(ctx, bookingId)).toMatchObject({ status: "declined", approval: { reason: "Next year" } });
  expect(JSON.stringify(eventsOf(ctx, "approval-declined"))).not.toContain("Next year");
  await expect(approve(bookingId)).rejects.toMatchObject({ code: "gone" });
  await expect(placed(ctx, booker, bookingOf(ctx, bookingId))).rejects.toMatchObject({ code: "gone" });
});

test("nobody answers: asked once more within the last school day, then the places go back", async () => {
  const { bookingId } = await asked();
  const remind = () => remindApprovers(as(ctx, system("training")));
  expect(await remind()).toEqual({ reminded: 0 });
  ctx.clock.moveSeconds(4 * 86_400 - 3_600);
  expect([await remind(), await remind()]).toEqual([{ reminded: 1 }, { reminded: 0 }]);
  expect(eventsOf(ctx, "approval-asked").map(({ data }) => data.isReminder)).toEqual([false, true]);
  ctx.clock.moveSeconds(9 * 3_600);
  await sweep();
  expect(bookingOf(ctx, bookingId).status).toBe("expired");
  expect(eventsOf(ctx, "booking-expired")[0]?.data).toMatchObject({ because: "approval-ran-out" });
  expect(seatsIn(ctx, session)).toEqual([]);
  await expect(approve(bookingId)).rejects.toMatchObject({ code: "gone", message: expect.stringMatching(/in time/) });
});

test("what waits is known to the overview of whoever decides: who was asked and who leads, until it is answered or too late", async () => {
  const { bookingId, holdUntil = "" } = await asked();
  const waits = (actor = budgetHolder) => approvalsWaiting(ctx.table, actor, ctx.clock.now());
  const expected = [{ bookingId, titles: [session.title], places: 1, answerBy: holdUntil }];
  expect([await waits(), await waits(lead)]).toEqual([expected, expected]);
  expect([await waits(booker), await waits(stranger())]).toEqual([[], []]);
  await approve(bookingId);
  expect(await waits()).toEqual([]);
  await asked();
  ctx.clock.moveSeconds(30 * 86_400);
  expect(await waits()).toEqual([]);
});

test("whoever decides is reminded however many hold places for a few minutes before them", async () => {
  await asked();
  ctx.clock.moveSeconds(4 * 86_400 - 3_600);
  const crowd = await putSession(ctx, onlineSession());
  const one = await held(ctx, stranger(), wish(crowd, 1));
  for (let made = 0; made < 120; made++) {
    await commit(ctx, { put: [bookingPut({ ...one, bookingId: ctx.ids.next("bkg") }, 1)] });
  }
  expect(await remindApprovers(as(ctx, system("training")))).toEqual({ reminded: 1 });
});

test("is refused to others: who booked, colleagues, strangers; who leads the school may decide too", async () => {
  const { bookingId } = await asked();
  const colleague = person("per_01KAK3F0Q8J5W2M7X9B4C6D8CC", {
    affiliations: [{ organisationId, role: "colleague" }],
  });
  for (const actor of [booker, colleague, stranger(), person(budgetHolder.personId)]) {
    await expect(approve(bookingId, actor)).rejects.toMatchObject({ code: "not-found" });
    await expect(declineBooking(as(ctx, actor), bookingId, "")).rejects.toMatchObject({ code: "not-found" });
  }
  await expect(approve(bookingId, lead, {} as never)).rejects.toMatchObject({
    errors: [{ field: "purchaseOrderNumber" }],
  });
  expect((await approve(bookingId, lead)).outcome).toBe("confirmed");
});

test("is not asked for what is free, for others, for the budget holder's own, or once it is switched off", async () => {
  const free = await putSession(ctx, onlineSession({ price: { listNetPence: 0 } }));
  const own = await held(ctx, budgetHolder, ours(session, 1));
  expect((await placed(ctx, budgetHolder, own)).outcome).toBe("confirmed");
  const nothing = await held(ctx, booker, ours(free, 1, { shownNetPence: 0 }));
  expect((await placed(ctx, booker, nothing)).outcome).toBe("confirmed");
  expect((await placed(ctx, stranger(), await held(ctx, stranger(), wish(session, 1)))).outcome).toBe("confirmed");
  await setApproval(as(ctx, lead), organisationId, undefined);
  expect((await placed(ctx, booker, await held(ctx, booker, ours(session, 1)))).outcome).toBe("confirmed");
});

test("a yes, a no, a letting go and the end of its time at one moment leave one outcome", async () => {
  const { bookingId } = await asked();
  const done = await Promise.allSettled([
    approve(bookingId),
    declineBooking(as(ctx, budgetHolder), bookingId, ""),
    withdrawBooking(as(ctx, booker), bookingId),
  ]);
  expect(done.some(({ status }) => status === "fulfilled")).toBe(true);
  const ends = ["booking-confirmed", "approval-declined", "booking-withdrawn"].map(
    (type) => eventsOf(ctx, type).length,
  );
  expect(ends.reduce((sum, count) => sum + count, 0)).toBe(1);
});

test("who leads a school says whose yes it needs; others may not, and it is somebody of the school", async () => {
  const set = (actor: typeof lead, whom: string | undefined) => setApproval(as(ctx, actor), organisationId, whom);
  await expect(set(booker, undefined)).rejects.toMatchObject({ code: "not-found" });
  await expect(set(lead, stranger().personId)).rejects.toMatchObject({ errors: [{ field: "budgetHolder" }] });
  await Promise.all([set(lead, budgetHolder.personId), set(lead, budgetHolder.personId)]);
  expect(eventsOf(ctx, "approval-setting-changed")).toHaveLength(1);
  const found = await readApproval(as(ctx, lead), organisationId);
  expect(found).toEqual({
    ...{ budgetHolder: budgetHolder.personId, people: [{ personId: budgetHolder.personId, name: "Bo Budget" }] },
  });
  await expect(readApproval(as(ctx, booker), organisationId)).rejects.toMatchObject({ code: "not-found" });
});

test("is refused at another price than the one shown, before anybody is asked", async () => {
  const booking = await held(ctx, booker, ours(session, 1));
  const input = { bookingId: booking.bookingId, payment: "invoice" as const, billTo, shownNetPence: 1 };
  await expect(placeBooking(as(ctx, booker), input)).rejects.toMatchObject({ code: "stale" });
  expect([netPenceOf(booking), eventsOf(ctx, "approval-asked").length]).toEqual([5_000, 0]);
});
