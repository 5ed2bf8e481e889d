import { commit } from "@alliance/store";
import { as, person, staffMember, system, type TestCtx } from "@alliance/testing";
import { beforeEach, describe, expect, test } from "vitest";
import type { Booking } from "../schema/booking.ts";
import type { Session } from "../schema/session.ts";
import { putSession, roomSession } from "../test-world.ts";
import { cancelPlaces } from "../use-cases/cancel-places.ts";
import { nameDelegates } from "../use-cases/name-delegates.ts";
import { noteNeeds } from "../use-cases/note-needs.ts";
import { readBooking } from "../use-cases/read-booking.ts";
import { transferPlaces } from "../use-cases/transfer-places.ts";
import { withdrawBooking } from "../use-cases/withdraw-booking.ts";
import { ownBooking } from "./own-booking.ts";
import { booker, lead, organisationId, putSchool, stranger } from "./testing-school.ts";
import { bookingOf, held, ours, placed, trainingCtx, wish } from "./testing-world.ts";

const successorId = "org_01KAK3F0Q8J5W2M7X9B4C6D8SC";
const elsewhere = (role: "lead" | "colleague", personId = booker.personId) =>
  person(personId, { affiliations: [{ organisationId: successorId, role }] });
/** Whoever booked, once their role at the school has ended. */
const hasLeft = person(booker.personId);

let ctx: TestCtx;
let session: Session;
let other: Session;
let booking: Booking;
beforeEach(async () => {
  ctx = trainingCtx();
  await putSchool(ctx);
  session = await putSession(ctx, roomSession(5));
  other = await putSession(ctx, roomSession(5, { startsAtLocal: "2027-02-10T15:45", endsAtLocal: "2027-02-10T17:00" }));
  booking = (await placed(ctx, booker, await held(ctx, booker, ours(session, 2)))).booking;
});

const open = (actor: Parameters<typeof as>[1], { bookingId } = booking) => ownBooking(as(ctx, actor), bookingId);

/** What membership writes when two organisations are merged. */
const merge = (id: string, mergedInto: string) => {
  const key = { pk: `organisation#${id}`, sk: "profile" };
  const version = (ctx.table.items.get(`${key.pk}\n${key.sk}`)?.version ?? 0) + 1;
  const data = { organisationId: id, name: "Harbour View Primary School", identifiers: [], mergedInto };
  return commit(ctx, { put: [{ key, entity: "membership.organisation", version, data }] });
};

describe("a booking of a school", () => {
  test("is for whoever booked while they work there, who leads it, staff and the platform itself", async () => {
    for (const actor of [booker, lead, staffMember(), system("training")]) {
      expect((await open(actor)).data).toEqual(booking);
    }
  });

  test("is not there for strangers and for colleagues who neither booked nor lead", async () => {
    const colleague = person("per_01KAK3F0Q8J5W2M7X9B4C6D8CC", {
      affiliations: [{ organisationId, role: "colleague" }],
    });
    for (const actor of [stranger(), colleague, elsewhere("lead", lead.personId)]) {
      await expect(open(actor)).rejects.toMatchObject({ code: "not-found" });
    }
  });

  test("is closed to whoever booked and has left, in every way, and says who decides now", async () => {
    const mine = as(ctx, hasLeft);
    const { bookingId } = booking;
    const placeIds = [`${bookingId}-1`];
    const [placeId = ""] = placeIds;
    const tries = [
      readBooking(mine, bookingId),
      cancelPlaces(mine, { bookingId, placeIds, shownCreditPercent: 100 }),
      transferPlaces(mine, { bookingId, placeIds, toSessionId: other.sessionId, poolId: "room" }),
      nameDelegates(mine, { bookingId, delegates: [{ placeId, who: "me" }] }),
      noteNeeds(mine, { bookingId, needs: [{ placeId, words: "Step-free access" }] }),
      withdrawBooking(mine, bookingId),
    ];
    for (const each of tries) {
      await expect(each).rejects.toMatchObject({
        ...{ code: "not-allowed", message: expect.stringContaining("Whoever leads Harbour View Primary School") },
      });
    }
    expect(bookingOf(ctx, bookingId)).toEqual(booking);
    await cancelPlaces(as(ctx, lead), { bookingId, placeIds, shownCreditPercent: 100 });
    expect(bookingOf(ctx, bookingId).places[0]).toHaveProperty("cancelledAt");
  });

  test("that is only held cannot be placed by who has left meanwhile", async () => {
    const { bookingId } = await held(ctx, booker, ours(other, 1));
    await expect(open(hasLeft, { ...booking, bookingId })).rejects.toMatchObject({ code: "not-allowed" });
    expect(bookingOf(ctx, bookingId).status).toBe("held");
  });

  test("goes with the school into what it was merged into, once or twice; a circle opens it to nobody", async () => {
    await merge(organisationId, "org_01KAK3F0Q8J5W2M7X9B4C6D8MD");
    await expect(open(elsewhere("colleague"))).rejects.toMatchObject({ code: "not-allowed" });
    await merge("org_01KAK3F0Q8J5W2M7X9B4C6D8MD", successorId);
    for (const actor of [elsewhere("colleague"), elsewhere("lead", lead.personId)]) {
      expect((await open(actor)).data.bookingId).toBe(booking.bookingId);
    }
    await expect(open(elsewhere("colleague", stranger().personId))).rejects.toMatchObject({ code: "not-found" });
    await merge("org_01KAK3F0Q8J5W2M7X9B4C6D8MD", organisationId);
    await expect(open(elsewhere("colleague"))).rejects.toMatchObject({ code: "not-allowed" });
  });
});

test("a booking for no organisation that we know stays with whoever made it", async () => {
  const own = await held(ctx, stranger(), wish(other));
  expect((await open(stranger(), own)).data.bookingId).toBe(own.bookingId);
  await expect(open(stranger(2), own)).rejects.toMatchObject({ code: "not-found" });
});

test("who leads cancels at the moment in which who leaves still changes it: one booking, both taken into it", async () => {
  const { bookingId } = booking;
  await Promise.all([
    cancelPlaces(as(ctx, lead), { bookingId, placeIds: [`${bookingId}-1`], shownCreditPercent: 100 }),
    nameDelegates(as(ctx, booker), { bookingId, delegates: [{ placeId: `${bookingId}-2`, who: "me" }] }),
  ]);
  await expect(open(hasLeft)).rejects.toMatchObject({ code: "not-allowed" });
  const [first, second] = bookingOf(ctx, bookingId).places;
  expect(first).toHaveProperty("cancelledAt");
  expect(second?.delegate).toEqual({ personId: booker.personId });
});
