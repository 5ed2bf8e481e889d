import { as, person, published, staffMember } from "@alliance/testing";
import { beforeEach, describe, expect, it } from "vitest";
import { type Day, moveTo, theDay, trainer } from "../attendance/testing-day.ts";
import { booker } from "../bookings/testing-school.ts";
import { bookingOf, deliver, eventsOf, held, ours, seatsIn } from "../bookings/testing-world.ts";
import type { WalkIn } from "../schema/attendance.ts";
import { putSession, roomSession } from "../test-world.ts";
import { admitWalkIn } from "./admit-walk-in.ts";
import { closeRegister } from "./close-register.ts";
import { expireLapsed } from "./expire-booking.ts";
import { listBookings } from "./list-bookings.ts";
import { nameAtTheDoor } from "./name-at-the-door.ts";
import { nameDelegates } from "./name-delegates.ts";
import { readBooking } from "./read-booking.ts";
import { readRegister } from "./read-register.ts";

let day: Day;
beforeEach(async () => {
  day = await theDay();
});

let number = 0;
const somebody = (more: Partial<WalkIn> = {}): WalkIn => ({
  ...{
    name: "Wanda Walker",
    email: `wanda${number++}@example.org`,
    organisationName: "Cliff Top Trust",
    poolId: "room",
  },
  ...more,
});
const admit = (input: WalkIn, actor = trainer) => admitWalkIn(as(day.ctx, actor), day.session.sessionId, input);
const register = () => readRegister(as(day.ctx, trainer), day.session.sessionId);

describe("somebody who came without a booking", () => {
  it("takes a free place, is there, and is sent the invoice at the list price", async () => {
    const { bookingId, places } = await admit(somebody({ purchaseOrderNumber: "PO-9" }));
    const { rows, counts } = await register();
    expect(counts).toMatchObject({ present: 1, unmarked: 3 });
    expect(rows.at(-1 - 1)).toMatchObject({
      name: "Wanda Walker",
      organisationName: "Cliff Top Trust",
      mark: "present",
    });
    const [delegate] = places.map((place) => place.delegate);
    expect(eventsOf(day.ctx, "booking-placed").at(-1)?.data).toMatchObject({
      ...{
        bookingId,
        payment: "invoice",
        purchaseOrderNumber: "PO-9",
        bookedBy: (delegate as { contactId: string }).contactId,
      },
      lines: [{ netPence: 5_000 }],
    });
    expect(eventsOf(day.ctx, "walk-in-admitted")).toHaveLength(1);
    expect(JSON.stringify(published(day.ctx))).not.toMatch(/Wanda|wanda/);
  });

  it("of a school that has places here pays what that school pays, on its account", async () => {
    const { organisationId } = await admit(somebody({ organisationName: "harbour view primary school" }));
    expect(organisationId).toBe(day.booking.organisationId);
    expect(eventsOf(day.ctx, "booking-placed").at(-1)?.data).toMatchObject({ organisationId });
  });

  it("gives whoever let them in no way into the booking, nor a place among their own", async () => {
    const asTrainer = as(day.ctx, trainer);
    const ofSchool = await admit(somebody({ organisationName: day.booking.organisationName }));
    const ofNobody = await admit(somebody());
    for (const { bookingId } of [ofSchool, ofNobody]) {
      await expect(readBooking(asTrainer, bookingId)).rejects.toMatchObject({ code: "not-found" });
    }
    expect((await listBookings(asTrainer, { limit: 10 })).bookings).toEqual([]);
  });

  it("costs nothing where whoever admits them says why, and the reason is kept", async () => {
    const before = eventsOf(day.ctx, "booking-placed").length;
    const { bookingId } = await admit(somebody({ noChargeBecause: "They speak at the session" }));
    expect(eventsOf(day.ctx, "booking-placed")).toHaveLength(before);
    expect(bookingOf(day.ctx, bookingId)).toMatchObject({
      payment: "free",
      noChargeBecause: "They speak at the session",
    });
  });

  it("never comes on top of what the room holds, also when several are admitted at once", async () => {
    const tries = await Promise.allSettled([1, 2, 3, 4, 5].map(() => admit(somebody())));
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
    expect(seatsIn(day.ctx, day.session)).toHaveLength(6);
    await expect(admit(somebody())).rejects.toMatchObject({ code: "conflict", message: expect.stringMatching(/full/) });
  });

  it("has one place, also where two let them in at once, or their school names them at that moment", async () => {
    const wanda = somebody();
    const both = await Promise.allSettled([admit(wanda), admit({ ...wanda, email: wanda.email.toUpperCase() })]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(both.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { errors: [{ field: "email" }] },
    });
    const { name, email } = somebody({ name: "Una" });
    const named = { bookingId: day.booking.bookingId, delegates: [{ placeId: day.placeIds[2], who: { name, email } }] };
    await Promise.allSettled([admit(somebody({ name, email })), nameDelegates(as(day.ctx, booker), named)]);
    expect((await register()).rows.filter((row) => row.email === email)).toHaveLength(1);
  });

  it("is refused twice with one address, where nobody takes part in that way, and by who does not run the session", async () => {
    await expect(admit(somebody({ email: "BEN@example.org" }))).rejects.toMatchObject({ errors: [{ field: "email" }] });
    await expect(admit(somebody({ poolId: "online" }))).rejects.toMatchObject({ errors: [{ field: "poolId" }] });
    await expect(admit(somebody(), booker)).rejects.toMatchObject({ code: "not-found" });
  });

  it("who is named in a booking that is only held is told until when, and let in once its time is over", async () => {
    moveTo(day.ctx, "2027-01-20T11:50:00.000Z");
    const { bookingId, places, holdUntil } = await held(day.ctx, booker, ours(day.session, 1));
    const una = somebody({ name: "Una" });
    const who = { name: una.name, email: una.email };
    await nameDelegates(as(day.ctx, booker), { bookingId, delegates: [{ placeId: places[0]?.placeId ?? "", who }] });
    const until = holdUntil?.slice(11, 16);
    await expect(admit(una)).rejects.toMatchObject({
      errors: [{ field: "email", message: expect.stringContaining(`holds it until ${until}. Ask them to finish it`) }],
    });
    moveTo(day.ctx, holdUntil ?? "");
    await expect(admit(una)).rejects.toMatchObject({ message: expect.stringContaining("Try again in a minute") });
    await expireLapsed(day.ctx);
    expect(await admit(una)).toMatchObject({ status: "confirmed" });
  });

  it("is refused at a session that was never published, and at one that is off", async () => {
    for (const status of ["draft", "cancelled"] as const) {
      const { sessionId } = await putSession(day.ctx, roomSession(3), { status });
      const refused = admitWalkIn(as(day.ctx, staffMember()), sessionId, somebody());
      await expect(refused).rejects.toMatchObject({ code: status === "draft" ? "conflict" : "gone" });
    }
  });

  it("who is admitted after the register was closed is told of at once", async () => {
    await closeRegister(as(day.ctx, trainer), day.session.sessionId);
    await admit(somebody());
    await deliver(day.ctx);
    await deliver(day.ctx);
    expect(eventsOf(day.ctx, "session-attended")).toHaveLength(1);
  });
});

