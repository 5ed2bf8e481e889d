import { isProblem, Problem } from "@alliance/core";
import type { Ctx, Put } from "@alliance/store";
import { claimDelegates, type NamedFor } from "../bookings/claim-delegates.ts";
import type { Booking } from "../schema/booking.ts";
import type { Session } from "../schema/session.ts";
import type { RosterRow } from "../use-cases/read-roster.ts";

const hasPlace = (): Problem => {
  const message = "Somebody with this address has a place already. Find them in the register";
  return new Problem("invalid-input", `${message}.`, [{ field: "email", message }]);
};

/** Whoever has a place here already is found in the register. */
export function assertNotOnRoster(rows: readonly Pick<RosterRow, "email">[], email: string): void {
  if (rows.some((row) => row.email?.toLowerCase() === email.toLowerCase())) throw hasPlace();
}

/** Their one place at the session, for the caller's commit: two at the door, or one there and a booker, want the same key. */
export async function claimAtTheDoor(ctx: Ctx, booking: Booking, named: NamedFor, session: Session): Promise<Put[]> {
  try {
    return await claimDelegates(ctx, booking, [named], [session]);
  } catch (error) {
    if (!isProblem(error, "invalid-input")) throw error;
    throw hasPlace();
  }
}
