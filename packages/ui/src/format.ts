import type { LondonDate as Day, Instant } from "@alliance/core";

/** Made when first needed, since that costs a cold start more than most pages take; then kept. */
function londonFormat(options: Intl.DateTimeFormatOptions): () => Intl.DateTimeFormat {
  let made: Intl.DateTimeFormat | undefined;
  return () => {
    made ??= new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/London", ...options });
    return made;
  };
}

const longDate = londonFormat({ day: "numeric", month: "long", year: "numeric" });
const clockTime = londonFormat({ hour: "2-digit", minute: "2-digit" });

const dateOf = (value: string): Date => {
  const date = new Date(value);
  if (Number.isNaN(date.getTime())) throw new RangeError(`"${value}" is not a date.`);
  return date;
};

/** "2026-11-21T20:06:00Z" or "2026-11-21" → "21 November 2026", the day it is in London. */
export const formatDate = (value: Instant | Day): string => longDate().format(dateOf(value));

/** "2026-07-01T20:06:00Z" → "21:06", London time. */
export const formatTime = (instant: Instant): string => clockTime().format(dateOf(instant));

/** "21 November 2026 at 20:06", London time. */
export const formatDateTime = (instant: Instant): string => `${formatDate(instant)} at ${formatTime(instant)}`;
