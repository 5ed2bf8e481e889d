import { isBooking } from "../ordering/order-id.ts";

/** What somebody who pays reads about the thing they ordered. */
interface OrderWords {
  /** While its order is not here yet. */
  readonly isSafe: string;
  /** What an invoice instead of a card brings about. */
  readonly atOnce: string;
  /** Before the last day or hour. */
  readonly heldUntil: string;
  readonly next: string;
  readonly onward: { readonly href: string; readonly text: string };
  /** Who held it for them is the alliance. */
  readonly heldFor: (beneficiary: string) => string;
  readonly again: { readonly href: string; readonly text: string };
}

const ofMembership: OrderWords = {
  isSafe: "Your application is safe, and nothing has been paid.",
  atOnce: "your school’s membership begins at once",
  heldUntil: "The membership is held for you until",
  next: "The membership is being set up now. The confirmation comes by email within a few minutes, with the invoice attached.",
  onward: { href: "/portal", text: "Go to your school’s overview" },
  heldFor: (beneficiary) => `the membership of ${beneficiary}`,
  again: { href: "/join", text: "Apply again" },
};

const ofBooking = (orderId: string): OrderWords => ({
  isSafe: "Your places are held, and nothing has been paid.",
  atOnce: "your places are confirmed at once",
  heldUntil: "Your places are held until",
  next: "Your places are being confirmed now. The confirmation comes by email within a few minutes, and the invoice in an email of its own.",
  onward: { href: `/training/bookings/${orderId}`, text: "Go to your booking" },
  heldFor: (beneficiary) => `places for ${beneficiary}`,
  again: { href: `/training/bookings/${orderId}`, text: "See your booking" },
});

export const wordsOf = (orderId: string): OrderWords => (isBooking(orderId) ? ofBooking(orderId) : ofMembership);
