import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { expectHeading, payByCard, payWithBankConfirmation, press, reloadUntil } from "../harness/joining.ts";
import { named, origin, payOrigin, signedIn, useBrowser } from "../harness/people.ts";
import { publishedSession } from "../harness/sessions.ts";

useBrowser();

const price = { price: { listNetPence: 5_000 } };

/** From the session to the held places; somebody without an organisation names theirs. */
async function hold(page: Page, sessionId: string, places: number): Promise<void> {
  await page.goto(`/training/${sessionId}`);
  await press(page, "Book places");
  const name = page.getByLabel("Name of your school or organisation");
  await page.getByLabel("How many places?").fill(String(places));
  const keep = page.getByLabel("Keep them for another session");
  if ((await keep.count()) > 0) await keep.check();
  if (await name.isVisible()) await name.fill("Cliff Top Trust");
  await press(page, "Hold the places");
  await expectHeading(page, "Finish your booking");
}

async function nameSomebody(page: Page, place: number, name: string): Promise<void> {
  const group = page.getByRole("group", { name: `Place ${place}` });
  await group.getByLabel(/^Somebody/).check();
  await page.getByLabel(`Name, place ${place}`).fill(name);
  const email = `${name.toLowerCase().replace(" ", ".")}@colleagues.example`;
  await page.getByLabel(`Email address, place ${place}`).fill(email);
}

describe("a member", () => {
  it("books three colleagues with a purchase order, and each gets a letter", async () => {
    const sessionId = await publishedSession("Three colleagues learn together", price);
    const page = await signedIn("lead");
    await hold(page, sessionId, 3);
    const names = ["Wilma Dane", "Xaver Holt", "Yara Quist"];
    for (const [at, name] of names.entries()) await nameSomebody(page, at + 1, name);
    await page.getByLabel("By invoice, with a purchase order").check();
    await page.getByLabel("Purchase order number").fill("PO-JOURNEY-3");
    await press(page, "Confirm the booking");
    await page.getByText("Your places are confirmed").waitFor();
    for (const name of names) await page.getByText(name).first().waitFor();
    await page.getByText("By invoice, purchase order PO-JOURNEY-3").waitFor();
    await reloadUntil(page, "The invoice of this booking, with its credit notes");
    await page.getByRole("link", { name: "The invoice of this booking" }).click();
    await page.getByText("PO-JOURNEY-3").first().waitFor();
    const mail = await signedIn(named("Wystan"));
    await mail.goto("/_local/mail?to=wilma.dane@colleagues.example");
    await reloadUntil(mail, "You have a place: Three colleagues learn together");
  });
});

describe("somebody of a school that is no member", () => {
  it("pays by card, and the places are confirmed by it", async () => {
    const sessionId = await publishedSession("Paid by card in one go", price);
    const page = await signedIn(named("Vesper"));
    await hold(page, sessionId, 1);
    await page.getByRole("group", { name: "Place 1" }).getByLabel("Me", { exact: true }).check();
    await page.getByLabel("By card now").check();
    await press(page, "Confirm the booking");
    await page.waitForURL(/\/pay\/bkg_/);
    const bookingId = /bkg_\w+/.exec(page.url())?.[0] ?? "";
    // Finance opens the order a moment after the booking; the page looks again by itself.
    await press(page, payByCard);
    await page.waitForURL(`${payOrigin}/pay/**`);
    await payWithBankConfirmation(page);
    expect(new URL(page.url()).origin).toBe(origin);
    await page.goto(`/training/bookings/${bookingId}`);
    await reloadUntil(page, "The invoice of this booking");
    await expectHeading(page, /^Your booking/);
    const mail = await signedIn(named("Vincent"));
    await mail.goto("/_local/mail?to=vesper.marsh@states.example");
    await reloadUntil(mail, "Booked: Paid by card in one go");
  });
});

describe("a session that is sold out", () => {
  it("has a waiting list; what comes free is offered to whoever waits, claimed, and given to a colleague", async () => {
    const title = "One place and two who want it";
    const sessionId = await publishedSession(title, { ...price, pools: [{ poolId: "room", capacity: 1 }] });
    const first = await signedIn(named("Thora"));
    await hold(first, sessionId, 1);
    const second = await signedIn(named("Ulrich"));
    await second.goto(`/training/${sessionId}/book`);
    await second.getByLabel("Name of your school or organisation").fill("Northern Light Trust");
    const holding = second.getByRole("button", { name: "Hold the places" });
    // Places left are counted a moment later: the form says so itself until then.
    if ((await holding.count()) > 0) await holding.click();
    await expectHeading(second, "Every place is taken");
    await press(second, "Join the queue");
    await expectHeading(second, "Your place in the queue");
    await press(first, "Let go of the places");
    await expectHeading(first, /^You let go of this booking/);
    await second.goto("/portal/training");
    await reloadUntil(second, "Take up or decline these places");
    await second.getByRole("button", { name: /^Take up or decline/ }).click();
    await expectHeading(second, "Take up your places");
    // Nobody else can have what is offered.
    await first.goto(`/training/${sessionId}/book`);
    const again = first.getByRole("button", { name: "Hold the places" });
    if ((await again.count()) > 0) {
      await first.getByLabel("Name of your school or organisation").fill("Cliff Top Trust");
      await again.click();
    }
    await expectHeading(first, "Every place is taken");
    await second.getByRole("group", { name: "Place 1" }).getByLabel("Me", { exact: true }).check();
    await second.getByLabel("By invoice, with a purchase order").check();
    await second.getByLabel("Purchase order number").fill("PO-OFFER-1");
    await press(second, "Confirm the booking");
    await second.getByText("Your places are confirmed").waitFor();

    await press(second, "Change who comes");
    await expectHeading(second, "Change who comes");
    await nameSomebody(second, 1, "Sunniva Lind");
    await press(second, "Save");
    await second.getByText("Saved. We write to everybody whose place changed.").waitFor();
    await second.getByText("Sunniva Lind").first().waitFor();
    const mail = await signedIn(named("Rurik"));
    await mail.goto("/_local/mail?to=sunniva.lind@colleagues.example");
    await reloadUntil(mail, `You have a place: ${title}`);
  });
});
