import { describe, it } from "vitest";
import { expectHeading } from "../harness/joining.ts";
import { named, signedIn } from "../harness/people.ts";
import { look, pressTo, visit } from "../harness/walk.ts";

const title = "Partnerships that reach disadvantaged pupils";
const series = "/training/series/:seriesId/book";

describe("approval inside a school", () => {
  it("is switched on by its lead, asked for by a colleague, and answered", async () => {
    const [lead, colleague] = [await signedIn("lead"), await signedIn("colleague")];
    const setting = "/portal/training/approval/:organisationId";
    await lead.goto("/portal/training");
    await lead.getByRole("link", { name: "Choose who approves bookings" }).click();
    await expectHeading(lead, "Approval of bookings");
    await look(lead, { name: "whose approval bookings need", route: setting });
    await lead.getByLabel("Amara Osei").check();
    await pressTo(lead, "Save", { name: "approval switched on", route: setting });
    await colleague.goto("/training");
    await colleague.getByRole("link", { name: "The alliance’s annual conference" }).click();
    await colleague.getByRole("button", { name: "Book places" }).click();
    await expectHeading(colleague, "The alliance’s annual conference");
    const keep = colleague.getByLabel("Keep them for another session");
    if ((await keep.count()) > 0) await keep.check();
    const booking = "/training/bookings/:bookingId";
    await pressTo(colleague, "Hold the places", { name: "places that need approval", route: booking });
    await colleague.getByLabel("By invoice, with a purchase order").check();
    await pressTo(colleague, "Ask for approval", { name: "waits for approval", route: booking });
    const approval = "/training/approvals/:bookingId";
    await lead.goto("/portal/training");
    await lead.getByRole("link", { name: "Approve or decline" }).first().click();
    await expectHeading(lead, "Approve a booking");
    await look(lead, { name: "a booking to approve", route: approval });
    await pressTo(lead, "Approve the booking", { name: "no purchase order", route: approval, status: 422 });
    await lead.getByLabel("Why not? (optional)").fill("Not this year");
    await pressTo(lead, "Decline the booking", { name: "a booking declined", route: approval });
    await colleague.reload();
    await expectHeading(colleague, /This booking was not approved/);
    await look(colleague, { name: "not approved", route: booking });
    await lead.goto("/portal/training");
    await lead.getByRole("link", { name: "Choose who approves bookings" }).click();
    await lead.getByLabel("Nobody: bookings go on at once").check();
    await pressTo(lead, "Save", { name: "approval switched off", route: setting });
  });
});

describe("a discount code", () => {
  it("is made, looked at and stopped by staff", async () => {
    const page = await signedIn("staff");
    const path = "/console/training/discounts";
    await visit(page, path, { name: "no discount codes", route: path });
    await visit(page, `${path}/new`, { name: "what a code is made with", route: `${path}/new` });
    await pressTo(page, "Make the code", { name: "a code without anything", route: `${path}/new`, status: 422 });
    await page.getByLabel("Code", { exact: true }).fill("WALK2030");
    await page.getByLabel("What it is for").fill("A walk through the pages");
    await page.getByLabel("Percentage", { exact: true }).fill("10");
    for (const [group, year] of [
      ["The first day it can be used", "2026"],
      ["The last day", "2036"],
    ] as const) {
      const day = page.getByRole("group", { name: group });
      await day.getByLabel("Day").fill("1");
      await day.getByLabel("Month").fill("9");
      await day.getByLabel("Year").fill(year);
    }
    await page.getByLabel("For how many places?").fill("5");
    await pressTo(page, "Make the code", { name: "a discount code", route: `${path}/:code` });
    await pressTo(page, "Stop this code", { name: "a code that was stopped", route: `${path}/:code` });
  });
});

describe("what somebody needs", () => {
  it("is shown to who prepares the session", async () => {
    const page = await signedIn("staff");
    await page.goto("/console/training");
    await page.getByRole("link", { name: title }).first().click();
    await expectHeading(page, title);
    await page.getByRole("link", { name: "Access and dietary needs" }).click();
    await expectHeading(page, "Access and dietary needs");
    await look(page, { name: "nobody needs anything", route: "/console/training/sessions/:sessionId/needs" });
  });
});

describe("a series", () => {
  it("is booked as a whole", async () => {
    const page = await signedIn(named("Seraphina"));
    await page.goto("/training");
    await page.getByRole("link", { name: title }).first().click();
    await expectHeading(page, title);
    await page.getByRole("button", { name: "Book several dates at once" }).click();
    await expectHeading(page, title);
    await pressTo(page, "Hold the places", { name: "no name of the organisation", route: series, status: 422 });
    await page.getByLabel("Name of your school or organisation").fill("Cliff Top Trust");
    await pressTo(page, "Hold the places", { name: "three dates held", route: "/training/bookings/:bookingId" });
    await pressTo(page, "Let go of the places", { name: "a series let go", route: "/training/bookings/:bookingId" });
  });
});
