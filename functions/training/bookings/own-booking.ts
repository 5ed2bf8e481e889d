import { can, canFor, organisationIdNow } from "@alliance/auth";
import { type PersonActor, Problem } from "@alliance/core";
import type { Ctx, Stored } from "@alliance/store";
import { bookingKey } from "../keys/booking.ts";
import { Booking, isBookedBy } from "../schema/booking.ts";

export const loadBooking = (ctx: Ctx, bookingId: string): Promise<Stored<Booking> | undefined> =>
  ctx.table.get(bookingKey(bookingId), Booking, { consistent: true });

/**
 * Whoever booked while they work where they booked for, who leads it, and staff; to anybody else it does not exist. What
 * was booked for an organisation is its own: who has left it decides no more.
 */
export async function ownBooking(ctx: Ctx, bookingId: string): Promise<Stored<Booking>> {
  const { actor } = ctx;
  if (actor.kind === "anonymous") throw new Problem("not-signed-in", "Please sign in first.");
  const stored = await loadBooking(ctx, bookingId);
  if (stored === undefined) throw notFound();
  if (actor.kind !== "person" || (await mayChange(ctx, actor, stored.data))) return stored;
  throw isBookedBy(stored.data, actor.personId) ? hasLeft(stored.data) : notFound();
}

const notFound = () => new Problem("not-found", "We cannot find that booking.");

const hasLeft = ({ organisationName }: Booking) =>
  new Problem(
    "not-allowed",
    `You made this booking for ${organisationName}, and your account does not belong there any more. Nothing of it has changed. Whoever leads ${organisationName} can open it; if you still work there, ask them to add you again.`,
  );

async function mayChange(ctx: Ctx, actor: PersonActor, booking: Booking): Promise<boolean> {
  const { organisationId } = booking;
  const isOwn = isBookedBy(booking, actor.personId);
  if (can(actor, "training.manage")) return true;
  if (organisationId === undefined) return isOwn;
  const decidesFor = (id: string): boolean =>
    canFor(actor, "people.manage-own", id) || (isOwn && canFor(actor, "training.book", id));
  if (decidesFor(organisationId)) return true;
  const now = await organisationIdNow(ctx.table, organisationId);
  return now !== organisationId && decidesFor(now);
}
