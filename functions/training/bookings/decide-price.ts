import type { Allowance, Grant } from "@alliance/entitlement";
import type { Place, PriceDecision } from "../schema/booking.ts";
import type { Session } from "../schema/session.ts";
import { benefitOf, offerOf } from "../sessions/offer-of.ts";

export interface Decided {
  readonly price: PriceDecision;
  /** So many places come with the membership that decided, over all sessions of its year. */
  readonly allowance?: Allowance;
}

/** What one place of a session costs whoever has these grants, as a booking keeps it. */
export function decidePrice(session: Session, grants: readonly Grant[]): Decided {
  const { sessionId, vat, startsAtLocal } = session;
  const { listNetPence, unitNetPence, membershipId, reason, allowance } = offerOf(session, grants);
  const { benefitId } = benefitOf(session);
  const price = { sessionId, on: startsAtLocal.slice(0, 10), listNetPence, unitNetPence, benefitId, reason, vat };
  return {
    price: membershipId === undefined ? price : { ...price, membershipId },
    ...(allowance ? { allowance } : {}),
  };
}

/** Prices as a booking of these places keeps them: where the membership's places could have been taken, why they were not. */
export const pricesOf = (
  decided: readonly Decided[],
  places: readonly Place[],
  useIncluded: boolean,
): PriceDecision[] =>
  decided.map(({ price, allowance }) => {
    const paid = places.some(
      ({ sessionId, allowanceSeat }) => sessionId === price.sessionId && allowanceSeat === undefined,
    );
    if (allowance === undefined || price.unitNetPence === 0 || !paid) return price;
    return { ...price, included: useIncluded ? "used-up" : "kept" };
  });
