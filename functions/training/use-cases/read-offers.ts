import { londonDateOf } from "@alliance/core";
import { type Grant, grantsOf } from "@alliance/entitlement";
import type { Ctx } from "@alliance/store";
import type { Listing } from "../schema/session.ts";
import { type Offer, offerOf } from "../sessions/offer-of.ts";

export interface Offered {
  readonly session: Listing;
  readonly offer: Offer;
}

/** What sessions cost whoever asks: their memberships are read once, however many sessions. */
export async function offersOf(ctx: Ctx, sessions: readonly Listing[]): Promise<readonly Offered[]> {
  const grants = sessions.length === 0 ? [] : await grantsOfActor(ctx);
  return sessions.map((session) => ({ session, offer: offerOf(session, grants) }));
}

async function grantsOfActor(ctx: Ctx): Promise<readonly Grant[]> {
  if (ctx.actor.kind !== "person") return [];
  const organisationIds = ctx.actor.affiliations.map(({ organisationId }) => organisationId);
  return organisationIds.length === 0 ? [] : grantsOf(ctx.table, organisationIds, londonDateOf(ctx.clock.now()));
}
