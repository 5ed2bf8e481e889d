import { stat } from "node:fs/promises";
import { join, relative } from "node:path";
import { root } from "@alliance/dev/synthesize";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";

const screens = {
  desktop: { viewport: { width: 1200, height: 780 } },
  tallDesktop: { viewport: { width: 1200, height: 1200 } },
  phone: { viewport: { width: 390, height: 760 }, deviceScaleFactor: 1.5, isMobile: true, hasTouch: true },
} as const satisfies Record<string, BrowserContextOptions>;
type Screen = keyof typeof screens;

/** Larger ones make a clone slow. */
const heaviestBytes = 150_000;

export interface Album {
  readonly browser: Browser;
  readonly origin: string;
  readonly folder: string;
  /** Pages that were answered with an error: nobody wants a picture of them. */
  readonly refused: string[];
}

/** A browser of its own on this screen, signed in if a persona is named. */
export async function visitor({ browser, origin, refused }: Album, screen: Screen, persona?: string): Promise<Page> {
  const context = await browser.newContext({ ...screens[screen], baseURL: origin, reducedMotion: "reduce" });
  context.setDefaultTimeout(60_000);
  context.on("response", (reply) => {
    const isPage = reply.request().resourceType() === "document";
    if (isPage && reply.status() >= 400) refused.push(`${reply.url()} answered ${reply.status()}`);
  });
  const page = await context.newPage();
  if (persona !== undefined) {
    await page.goto("/sign-in");
    await page.locator(`button[name="persona"][value="${persona}"]`).click();
    await page.waitForURL("/portal");
  }
  return page;
}

export async function photograph({ folder, refused }: Album, page: Page, name: string): Promise<void> {
  const path = join(folder, `${name}.png`);
  await page.waitForLoadState("networkidle");
  if (refused.length > 0) throw new Error(refused.join(", "));
  await page.evaluate("document.fonts.ready.then(() => undefined)");
  await page.screenshot({ path, animations: "disabled", caret: "hide" });
  const { size } = await stat(path);
  process.stdout.write(`${relative(root, path)}  ${Math.round(size / 1000)} KB\n`);
  if (size > heaviestBytes) throw new Error(`${name}.png has ${size} bytes, more than ${heaviestBytes}`);
}

export const press = (page: Page, name: string | RegExp): Promise<void> => page.getByRole("button", { name }).click();

/** Opens a page until it shows the text: what is under way arrives by itself. */
export async function openUntil(page: Page, path: string, text: string | RegExp): Promise<void> {
  for (let looks = 1; ; looks++) {
    await page.goto(path);
    if ((await page.getByText(text).count()) > 0) return;
    if (looks === 60) throw new Error(`${path} never showed ${text}`);
    await page.waitForTimeout(500);
  }
}
