import type { Page, Response } from "playwright-core";
import { expect } from "vitest";
import { type LookOptions, lookOver } from "./look-over.ts";
import { origin } from "./people.ts";

export interface State extends LookOptions {
  /** What somebody would call it. */
  readonly name: string;
  /** As in the table of routes; `_local`, `stripe` and `oidc` pages are no routes of ours. */
  readonly route: string;
  readonly status?: number;
}

/** Titles by route, and the routes of every state that was looked over. */
export const seenTitles = new Map<string, Set<string>>();
const knownKinds = new Map<string, Set<string>>();

/** From now on this page's documents come without the header. */
async function withoutHeader(page: Page, name: string): Promise<void> {
  await page.route("**/*", async (route) => {
    if (route.request().resourceType() !== "document") return route.fallback();
    const response = await route.fetch({ maxRedirects: 0 });
    const { [name]: _, ...headers } = response.headers();
    await route.fulfill({ response, headers });
  });
}

/** A page that looks again by itself would do so under the eyes of the test. */
export const holdStill = (page: Page): Promise<void> => withoutHeader(page, "refresh");

/** A letter may run no script, and what looks it over is one. */
export const letScriptsRun = (page: Page): Promise<void> => withoutHeader(page, "content-security-policy");

/** Looks the page over that has just been reached, and notes that this state was seen. */
export async function look(page: Page, state: State, reply?: Response | null): Promise<void> {
  if (reply) expect(reply.status(), `status of ${state.name}`).toBe(state.status ?? 200);
  const known = knownKinds.get(state.route) ?? new Set();
  knownKinds.set(state.route, known);
  const title = await lookOver(page, { ...state, known });
  if (state.status === 422) expect(title).toMatch(/^Error: /);
  const titles = seenTitles.get(state.route) ?? new Set();
  seenTitles.set(state.route, titles.add(title.replace(/^Error: /, "")));
}

/** Opens a page and looks it over. */
export async function visit(page: Page, path: string, state: State): Promise<void> {
  await look(page, state, await page.goto(new URL(path, origin).href));
}

/** Presses a button that leads to the next page, and looks that over. */
export async function pressTo(page: Page, button: string | RegExp, state: State): Promise<void> {
  const arrived = page.waitForResponse(
    (reply) => reply.request().resourceType() === "document" && (reply.status() < 300 || reply.status() >= 400),
  );
  await page.getByRole("button", { name: button }).click();
  const reply = await arrived;
  await page.waitForLoadState("load");
  await look(page, state, reply);
}
