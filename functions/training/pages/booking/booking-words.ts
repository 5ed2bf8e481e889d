import type { BookingStatus } from "../../schema/booking.ts";
import type { EntryStatus } from "../../schema/queue.ts";
import type { PoolId } from "../../schema/topics.ts";

/** "In the room", of a place. */
export const poolNames: Readonly<Record<PoolId, string>> = { room: "In the room", online: "Online" };

export const placesInWords = (places: number): string => (places === 1 ? "1 place" : `${places} places`);

interface TagWords {
  readonly text: string;
  readonly classes: string;
}

export const bookingTags: Readonly<Record<BookingStatus, TagWords>> = {
  held: { text: "Held, not finished", classes: "govuk-tag--yellow" },
  "awaiting-approval": { text: "Waiting for approval", classes: "govuk-tag--yellow" },
  declined: { text: "Not approved", classes: "govuk-tag--grey" },
  "awaiting-payment": { text: "Waiting for payment", classes: "govuk-tag--yellow" },
  confirmed: { text: "Confirmed", classes: "govuk-tag--green" },
  cancelled: { text: "Cancelled", classes: "govuk-tag--grey" },
  expired: { text: "Ran out", classes: "govuk-tag--grey" },
  withdrawn: { text: "Let go", classes: "govuk-tag--grey" },
  lost: { text: "Places gone", classes: "govuk-tag--red" },
};

export const entryTags: Readonly<Partial<Record<EntryStatus, TagWords>>> = {
  waiting: { text: "Waiting", classes: "govuk-tag--blue" },
  offered: { text: "Offered to you", classes: "govuk-tag--green" },
};
