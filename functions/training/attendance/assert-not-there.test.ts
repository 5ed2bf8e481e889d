import { as } from "@alliance/testing";
import { expect, test } from "vitest";
import { booker } from "../bookings/testing-school.ts";
import { markAttendance } from "../use-cases/mark-attendance.ts";
import { nameDelegates } from "../use-cases/name-delegates.ts";
import { readRegister } from "../use-cases/read-register.ts";
import { theDay, trainer } from "./testing-day.ts";

test("who is marked as there while the booker names somebody else keeps the place", async () => {
  const { ctx, session, booking, placeIds } = await theDay();
  const byTrainer = as(ctx, trainer);
  const mark = { placeId: placeIds[1], mark: "present", tapId: "tap-20001", secondsAgo: 0 } as const;
  let isMarked = false;
  const commit: typeof ctx.table.commit = async (change, origin) => {
    if (!isMarked) {
      isMarked = true;
      await markAttendance(byTrainer, session.sessionId, [mark]);
    }
    return ctx.table.commit(change, origin);
  };
  const table = Object.assign(Object.create(ctx.table) as typeof ctx.table, { commit });
  const delegates = [{ placeId: placeIds[1], who: { name: "Zed Late", email: "zed@example.org" } }];
  await expect(
    nameDelegates({ ...as(ctx, booker), table }, { bookingId: booking.bookingId, delegates }),
  ).rejects.toMatchObject({ code: "invalid-input", errors: [{ field: placeIds[1] }] });
  const { rows } = await readRegister(byTrainer, session.sessionId);
  expect(rows.map(({ name, mark: marked }) => [name, marked])).toContainEqual(["Ben Delegate", "present"]);
});
