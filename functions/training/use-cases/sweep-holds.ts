import type { Ctx } from "@alliance/store";
import { countDue } from "../seating/count-places.ts";
import { expireLapsed } from "./expire-booking.ts";

/** Every minute: holds whose time ran out end, and seats are counted where that is due. */
export async function sweepHolds(ctx: Ctx): Promise<{ readonly expired: number; readonly counted: number }> {
  const expired = await expireLapsed(ctx);
  const counted = await countDue(ctx);
  if (expired > 0) ctx.log.info("holds ran out", { expired });
  return { expired, counted };
}
