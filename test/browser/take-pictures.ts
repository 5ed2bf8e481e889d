import { mkdir, stat } from "node:fs/promises";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { root } from "@alliance/dev/synthesize";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { chromiumPath } from "./harness/chromium.ts";

// Photographs the pages that the README shows, of a platform that runs with fresh demo data.

const screens = {
  desktop: { viewport: { width: 1200, height: 780 } },
  tallDesktop: { viewport: { width: 1200, height: 1200 } },
  phone: { viewport: { width: 390, height: 760 }, deviceScaleFactor: 1.5, isMobile: true, hasTouch: true },
} as const satisfies Record<string, BrowserContextOptions>;
type Screen = keyof typeof screens;

/** Larger ones make a clone slow. */
const heaviestBytes = 150_000;

const urn = "900004";
const school = "King Oswald's School";

interface Album {
  readonly browser: Browser;
  readonly origin: string;
  readonly folder: string;
  /** Pages that were answered with an error: nobody wants a picture of them. */
  readonly refused: string[];
}

/** A browser of its own on this screen, signed in if a persona is named. */
async function visitor({ browser, origin, refused }: Album, screen: Screen, persona?: string): Promise<Page> {
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

async function photograph({ folder, refused }: Album, page: Page, name: string): Promise<void> {
  const path = join(folder, `${name}.png`);
  await page.waitForLoadState("networkidle");
  if (refused.length > 0) throw new Error(refused.join(", "));
  await page.evaluate("document.fonts.ready.then(() => undefined)");
  await page.screenshot({ path, animations: "disabled", caret: "hide" });
  const { size } = await stat(path);
  process.stdout.write(`${relative(root, path)}  ${Math.round(size / 1000)} KB\n`);
  if (size > heaviestBytes) throw new Error(`${name}.png has ${size} bytes, more than ${heaviestBytes}`);
}

const press = (page: Page, name: string | RegExp): Promise<void> => page.getByRole("button", { name }).click();

/** Opens a page until it shows the text: what is under way arrives by itself. */
async function openUntil(page: Page, path: string, text: string | RegExp): Promise<void> {
  for (let looks = 1; ; looks++) {
    await page.goto(path);
    if ((await page.getByText(text).count()) > 0) return;
    if (looks === 60) throw new Error(`${path} never showed ${text}`);
    await page.waitForTimeout(500);
  }
}

async function searching(album: Album): Promise<void> {
  const desktop = await visitor(album, "desktop");
  await desktop.goto("/");
  await photograph(album, desktop, "front-page");
  const phone = await visitor(album, "phone");
  await phone.goto("/join?q=king+oswald");
  await photograph(album, phone, "search-on-a-phone");
}

/** The newcomer joins by card, on a phone from the payment on. */
async function joining(album: Album): Promise<void> {
  const page = await visitor(album, "phone", "newcomer");
  await page.goto(`/join/${urn}`);
  if (!(await page.getByRole("button", { name: "Continue" }).isVisible())) {
    throw new Error(`${school} was joined already: start the platform again with --fresh`);
  }
  for (const choices of [[], ["#job"], ["#lead", "#finance", "#head-3"], ["#payer"], ["#method"]]) {
    for (const choice of choices) await page.locator(choice).check();
    await press(page, "Continue");
  }
  await photograph(album, page, "check-on-a-phone");
  await press(page, "Join and pay by card");
  await press(page, /^Pay £[\d,]+\.\d\d by card$/);
  await press(page, /^Pay £[\d,]+\.\d\d$/);
  await page.getByRole("heading", { name: "Payment received" }).waitFor();
  await openUntil(page, "/portal", "Lead contact");
  const desktop = await visitor(album, "desktop", "newcomer");
  await desktop.goto("/portal");
  await photograph(album, desktop, "portal");
}

async function working(album: Album): Promise<void> {
  const staff = await visitor(album, "tallDesktop", "staff");
  await staff.goto("/console/membership/organisations");
  await staff.getByRole("link", { name: school }).click();
  await openUntil(staff, staff.url(), "E-mail sent");
  await photograph(album, staff, "console-organisation");
  const finance = await visitor(album, "tallDesktop", "finance");
  await finance.goto("/console/finance");
  await photograph(album, finance, "console-finance");
}

/** The letter, and what led to it. */
async function lookingBehind(album: Album): Promise<void> {
  const page = await visitor(album, "tallDesktop");
  await page.goto("/_local/mail");
  await page.locator(".row", { hasText: school }).first().click();
  await photograph(album, page, "mail");
  await page.getByRole("link", { name: "what led to it" }).click();
  await photograph(album, page, "timeline");
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { port: { type: "string", default: "4000" } } });
  const origin = `http://localhost:${values.port}`;
  const folder = join(root, "docs/pictures");
  await mkdir(folder, { recursive: true });
  const browser = await chromium.launch({ executablePath: chromiumPath() });
  try {
    const album: Album = { browser, origin, folder, refused: [] };
    for (const part of [searching, joining, working, lookingBehind]) await part(album);
  } finally {
    await browser.close();
  }
}

await main().catch((error: unknown) => {
  process.stderr.write(`pictures: ${(error as Error).message}\n`);
  process.exitCode = 1;
});
