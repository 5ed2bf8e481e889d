/** Paying now, as joining and renewing offer it. */
export const byCard = {
  value: "card",
  content: "By card now",
  hint: "On the payment page of Stripe, which takes all usual cards",
} as const;
