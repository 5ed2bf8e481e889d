import type { Session } from "../schema/session.ts";
import { publicPlace } from "./facts-of.ts";

/** What may be told of a move to everybody: how to get in and why it moved are in the session alone. */
export function moveFacts({ formerly, freeCancellationUntil }: NonNullable<Session["rescheduled"]>) {
  const { startsAtLocal, endsAtLocal, venue } = formerly;
  return {
    formerly: { startsAtLocal, endsAtLocal, ...(venue ? { venue: publicPlace(venue) } : {}) },
    freeCancellationUntil,
  };
}
