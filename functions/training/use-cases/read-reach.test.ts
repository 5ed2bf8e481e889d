import { as, staffMember } from "@alliance/testing";
import { expect, it } from "vitest";
import { stranger } from "../bookings/testing-school.ts";
import { booked, held, trainingCtx, wish } from "../bookings/testing-world.ts";
import { putSession, roomSession } from "../test-world.ts";
import { joinQueue } from "./join-queue.ts";
import { nameDelegates } from "./name-delegates.ts";
import { readReach } from "./read-reach.ts";

it("counts bookings, places, names and who waits, for staff alone", async () => {
  const ctx = trainingCtx();
  const session = await putSession(ctx, roomSession(5));
  const { sessionId } = session;
  const { bookingId } = await booked(ctx, session, 3, stranger(1));
  await nameDelegates(as(ctx, stranger(1)), { bookingId, delegates: [{ placeId: `${bookingId}-1`, who: "me" }] });
  await held(ctx, stranger(2), wish(session, 2));
  const wanted = { sessionId, poolId: "room", places: 1, all: true, organisationName: "A school" } as const;
  await joinQueue(as(ctx, stranger(3)), wanted);
  const reach = await readReach(as(ctx, staffMember()), session);
  expect(reach).toEqual({ bookings: 2, places: 5, named: 1, waiting: 1 });
  await expect(readReach(as(ctx, stranger(1)), session)).rejects.toMatchObject({ code: "not-allowed" });
});
