import { grantsOf } from "@alliance/entitlement";
import type { Ctx } from "@alliance/store";
import { creditPercentToMove } from "../bookings/house.ts";
import type { Listing, Session } from "../schema/session.ts";
import type { PoolId } from "../schema/topics.ts";
import { readAround } from "../seating/around.ts";
import { poolsNow } from "../seating/pools-now.ts";
import { offerOf } from "../sessions/offer-of.ts";
import { browseSessions } from "./browse-sessions.ts";
import { type BookingDetails, readBooking } from "./read-booking.ts";

export interface WaysToMove {
  readonly details: BookingDetails;
  /** Undefined where the booking has no places at it. */
  readonly from: Session | undefined;
  /** Whether the terms still allow it. */
  readonly isInTime: boolean;
  /** Sessions at the same price with pools that look open: those of the same series or title first, then the next ones. */
  readonly ways: readonly { readonly session: Listing; readonly openPools: readonly PoolId[] }[];
}

/** As many as a page offers. */
const mostWays = 20;

/** Where the places of a booking at a session could move to, for whoever may change it. Seats decide in the end. */
export async function readWaysToMove(ctx: Ctx, bookingId: string, sessionId: string): Promise<WaysToMove> {
  const details = await readBooking(ctx, bookingId);
  const { booking, sessions, creditPercents, now } = details;
  const isTheirs = booking.places.some((place) => place.sessionId === sessionId && place.cancelledAt === undefined);
  const from = isTheirs ? sessions.find((session) => session.sessionId === sessionId) : undefined;
  const isOpen = booking.status === "confirmed" && from !== undefined && now < from.startsAt;
  const isInTime = isOpen && (creditPercents.get(sessionId) ?? 0) >= creditPercentToMove;
  if (from === undefined || !isInTime) return { details, from, isInTime, ways: [] };
  const same = await ofSamePrice(ctx, details, from);
  const around = await readAround(ctx, same);
  const ways = same.map((session) => ({ session, openPools: poolsNow(around, session).openPools }));
  return { details, from, isInTime, ways: ways.filter(({ openPools }) => openPools.length > 0) };
}

async function ofSamePrice(ctx: Ctx, { booking, now }: BookingDetails, from: Session): Promise<Listing[]> {
  const { organisationId } = booking;
  const grants = organisationId ? await grantsOf(ctx.table, [organisationId], from.startsAtLocal.slice(0, 10)) : [];
  const price = booking.prices.find(({ sessionId }) => sessionId === from.sessionId);
  const isSame = (session: Listing): boolean =>
    session.sessionId !== from.sessionId &&
    now < session.bookingClosesAt &&
    offerOf(session, grants).unitNetPence === price?.unitNetPence &&
    JSON.stringify(session.vat) === JSON.stringify(price.vat);
  const isSibling = ({ seriesId, title }: Listing): boolean =>
    title === from.title || (seriesId !== undefined && seriesId === from.seriesId);
  const found = (await browseSessions(ctx)).filter(isSame);
  return [...found.filter(isSibling), ...found.filter((session) => !isSibling(session))].slice(0, mostWays);
}
