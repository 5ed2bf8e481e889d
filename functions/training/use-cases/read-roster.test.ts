import { as, staffMember, type TestCtx } from "@alliance/testing";
import { beforeEach, expect, test } from "vitest";
import { putPerson, theDay, trainer } from "../attendance/testing-day.ts";
import { booker, putSchool, stranger } from "../bookings/testing-school.ts";
import { booked, eventsOf, held, ours, placed, trainingCtx, wish } from "../bookings/testing-world.ts";
import type { Session } from "../schema/session.ts";
import { putSession, roomSession } from "../test-world.ts";
import { cancelPlaces } from "./cancel-places.ts";
import { nameDelegates } from "./name-delegates.ts";
import { nameTrainer, readTrainers, removeTrainer } from "./name-trainer.ts";
import { readRoster } from "./read-roster.ts";

let ctx: TestCtx;
let session: Session;
beforeEach(async () => {
  ctx = trainingCtx();
  await putSchool(ctx);
  session = await putSession(ctx, roomSession(8));
});

test("names everybody who comes place by place, the nameless last, and nobody whose place is not theirs any more", async () => {
  await putPerson(ctx, booker.personId, "Ada Booker", "ada@example.org");
  const booking = await held(ctx, booker, ours(session, 3));
  const delegates = [
    { placeId: booking.places[0]?.placeId ?? "", who: { name: "Zoe Last", email: "zoe@example.org" } },
    { placeId: booking.places[1]?.placeId ?? "", who: "me" as const },
  ];
  await nameDelegates(as(ctx, booker), { bookingId: booking.bookingId, delegates });
  await placed(ctx, booker, booking);
  await held(ctx, stranger(1), wish(session, 1));
  const other = await booked(ctx, session, 2, stranger(2));
  const placeIds = [other.places[0]?.placeId ?? ""];
  await cancelPlaces(as(ctx, stranger(2)), { bookingId: other.bookingId, placeIds, shownCreditPercent: 100 });
  const { rows } = await readRoster(as(ctx, staffMember()), session.sessionId);
  expect(rows.map(({ name, email, organisationName }) => [name, email, organisationName])).toEqual([
    ["Ada Booker", "ada@example.org", "Harbour View Primary School"],
    ["Zoe Last", "zoe@example.org", "Harbour View Primary School"],
    [undefined, undefined, "A school nobody knows"],
    [undefined, undefined, "Harbour View Primary School"],
  ]);
});

test("reads names by the hundred, not one by one", async () => {
  for (let more = 0; more < 4; more++) await booked(ctx, session, 2, stranger(more + 1));
  let requests = 0;
  const counting = new Proxy(ctx.table, {
    get: (table, name) => {
      const method: unknown = Reflect.get(table, name);
      if (typeof method !== "function") return method;
      return (...args: unknown[]) => {
        requests++;
        return method.apply(table, args);
      };
    },
  });
  await readRoster({ ...as(ctx, staffMember()), table: counting }, session.sessionId);
  expect(requests).toBeLessThanOrEqual(6);
});

test("is there for staff and for whoever runs the session; a member, an assessor and finance do not find it", async () => {
  for (const actor of [booker, trainer, staffMember("assessor"), staffMember("finance")]) {
    await expect(readRoster(as(ctx, actor), session.sessionId)).rejects.toMatchObject({ code: "not-found" });
  }
});

test("whoever is named by their address runs the session until they are removed; named twice is named once", async () => {
  const day = await theDay();
  const { sessionId } = day.session;
  const staff = as(day.ctx, staffMember());
  expect((await readRoster(as(day.ctx, trainer), sessionId)).rows).toHaveLength(3);
  await nameTrainer(staff, sessionId, "tess@example.org");
  expect(await readTrainers(staff, sessionId)).toEqual([
    { personId: trainer.personId, name: "Tess Trainer", email: "tess@example.org" },
  ]);
  await Promise.all([
    removeTrainer(staff, sessionId, trainer.personId),
    removeTrainer(staff, sessionId, trainer.personId),
  ]);
  await expect(readRoster(as(day.ctx, trainer), sessionId)).rejects.toMatchObject({ code: "not-found" });
  expect(eventsOf(day.ctx, "trainer-removed")).toHaveLength(1);
});

test("nobody is named who has no account, and only staff name anybody", async () => {
  const staff = as(ctx, staffMember());
  await expect(nameTrainer(staff, session.sessionId, "nobody@example.org")).rejects.toMatchObject({
    errors: [{ field: "email" }],
  });
  await expect(nameTrainer(as(ctx, booker), session.sessionId, "ada@example.org")).rejects.toMatchObject({
    code: "not-allowed",
  });
  await expect(removeTrainer(as(ctx, trainer), session.sessionId, trainer.personId)).rejects.toMatchObject({
    code: "not-allowed",
  });
});

test("two who name the same trainer at once name one", async () => {
  const day = await theDay();
  await putPerson(day.ctx, stranger(3).personId, "Uma", "uma@example.org");
  const staff = as(day.ctx, staffMember());
  const named = () => nameTrainer(staff, day.session.sessionId, "uma@example.org");
  await Promise.all([named(), named()]);
  expect(await readTrainers(staff, day.session.sessionId)).toHaveLength(2);
});