describe("a name at the door", () => {
  const name = (place: number, email = "sam@example.org", actor = staffMember()) =>
    nameAtTheDoor(as(day.ctx, actor), day.session.sessionId, {
      placeId: day.placeIds[place] ?? "",
      name: "Sam",
      email,
    });

  it("goes on a place whose name was to follow, and on a colleague's place", async () => {
    await name(2);
    await name(0, "tom@example.org", trainer);
    const { rows, counts } = await register();
    expect(rows.map((row) => row.name)).toEqual(["Ben Delegate", "Sam", "Sam"]);
    expect(counts.present).toBe(2);
    const changes = eventsOf(day.ctx, "delegate-changed");
    expect(changes.at(-1)?.data).toMatchObject({ formerly: { personId: booker.personId } });
  });

  it("after the register was closed says who it was instead", async () => {
    await name(0);
    await closeRegister(as(day.ctx, trainer), day.session.sessionId);
    await deliver(day.ctx);
    await name(0, "tom@example.org");
    expect(eventsOf(day.ctx, "session-attended")).toHaveLength(2);
    expect(eventsOf(day.ctx, "attendance-corrected")).toHaveLength(1);
  });

  it("is refused for somebody who has a place, for a place that is not there, and to strangers", async () => {
    await expect(name(2, "ben@example.org")).rejects.toMatchObject({ errors: [{ field: "email" }] });
    await expect(name(9)).rejects.toMatchObject({ code: "not-found" });
    await expect(name(2, "x@example.org", person())).rejects.toMatchObject({ code: "not-found" });
  });

  it("one person who is named for two places at once has one of them", async () => {
    await Promise.allSettled([name(0, "sam@example.org"), name(2, "sam@example.org")]);
    expect((await register()).rows.filter(({ email }) => email === "sam@example.org")).toHaveLength(1);
  });

  it("two names at once leave one of them, on the place, its seat and the register alike", async () => {
    await Promise.all([name(2, "one@example.org"), name(2, "two@example.org")]);
    const place = bookingOf(day.ctx, day.booking.bookingId).places[2];
    expect((await register()).rows.at(-1)?.delegate).toEqual(place?.delegate);
  });
});
