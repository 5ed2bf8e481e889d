import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { expectHeading } from "../harness/joining.ts";
import { named, person, signedIn } from "../harness/people.ts";
import { apply, inLetterTo, moveClock } from "../harness/platform.ts";
import { look, pressTo, visit } from "../harness/walk.ts";

const school = "Harbour View Primary School";
const renewRoute = "/portal/membership/renew/:organisationId";
const staffRoute = "/console/membership/organisations/:organisationId/renew";
const asked = "benefit=live-training&on-day=1&on-month=12&on-year=2026&price=100";
const wrong = "benefit=&on-day=31&on-month=2&on-year=2026&price=x";

/** The school's page in the console; the last part of its address is its reference. */
async function openSchool(): Promise<{ page: Page; organisationId: string }> {
  const page = await signedIn("staff");
  await page.goto("/console/membership/organisations?q=harbour");
  await page.getByRole("link", { name: school }).click();
  await expectHeading(page, school);
  return { page, organisationId: page.url().split("/").at(-1) ?? "" };
}

describe("what can be used", () => {
  it("asked by a member and by staff", async () => {
    const why = "/portal/membership/why";
    const member = await signedIn("lead");
    await visit(member, why, { name: "may I", route: why });
    await visit(member, `${why}?${asked}`, { name: "yes or no", route: why });
    await visit(member, `${why}?${wrong}`, { name: "not understood", route: why, status: 422 });
    const { page, organisationId } = await openSchool();
    const route = "/console/membership/entitlement";
    await visit(page, route, { name: "may they", route });
    await visit(page, `${route}?organisation=${organisationId}&${asked}`, { name: "yes or no, for staff", route });
    await visit(page, `${route}?${wrong}`, { name: "not understood, for staff", route, status: 422 });
  });
});

// The clock only moves forward: nothing comes after this.
describe("when a year has nearly passed", () => {
  it("renewing: too early, the form, what was wrong, and renewed", async () => {
    const { page: staff, organisationId } = await openSchool();
    const [own, theirs] = [renewRoute, staffRoute].map((route) => route.replace(":organisationId", organisationId));
    await visit(staff, theirs ?? "", { name: "too early, for staff", route: staffRoute });
    const member = await signedIn("lead");
    await visit(member, own ?? "", { name: "too early", route: renewRoute });
    const from = /from (\d+ \w+ \d{4})\./.exec((await member.locator("main").textContent()) ?? "")?.[1];
    expect(from).toBeDefined();
    const now = (await (
      await fetch(new URL("/_local/clock", member.url()), { headers: { accept: "application/json" } })
    ).json()) as {
      now: number;
    };
    // Nobody answers it; the school's earlier application has ended unpaid.
    const leftAlone = named("Quentin");
    await apply(leftAlone, "900013", "quote");
    const link = await inLetterTo(leftAlone.email, /(\/quotes\/[\w-]{43})/);
    await moveClock(Math.ceil((Date.parse(`${from} UTC`) - now.now) / 86_400_000) + 2);

    const quote = "/quotes/:secret";
    const officer = await person();
    await visit(officer, link, { name: "run out", route: quote, status: 410 });
    await pressTo(officer, "Ask for a new quote", { name: "a new one asked for", route: quote, status: 410 });

    const clerk = await signedIn("staff");
    await visit(clerk, theirs ?? "", { name: "renew, for staff", route: staffRoute });
    const lead = await signedIn("lead");
    await visit(lead, "/portal", { name: "to renew", route: "/portal" });
    await visit(lead, own ?? "", { name: "renew", route: renewRoute });
    await pressTo(lead, "Renew", { name: "no payment chosen", route: renewRoute, status: 422 });
    await lead.getByLabel("By invoice, with a purchase order").check();
    await lead.getByLabel("Purchase order number").fill("PO-2");
    await lead.getByRole("button", { name: "Renew" }).click();
    await lead.getByText("The membership is renewed").waitFor();
    await look(lead, { name: "renewed", route: "/portal/applications/:applicationId" });
    await visit(lead, own ?? "", { name: "renewed already", route: renewRoute });
    await visit(lead, "/portal", { name: "renewed", route: "/portal" });
  });
});
