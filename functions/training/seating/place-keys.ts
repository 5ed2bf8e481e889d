import type { Key } from "@alliance/store";
import { allowanceKey, quotaKey, seatKey } from "../keys/seat.ts";
import type { Booking, Place } from "../schema/booking.ts";

type Owner = Pick<Booking, "organisationId" | "prices">;

/** The items that a place holds beside its seat: its school's quota, and what comes with its membership. */
export function extraKeys(booking: Owner, place: Place): readonly Key[] {
  const price = booking.prices.find(({ sessionId }) => sessionId === place.sessionId);
  return [
    ...(place.quotaSeat !== undefined && booking.organisationId !== undefined
      ? [quotaKey(place.sessionId, booking.organisationId, place.quotaSeat)]
      : []),
    ...(place.allowanceSeat !== undefined && price?.membershipId !== undefined
      ? [allowanceKey(price.membershipId, price.benefitId, place.allowanceSeat)]
      : []),
  ];
}

export const seatKeyOf = ({ sessionId, poolId, seat }: Place): Key => seatKey(sessionId, poolId, seat);
