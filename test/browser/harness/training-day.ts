import { londonDateTimeOf, plusMinutes } from "@alliance/core";
import type { Page } from "playwright-core";
import { expectHeading, press } from "./joining.ts";
import { origin } from "./people.ts";
import { moveClock } from "./platform.ts";
import { publishedSession } from "./sessions.ts";

const minutesUntilItBegins = 3;

/** A session of a test's own that begins in a few minutes of the platform's clock. */
export async function sessionOfToday(title: string): Promise<string> {
  const reply = await fetch(`${origin}/_local/clock`, { headers: { accept: "application/json" } });
  const { iso } = (await reply.json()) as { readonly iso: string };
  const startsAtLocal = londonDateTimeOf(plusMinutes(iso, minutesUntilItBegins));
  const endsAtLocal = londonDateTimeOf(plusMinutes(iso, minutesUntilItBegins + 90));
  return publishedSession(title, { startsAtLocal, endsAtLocal, bookingClosesAtLocal: startsAtLocal });
}

/** So that it has begun; nobody is signed out by that. */
export const letItBegin = (): Promise<void> => moveClock((minutesUntilItBegins + 1) / 1_440);

/** Books a place for each, named with their addresses; the session is free. */
export async function bookFor(
  page: Page,
  sessionId: string,
  delegates: readonly { readonly name: string; readonly email: string }[],
): Promise<void> {
  await page.goto(`/training/${sessionId}/book`);
  await page.getByLabel("Name of your school or organisation").fill("Cliff Top Trust");
  await page.getByLabel("How many places?").fill(String(delegates.length));
  await press(page, "Hold the places");
  await expectHeading(page, "Finish your booking");
  for (const [at, { name, email }] of delegates.entries()) {
    const number = at + 1;
    const group = page.getByRole("group", { name: `Place ${number}` });
    await group.getByLabel("Somebody whose name and email I have").check();
    await page.getByLabel(`Name, place ${number}`).fill(name);
    await page.getByLabel(`Email address, place ${number}`).fill(email);
  }
  await press(page, "Confirm the booking");
  await page.waitForURL(/done=confirmed/);
}
