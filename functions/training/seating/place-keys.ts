import type { Key } from "@alliance/store";
import { discountUseKey } from "../keys/discount.ts";
import { allowanceKey, quotaKey, seatKey } from "../keys/seat.ts";
import type { Booking, Place } from "../schema/booking.ts";

type Owner = Pick<Booking, "organisationId" | "prices">;

/** The items that a place holds beside its seat: its school's quota, what comes with its membership, a discount's use. */
export function extraKeys(booking: Owner, place: Place): readonly Key[] {
  const price = booking.prices.find(({ sessionId }) => sessionId === place.sessionId);
  return [
    ...(place.quotaSeat !== undefined && booking.organisationId !== undefined
      ? [quotaKey(place.sessionId, booking.organisationId, place.quotaSeat)]
      : []),
    ...(place.allowanceSeat !== undefined && price?.membershipId !== undefined
      ? [allowanceKey(price.membershipId, price.benefitId, place.allowanceSeat)]
      : []),
    ...(place.discountUse !== undefined && price?.discount !== undefined
      ? [discountUseKey(price.discount.code, place.discountUse)]
      : []),
  ];
}

export const seatKeyOf = ({ sessionId, poolId, seat }: Place): Key => seatKey(sessionId, poolId, seat);
