import { Problem } from "@alliance/core";
import { type Booking, type Place, placesOf } from "../schema/booking.ts";

/** Those places of a confirmed booking that somebody chose, all of one session; throws what is wrong with the choice. */
export function placesWanted(
  booking: Booking,
  placeIds: readonly string[],
  verb: "cancel" | "move",
): readonly [Place, ...Place[]] {
  const done = verb === "cancel" ? "cancelled" : "moved";
  if (booking.status !== "confirmed") {
    throw new Problem("conflict", `Only places of a confirmed booking can be ${done}.`);
  }
  const [first, ...others] = placesOf(booking).filter(({ placeId }) => placeIds.includes(placeId));
  if (first === undefined || new Set(placeIds).size !== others.length + 1) {
    const message = `Choose the places to ${verb}, of those that are still booked`;
    throw new Problem("invalid-input", `${message}.`, [{ field: "places", message }]);
  }
  if (others.some(({ sessionId }) => sessionId !== first.sessionId)) {
    const message = `${verb === "cancel" ? "Cancel" : "Move"} the places of one session at a time`;
    throw new Problem("invalid-input", `${message}.`, [{ field: "places", message }]);
  }
  return [first, ...others];
}
