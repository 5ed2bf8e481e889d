import { organisationCards } from "@alliance/auth";
import type { Pence } from "@alliance/core";
import { grantsOf } from "@alliance/entitlement";
import type { Ctx } from "@alliance/store";
import type { Session } from "../schema/session.ts";
import { allowanceNumbers } from "../seating/read-seats.ts";
import { personOf } from "./buyer-of.ts";
import { decidePrice } from "./decide-price.ts";

/** What a place of one session costs whoever it is for. Net of VAT. */
export interface DatePrice {
  readonly sessionId: string;
  readonly unitNetPence: Pence;
  readonly reason: string;
  /** Names the included places that it can be had for; none where it costs nothing anyway. */
  readonly included?: string;
}

/** For whom somebody may book, and what that costs, session by session. */
export interface WayOfDates {
  /** Absent for an organisation that we know by its name only. */
  readonly organisationId?: string;
  readonly name?: string;
  readonly prices: readonly DatePrice[];
  /** Included places that are not used up, by their name. */
  readonly includedLeft: ReadonlyMap<string, number>;
}

/** One's organisations, and any other at the list price: a few requests each, however many sessions. */
export async function waysOf(ctx: Ctx, sessions: readonly Session[]): Promise<readonly WayOfDates[]> {
  const organisationIds = [...new Set(personOf(ctx).affiliations.map(({ organisationId }) => organisationId))];
  const cards = await organisationCards(ctx.table, organisationIds);
  const own = await Promise.all(cards.map((card) => wayOf(ctx, sessions, card)));
  return [...own, await wayOf(ctx, sessions)];
}

async function wayOf(
  ctx: Ctx,
  sessions: readonly Session[],
  card?: { readonly organisationId: string; readonly name: string },
): Promise<WayOfDates> {
  const on = sessions[0]?.startsAtLocal.slice(0, 10) ?? "";
  const grants = card ? await grantsOf(ctx.table, [card.organisationId], on) : [];
  const includedLeft = new Map<string, number>();
  const prices: DatePrice[] = [];
  for (const session of sessions) {
    const { price, allowance } = decidePrice(session, grants);
    const { sessionId, unitNetPence, reason, membershipId, benefitId } = price;
    const isScarce = allowance !== undefined && membershipId !== undefined && unitNetPence > 0;
    const included = isScarce ? `${membershipId}|${benefitId}` : undefined;
    if (isScarce && included !== undefined && !includedLeft.has(included)) {
      const used = (await allowanceNumbers(ctx, membershipId, benefitId)).size;
      includedLeft.set(included, Math.max(0, allowance.quantity - used));
    }
    prices.push({ sessionId, unitNetPence, reason, ...(included === undefined ? {} : { included }) });
  }
  return { ...(card ? { organisationId: card.organisationId, name: card.name } : {}), prices, includedLeft };
}
