import { dateInWords, isProblem, londonDateOf, londonDateTimeOf, Problem } from "@alliance/core";
import type { Ctx, Put } from "@alliance/store";
import { claimDelegates, holderOf, type NamedFor } from "../bookings/claim-delegates.ts";
import type { Booking, BookingStatus } from "../schema/booking.ts";
import type { Session } from "../schema/session.ts";
import type { RosterRow } from "../use-cases/read-roster.ts";

const refused = (message: string): Problem =>
  new Problem("invalid-input", `${message}.`, [{ field: "email", message }]);

const hasPlace = (): Problem => refused("Somebody with this address has a place already. Find them in the register");

const untilWords: Readonly<Partial<Record<BookingStatus, string>>> = {
  held: "Somebody is booking a place for this address and holds it until",
  "awaiting-approval": "A booking for this address waits for the approval of its school until",
  "awaiting-payment": "A booking for this address waits for its payment until",
};

/** In no register yet: what the trainer can do is said, and from when on the place is nobody's. */
function isHeld({ status, holdUntil }: Booking, now: string): Problem {
  const words = untilWords[status];
  if (words === undefined || holdUntil === undefined) return hasPlace();
  if (now >= holdUntil) {
    return refused("A booking for this address ran out a moment ago. Try again in a minute");
  }
  const [day, clock] = [londonDateOf(holdUntil), londonDateTimeOf(holdUntil).slice(11)];
  const until = day === londonDateOf(now) ? clock : `${clock} on ${dateInWords(day)}`;
  return refused(
    `${words} ${until}. Ask them to finish it: they are in the register then. If they do not, give them a place here after that`,
  );
}

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
    const holder = await holderOf(ctx, named);
    throw holder ? isHeld(holder, ctx.clock.now()) : hasPlace();
  }
}
