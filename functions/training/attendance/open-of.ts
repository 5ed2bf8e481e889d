import type { Change, Ctx } from "@alliance/store";
import { openRegisterPut, registerKey } from "../keys/attendance.ts";
import { Register } from "../schema/attendance.ts";
import type { Session } from "../schema/session.ts";
import { registerReminderAt } from "../sessions/reminder-times.ts";
import { placesComing } from "./places-coming.ts";

/**
 * That the register of a session which is over waits to be closed, for the commit that ends the session; nothing where
 * it is closed already or nobody had a place. Whoever closes it at that moment is met by what the commit expects.
 */
export async function openOf(ctx: Ctx, session: Session): Promise<Required<Pick<Change, "put" | "expect">>> {
  const { sessionId, endsAt } = session;
  const key = registerKey(sessionId);
  const closed = await ctx.table.get(key, Register, { consistent: true });
  if (closed !== undefined || (await placesComing(ctx, session)).length === 0) return { put: [], expect: [] };
  const open = { sessionId, endedAt: endsAt, remindAt: registerReminderAt(session) };
  return { put: [openRegisterPut(open, 1)], expect: [{ key, version: 0 }] };
}
