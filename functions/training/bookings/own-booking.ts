import { can, canFor } from "@alliance/auth";
import { Problem } from "@alliance/core";
import type { Ctx, Stored } from "@alliance/store";
import { bookingKey } from "../keys/booking.ts";
import { Booking, isBookedBy } from "../schema/booking.ts";

export const loadBooking = (ctx: Ctx, bookingId: string): Promise<Stored<Booking> | undefined> =>
  ctx.table.get(bookingKey(bookingId), Booking, { consistent: true });

/** Whoever booked, who leads their organisation, and staff; to anybody else it does not exist. */
export async function ownBooking(ctx: Ctx, bookingId: string): Promise<Stored<Booking>> {
  const { actor } = ctx;
  if (actor.kind === "anonymous") throw new Problem("not-signed-in", "Please sign in first.");
  const stored = await loadBooking(ctx, bookingId);
  if (stored === undefined || !mayChange(ctx, stored.data)) {
    throw new Problem("not-found", "We cannot find that booking.");
  }
  return stored;
}

function mayChange({ actor }: Ctx, booking: Booking): boolean {
  const { organisationId } = booking;
  if (actor.kind !== "person") return actor.kind === "system";
  if (isBookedBy(booking, actor.personId) || can(actor, "training.manage")) return true;
  return organisationId !== undefined && canFor(actor, "people.manage-own", organisationId);
}
