import { emailEntryPut, personPut } from "@alliance/auth";
import { commit } from "@alliance/store";
import { as, person, staffMember, type TestCtx } from "@alliance/testing";
import { booker, putSchool } from "../bookings/testing-school.ts";
import { bookingOf, held, ours, placed, trainingCtx } from "../bookings/testing-world.ts";
import type { Booking } from "../schema/booking.ts";
import type { Session } from "../schema/session.ts";
import { putSession, roomSession } from "../test-world.ts";
import { nameDelegates } from "../use-cases/name-delegates.ts";
import { nameTrainer } from "../use-cases/name-trainer.ts";

/** Runs the session of these tests, and is none of the alliance's own people. */
export const trainer = person("per_01KAK3F0Q8J5W2M7X9B4C6D8TR");

/** Somebody with an account and a verified address. */
export const putPerson = (ctx: TestCtx, personId: string, name: string, email: string): Promise<void> =>
  commit(ctx, {
    put: [
      personPut(
        { personId, name, email, emails: [{ email, verifiedAt: ctx.clock.now() }], registeredAt: ctx.clock.now() },
        1,
      ),
      emailEntryPut(email, { personId, isVerified: true }, 1),
    ],
  });

export const moveTo = (ctx: TestCtx, instant: string): void =>
  ctx.clock.moveSeconds((Date.parse(instant) - Date.parse(ctx.clock.now())) / 1000);

export interface Day {
  readonly ctx: TestCtx;
  readonly session: Session;
  readonly booking: Booking;
  /** Ada's, whoever booked; Ben's, a contact; and one without a name. */
  readonly placeIds: readonly [string, string, string];
}

/** A quarter past four on the day: a session in a room of six, with three places of one school. */
export async function theDay(more: Parameters<typeof roomSession>[1] = {}): Promise<Day> {
  const ctx = trainingCtx();
  await putSchool(ctx);
  await putPerson(ctx, booker.personId, "Ada Booker", "ada@example.org");
  await putPerson(ctx, trainer.personId, "Tess Trainer", "tess@example.org");
  const session = await putSession(ctx, roomSession(6, more));
  await nameTrainer(as(ctx, staffMember()), session.sessionId, "Tess@example.org");
  const { bookingId, places } = await held(ctx, booker, ours(session, 3));
  const [ada = "", ben = "", nobody = ""] = places.map(({ placeId }) => placeId);
  const delegates = [
    { placeId: ada, who: "me" as const },
    { placeId: ben, who: { name: "Ben Delegate", email: "ben@example.org" } },
  ];
  await nameDelegates(as(ctx, booker), { bookingId, delegates });
  await placed(ctx, booker, bookingOf(ctx, bookingId));
  moveTo(ctx, "2027-01-20T16:15:00.000Z");
  return { ctx, session, booking: bookingOf(ctx, bookingId), placeIds: [ada, ben, nobody] };
}
