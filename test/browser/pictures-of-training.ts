import type { Page } from "playwright-core";
import { type Album, openUntil, photograph, press, visitor } from "./harness/album.ts";

const today = "Partnership breakfast in the South West";
const shown = "Sharing STEM teaching between schools";

/** What else the lead books, so that the takings have something to show. */
const others = [
  "Starting a partnership: the first year",
  "Evaluating a partnership: a practical afternoon",
  "The alliance’s annual conference",
];

/** The catalogue, a booking, the register and the takings. It moves the clock, so it comes last. */
export async function training(album: Album): Promise<void> {
  const lead = await visitor(album, "tallDesktop", "lead");
  await lead.goto("/training");
  await photograph(album, lead, "catalogue");
  const phone = await visitor(album, "phone", "lead");
  await phone.goto("/training");
  await photograph(album, phone, "catalogue-on-a-phone");
  await marking(album);
  await booking(album, lead, phone);
  await counting(album);
}

/** As somebody at the door of the session of today. */
async function marking(album: Album): Promise<void> {
  const page = await visitor(album, "phone", "staff");
  await page.goto("/console/training");
  await page.getByRole("link", { name: today }).click();
  await page.getByRole("link", { name: "Register", exact: true }).click();
  await page.getByText("Not marked yet").first().waitFor();
  await photograph(album, page, "register-on-a-phone");
}

async function booking(album: Album, page: Page, phone: Page): Promise<void> {
  for (const title of others) await book(page, title, 4);
  await hold(page, shown, 2);
  await page.getByRole("group", { name: "Place 1" }).getByLabel("Me", { exact: true }).check();
  await finish(page);
  await photograph(album, page, "booking");
  await phone.goto("/portal/training");
  await phone.getByRole("link", { name: "Approve or decline" }).click();
  await phone.getByRole("heading", { name: "Approve a booking" }).waitFor();
  await photograph(album, phone, "approval-on-a-phone");
}

async function hold(page: Page, title: string, places: number): Promise<void> {
  await page.goto("/training");
  await page.getByRole("link", { name: title }).click();
  await press(page, "Book places");
  await page.getByLabel("How many places?").fill(String(places));
  const keep = page.getByLabel("Keep them for another session");
  if ((await keep.count()) > 0) await keep.check();
  const room = page.getByLabel("In the room", { exact: true });
  if ((await room.count()) > 0) await room.check();
  await press(page, "Hold the places");
  await page.getByRole("heading", { name: "Finish your booking" }).waitFor();
}

async function finish(page: Page): Promise<void> {
  await page.getByLabel("By invoice, with a purchase order").check();
  await page.getByLabel("Purchase order number").fill("HVP-2026-0532");
  await press(page, "Confirm the booking");
  await page.waitForURL(/done=confirmed/);
  await page.goto(page.url().replace(/\?.*$/, ""));
}

async function book(page: Page, title: string, places: number): Promise<void> {
  await hold(page, title, places);
  await finish(page);
}

/** Takings are counted every ten minutes. */
async function counting(album: Album): Promise<void> {
  await fetch(`${album.origin}/_local/clock`, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json" },
    body: JSON.stringify({ days: 0.02 }),
  });
  const page = await visitor(album, "tallDesktop", "staff");
  await openUntil(page, "/console/training/takings", /£[1-9]\S* in all/);
  await photograph(album, page, "takings");
}
