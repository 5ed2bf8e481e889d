import { authorise, organisationCards } from "@alliance/auth";
import type { Pence } from "@alliance/core";
import { grantsOf } from "@alliance/entitlement";
import type { Ctx } from "@alliance/store";
import { personOf } from "../bookings/buyer-of.ts";
import { decidePrice } from "../bookings/decide-price.ts";
import type { Session } from "../schema/session.ts";
import type { PoolId } from "../schema/topics.ts";
import { readAround } from "../seating/around.ts";
import { poolsNow } from "../seating/pools-now.ts";
import { allowanceNumbers } from "../seating/read-seats.ts";
import { assertBookable } from "../sessions/read-sessions.ts";

/** For whom somebody may book, and what a place costs them. Net of VAT. */
export interface Way {
  /** Absent for an organisation that we know by its name only. */
  readonly organisationId?: string;
  readonly name?: string;
  readonly unitNetPence: Pence;
  readonly reason: string;
  /** Places that come with the membership and are not used up; none where a place costs nothing anyway. */
  readonly includedLeft: number;
}

export interface WaysToBook {
  readonly session: Session;
  readonly ways: readonly Way[];
  readonly openPools: readonly PoolId[];
  /** For these one has to wait. */
  readonly fullPools: readonly PoolId[];
}

/** What somebody chooses among before they take places. Nothing is decided by it: seats and prices are, when they are taken. */
export async function readWaysToBook(ctx: Ctx, sessionId: string): Promise<WaysToBook> {
  authorise(ctx.actor, "training.book");
  const organisationIds = [...new Set(personOf(ctx).affiliations.map(({ organisationId }) => organisationId))];
  const [around, cards] = await Promise.all([
    readAround(ctx, [{ sessionId }]),
    organisationCards(ctx.table, organisationIds),
  ]);
  const session = around.sessions.get(sessionId);
  assertBookable(session, ctx.clock.now());
  const own = await Promise.all(cards.map((card) => wayOf(ctx, session, card)));
  const { openPools, fullPools } = poolsNow(around, session);
  return { session, ways: [...own, await wayOf(ctx, session)], openPools, fullPools };
}

async function wayOf(
  ctx: Ctx,
  session: Session,
  card?: { readonly organisationId: string; readonly name: string },
): Promise<Way> {
  const on = session.startsAtLocal.slice(0, 10);
  const grants = card ? await grantsOf(ctx.table, [card.organisationId], on) : [];
  const { price, allowance } = decidePrice(session, grants);
  const { unitNetPence, reason, membershipId, benefitId } = price;
  const isScarce = allowance !== undefined && membershipId !== undefined && unitNetPence > 0;
  const used = isScarce ? (await allowanceNumbers(ctx, membershipId, benefitId)).size : 0;
  return {
    ...(card ? { organisationId: card.organisationId, name: card.name } : {}),
    ...{ unitNetPence, reason },
    includedLeft: isScarce ? Math.max(0, allowance.quantity - used) : 0,
  };
}
