import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { root } from "@alliance/dev/synthesize";
import { chromium } from "playwright-core";
import { type Album, openUntil, photograph, press, visitor } from "./harness/album.ts";
import { chromiumPath } from "./harness/chromium.ts";
import { training } from "./pictures-of-training.ts";

// Photographs the pages that the README shows, of a platform that runs with fresh demo data.

const urn = "900004";
const school = "King Oswald's School";

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
    for (const part of [searching, joining, working, lookingBehind, training]) await part(album);
  } finally {
    await browser.close();
  }
}

await main().catch((error: unknown) => {
  process.stderr.write(`pictures: ${(error as Error).message}\n`);
  process.exitCode = 1;
});
