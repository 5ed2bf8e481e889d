import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { answer, expectHeading, payByCard, payWithBankConfirmation, press, reloadUntil } from "./harness/joining.ts";
import { chooseWho, origin, payOrigin, person, signedIn, useBrowser } from "./harness/people.ts";

useBrowser();

describe("joining by card", () => {
  let page: Page;
  beforeAll(async () => {
    page = await person();
  });

  it("leads a visitor from the front page by the search and the sign-in to the school", async () => {
    await page.goto("/");
    await page.getByRole("button", { name: "Find your school and join" }).click();
    await page.getByLabel("Find your school").fill("king oswald");
    await press(page, "Search");
    await page.getByRole("link", { name: "King Oswald's School" }).click();
    await chooseWho(page, "newcomer");
    await expectHeading(page, "Join for King Oswald's School");
    expect(page.url()).toBe(`${origin}/join/900004`);
  });

  it("shows what was answered, and lets it be changed", async () => {
    await answer(page);
    await page.getByRole("link", { name: "Change your role there" }).click();
    await page.getByLabel("Partnership lead").check();
    await press(page, "Continue");
    await expectHeading(page, "Check your answers");
    await page.getByText("Partnership lead").waitFor();
    await page.getByText("To pay", { exact: true }).waitFor();
  });

  it("goes to the payment page, where a declined card may be followed by another", async () => {
    await press(page, "Join and pay by card");
    await expectHeading(page, "Pay for King Oswald's School");
    await press(page, payByCard);
    await page.waitForURL(`${payOrigin}/pay/**`);
    await press(page, "Card is declined");
    await page.getByRole("alert").waitFor();
    await payWithBankConfirmation(page);
    expect(new URL(page.url()).origin).toBe(origin);
  });

  it("shows the membership in the portal", async () => {
    await page.getByRole("button", { name: "Go to your school’s overview" }).click();
    await expectHeading(page, "Your membership");
    await reloadUntil(page, "Lead contact");
    const card = page.locator(".govuk-summary-card", { hasText: "King Oswald's School" });
    expect(await card.textContent()).toContain("Member");
    await page.getByRole("link", { name: "Invoices and payments" }).click();
    await expectHeading(page, "Invoices");
    expect(await page.getByRole("table").textContent()).toContain("Paid");
  });

  it("sends the confirmation with the invoice as PDF", async () => {
    await page.goto("/_local/mail?to=priya.nair@st-hildas.example");
    await reloadUntil(page, "1 attachment");
    await page.locator(".row").first().click();
    const file = page.getByRole("link", { name: /\.pdf/ });
    const reply = await page.request.get((await file.getAttribute("href")) ?? "");
    expect(reply.headers()["content-type"]).toBe("application/pdf");
    expect((await reply.body()).subarray(0, 5).toString()).toBe("%PDF-");
  });

  it("is told to the alliance's staff in plain words", async () => {
    const staff = await signedIn("staff");
    await staff.goto("/console/membership/organisations");
    await staff.getByRole("link", { name: "King Oswald's School" }).click();
    await expectHeading(staff, "King Oswald's School");
    await reloadUntil(staff, "E-mail sent");
    const told = await staff.locator(".app-timeline").textContent();
    for (const happening of ["Applied for membership", "Payment received", "Invoice", "Membership began"]) {
      expect(told).toContain(happening);
    }
    expect(told).toContain("Priya Nair");
    expect(told).not.toMatch(/[a-z]+\.[a-z-]+\.v\d|undefined|\{/);
  });
});
