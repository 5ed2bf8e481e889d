/** An instant as ISO 8601 UTC with milliseconds, e.g. "2026-11-21T20:06:00.000Z". Sorts as text. */
export type Instant = string;

export interface Clock {
  now(): Instant;
}

/** The one place of the platform's code that reads the wall clock. */
export const systemClock: Clock = { now: () => new Date().toISOString() };

export const epochSeconds = (instant: Instant): number => Math.floor(Date.parse(instant) / 1000);

export const plusSeconds = (instant: Instant, seconds: number): Instant =>
  new Date(Date.parse(instant) + seconds * 1000).toISOString();

export const plusMinutes = (instant: Instant, minutes: number): Instant => plusSeconds(instant, minutes * 60);
export const plusHours = (instant: Instant, hours: number): Instant => plusSeconds(instant, hours * 3600);
