import type { Page } from "playwright-core";
import { beforeAll, describe, it } from "vitest";
import { expectHeading, press } from "../harness/joining.ts";
import { named, signedIn } from "../harness/people.ts";
import { look, pressTo, visit } from "../harness/walk.ts";

const book = "/training/:sessionId/book";
const booking = "/training/bookings/:bookingId";
const queue = "/training/:sessionId/queue";

async function openSession(page: Page, title: string): Promise<void> {
  await page.goto("/training");
  await page.getByRole("link", { name: title }).click();
  await expectHeading(page, title);
}

describe("booking training", () => {
  let page: Page;
  beforeAll(async () => {
    page = await signedIn("lead");
  });

  it("from the session to its confirmation, by purchase order", async () => {
    await openSession(page, "Sharing STEM teaching between schools");
    await pressTo(page, "Book places", { name: "what to book", route: book });
    await page.getByLabel("How many places?").fill("some");
    await pressTo(page, "Hold the places", { name: "no number of places", route: book, status: 422 });
    await page.getByLabel("How many places?").fill("2");
    await page.getByLabel("In the room", { exact: true }).check();
    await pressTo(page, "Hold the places", { name: "held places", route: booking });
    await page.getByRole("group", { name: "Place 1" }).getByLabel("Somebody whose name and email I have").check();
    await pressTo(page, "Confirm the booking", { name: "nobody pays", route: booking, status: 422 });
    await page.getByLabel("Name, place 1").fill("Bea Other");
    await page.getByLabel("Email address, place 1").fill("bea.other@harbour-view.example");
    const payment = page.getByLabel("By invoice, with a purchase order");
    if ((await payment.count()) > 0) {
      await payment.check();
      await page.getByLabel("Purchase order number").fill("PO-TRAINING-1");
    }
    await pressTo(page, "Confirm the booking", { name: "confirmed places", route: booking });
  });

  it("and what can be changed afterwards", async () => {
    const confirmed = page.url();
    await pressTo(page, "Change who comes", { name: "who comes", route: `${booking}/names` });
    await page.getByRole("group", { name: "Place 2" }).getByLabel("Somebody whose name and email I have").check();
    await pressTo(page, "Save", { name: "somebody without a name", route: `${booking}/names`, status: 422 });
    await page.goto(confirmed);
    await page.getByRole("link", { name: /^Cancel places/ }).click();
    await expectHeading(page, "Sharing STEM teaching between schools");
    const cancel = `${booking}/cancel/:sessionId`;
    await look(page, { name: "what is given back", route: cancel });
    await pressTo(page, "Cancel these places", { name: "no place to cancel", route: cancel, status: 422 });
    await page.getByLabel("Place 1: Bea Other").check();
    await page.getByLabel("Place 2: name to follow").check();
    await pressTo(page, "Cancel these places", { name: "cancelled places", route: booking });
    await visit(page, "/portal/training", { name: "bookings of the school", route: "/portal/training" });
  });

  it("by card, and letting go", async () => {
    const payer = await signedIn(named("Pernilla"));
    await visit(payer, "/portal/training", { name: "no bookings", route: "/portal/training" });
    await openSession(payer, "Writing a memorandum of understanding that gets used");
    await pressTo(payer, "Book places", { name: "booking for a school we do not know", route: book });
    await payer.getByLabel("Name of your school or organisation").fill("Cliff Top Trust");
    await press(payer, "Hold the places");
    await expectHeading(payer, "Finish your booking");
    const held = payer.url();
    await payer.getByLabel("By card now").check();
    await press(payer, "Confirm the booking");
    await payer.waitForURL(/\/pay\/bkg_/);
    await visit(payer, held, { name: "places to be paid", route: booking });
    await pressTo(payer, "Let go of the places", { name: "let go", route: booking });
  });

  it("a session that is full", async () => {
    const title = "Choirs and ensembles across schools";
    // What one holds counts towards the session's limit, so each of them holds their own.
    for (const name of ["Quincy", "Quenby", "Quillan"]) {
      const first = await signedIn(named(name));
      await openSession(first, title);
      await press(first, "Book places");
      await first.getByLabel("Name of your school or organisation").fill("Cliff Top Trust");
      await first.getByLabel("How many places?").fill("2");
      await press(first, "Hold the places");
      await expectHeading(first, "Finish your booking");
    }
    await openSession(page, title);
    // Places left are counted by events: until then the form itself says that it is full.
    await page.goto(`${page.url()}/book`);
    if (await page.getByRole("button", { name: "Hold the places" }).isVisible()) {
      await pressTo(page, "Hold the places", { name: "full", route: queue, status: 409 });
    } else await look(page, { name: "full", route: queue });
    await page.getByLabel("How many places?").fill("none");
    await pressTo(page, "Join the queue", { name: "nothing to wait for", route: queue, status: 422 });
    await page.getByLabel("How many places?").fill("1");
    await pressTo(page, "Join the queue", { name: "in the queue", route: queue });
    await openSession(page, title);
    await look(page, { name: "a full session", route: "/training/:sessionId" });
    await visit(page, "/portal/training", { name: "where one waits", route: "/portal/training" });
    await pressTo(page, /^Leave the queue/, { name: "left the queue", route: "/portal/training" });
  });
});
