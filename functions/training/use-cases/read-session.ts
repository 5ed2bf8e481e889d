import { can } from "@alliance/auth";
import { Problem } from "@alliance/core";
import type { Ctx } from "@alliance/store";
import { listingKey } from "../keys/session.ts";
import { Listing, listingOf, type Session } from "../schema/session.ts";
import { type Around, readAround } from "../seating/around.ts";
import { poolsNow } from "../seating/pools-now.ts";
import { type PoolLeft, poolsLeft } from "../sessions/availability.ts";
import type { Offer } from "../sessions/offer-of.ts";
import { offersOf } from "./read-offers.ts";
import { type SeriesDates, seriesOf } from "./read-series.ts";

/** A session as anybody may see it: how to get in and the link to join are for its delegates alone. */
export type PublicSession = Omit<Session, "online" | "venue"> & {
  readonly venue?: Omit<NonNullable<Session["venue"]>, "instructions">;
};

export interface SessionDetails {
  readonly session: PublicSession;
  /** Full: of every pool one has to wait. */
  readonly booking: "open" | "full" | "closed";
  readonly offer: Offer;
  /** What is left of each pool. */
  readonly left: readonly PoolLeft[];
  /** Of a date of a series: the dates that can be seen. */
  readonly series: SeriesDates | undefined;
}

const isHidden = ({ status }: Pick<Listing, "status">): boolean => status === "draft" || status === "scheduled";

/** What somebody reads before they book; a draft is there for staff alone, and nothing for everybody else. */
export async function readSession(ctx: Ctx, sessionId: string): Promise<SessionDetails> {
  const around = await readAround(ctx, [{ sessionId }]);
  const session = around.sessions.get(sessionId);
  const seesAll = can(ctx.actor, "training.read-any");
  if (session === undefined || (isHidden(session) && !seesAll)) {
    throw new Problem("not-found", "We cannot find that session.");
  }
  const [offered] = await offersOf(ctx, [listingOf(session)]);
  const series = await seriesOf(ctx, session);
  const dates = series?.dates.filter((date) => seesAll || !isHidden(date)) ?? [];
  return {
    session: publicSession(session),
    booking: bookingOf(around, session, ctx.clock.now()),
    left: poolsLeft(around, session),
    offer: (offered as NonNullable<typeof offered>).offer,
    series: series && { ...series, dates },
  };
}

/** The small part of a session that anybody may see; throws where there is none, or none yet. */
export async function readListing(ctx: Ctx, sessionId: string): Promise<Listing> {
  const stored = await ctx.table.get(listingKey(sessionId), Listing);
  if (stored === undefined || isHidden(stored.data)) throw new Problem("not-found", "We cannot find that session.");
  return stored.data;
}

function bookingOf(around: Around, session: Session, now: string): SessionDetails["booking"] {
  if (session.status !== "published" || now >= session.bookingClosesAt || now >= session.startsAt) return "closed";
  return poolsNow(around, session).openPools.length > 0 ? "open" : "full";
}

function publicSession({ online: _, venue, ...session }: Session): PublicSession {
  if (venue === undefined) return session;
  const { instructions: __, ...place } = venue;
  return { ...session, venue: place };
}
