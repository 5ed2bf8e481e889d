import { describe, it } from "vitest";
import { expectHeading } from "../harness/joining.ts";
import { named, signedIn } from "../harness/people.ts";
import { look, pressTo } from "../harness/walk.ts";

const title = "Partnerships that reach disadvantaged pupils";
const series = "/training/series/:seriesId/book";

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
