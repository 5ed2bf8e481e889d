import type { Ctx } from "@alliance/store";
import { personOf } from "../bookings/buyer-of.ts";
import type { Attendance } from "../schema/attendance.ts";

/** Whoever stands at the door sees them. */
export const presentNow = (ctx: Ctx): Partial<Attendance> => ({
  ...{ mark: "present", markedAt: ctx.clock.now(), markedBy: personOf(ctx).personId },
});
