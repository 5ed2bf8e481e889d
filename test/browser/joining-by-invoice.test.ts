import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import {
  answer,
  answerPayment,
  answerUntilPayment,
  applyByCard,
  expectHeading,
  payByCard,
  press,
  reloadUntil,
} from "./harness/joining.ts";
import { chooseWho, payOrigin, person, signedIn, stranger, useBrowser } from "./harness/people.ts";

useBrowser();

const memberships = (page: Page) => page.locator(".govuk-summary-card").count();

describe("joining by invoice", () => {
  let page: Page;
  beforeAll(async () => {
    page = await signedIn(stranger("Grace"));
  });

  it("asks for the purchase order number when it is missing, and keeps what was answered", async () => {
    await page.goto("/join/900003");
    await answerUntilPayment(page);
    await page.getByLabel("By invoice, with a purchase order").check();
    await press(page, "Continue");
    expect(await page.title()).toMatch(/^Error: /);
    const summary = page.getByRole("alert");
    await summary.getByRole("link", { name: "Enter the purchase order number" }).click();
    expect(await page.evaluate("document.activeElement.name")).toBe("purchaseOrderNumber");
    expect(await page.getByLabel("By invoice, with a purchase order").isChecked()).toBe(true);
  });

  it("joins once however often the button is pressed", async () => {
    await answerPayment(page, "PO 4711/26");
    await page.getByText("By invoice, purchase order PO 4711/26").waitFor();
    // As if the page's own script, which stops the second press, had not come yet.
    await page.evaluate(
      "document.querySelector('[data-prevent-double-click]').removeAttribute('data-prevent-double-click')",
    );
    await page.getByRole("button", { name: "Join and get the invoice" }).dblclick();
    await expectHeading(page, "Northgate Academy is a member");
    await page.goto("/portal");
    expect(await memberships(page)).toBe(1);
    await page.goto("/portal/invoices");
    expect(await page.getByRole("table").getByRole("link").count()).toBe(1);
    await page.getByRole("table").getByRole("link").click();
    await page.getByText("PO 4711/26").waitFor();
    await page.getByText(/£[\d,.]+ is due by/).waitFor();
  });

  it("leads somebody who goes back and sends the form again to the application they have", async () => {
    await page.goto("/join/900003/check");
    await expectHeading(page, "Northgate Academy is a member already");
  });
});

describe("an interrupted joining", () => {
  it("finds the same application after the back button", async () => {
    const page = await signedIn(stranger("Henry"));
    await applyByCard(page, "900006");
    const payPage = page.url();
    await page.goBack();
    await expectHeading(page, "Pay for The Marlowe School");
    expect(page.url()).toBe(payPage);
    await page.goto("/portal");
    expect(await memberships(page)).toBe(1);
  });

  it("gives two tabs for the same school one application", async () => {
    const first = await signedIn(stranger("Iris"));
    const second = await first.context().newPage();
    await first.goto("/join/900007");
    await answer(first);
    await second.goto("/join/900007/check");
    await expectHeading(second, "Check your answers");
    await press(first, "Join and pay by card");
    await expectHeading(first, "Pay for Weald Cross Primary School");
    await press(second, "Join and pay by card");
    await expectHeading(second, "Pay for Weald Cross Primary School");
    expect(second.url()).toBe(first.url());
  });

  it("tells the second of two colleagues that the first is joining", async () => {
    const first = await signedIn(stranger("Jonah"));
    const second = await signedIn(stranger("Kezia"));
    for (const page of [first, second]) {
      await page.goto("/join/900008");
      await answer(page);
    }
    await press(first, "Join and pay by card");
    await expectHeading(first, "Pay for Priory Park Special School");
    await press(second, "Join and pay by card");
    await expectHeading(second, "Somebody is joining for Priory Park Special School right now");
  });

  it("sends whoever was signed out meanwhile to sign in, and orders nothing", async () => {
    const page = await signedIn(stranger("Leon"));
    await page.goto("/join/900009");
    await answer(page);
    const other = await page.context().newPage();
    await other.goto("/portal");
    await press(other, "Sign out");
    await expectHeading(other, "You are signed out");
    await press(page, "Join and pay by card");
    await chooseWho(page, stranger("Leon"));
    await page.waitForURL("/join/900009/check");
    await expectHeading(page, "Check your answers");
    await page.goto("/portal");
    expect(await memberships(page)).toBe(0);
  });

  it("can be left on the payment page and finished later", async () => {
    const page = await signedIn(stranger("Maud"));
    await applyByCard(page, "900015");
    await press(page, payByCard);
    await page.waitForURL(`${payOrigin}/pay/**`);
    await page.getByRole("link", { name: "Go back without paying" }).click();
    await page.getByText("You left the card payment before it was finished").waitFor();
    await page.goto("/portal");
    await page.getByRole("link", { name: /^Pay/ }).click();
    await press(page, payByCard);
    await press(page, /^Pay £[\d,]+\.\d\d$/);
    await expectHeading(page, "Payment received");
    await page.goto("/portal");
    await reloadUntil(page, "Lead contact");
  });

  it("can turn from card to invoice on the page to pay on", async () => {
    const page = await signedIn(stranger("Nell"));
    await applyByCard(page, "900016");
    await page.getByText("Pay by invoice instead").click();
    await page.getByLabel("Purchase order number").fill("PO-16");
    await press(page, "Ask for an invoice");
    await expectHeading(page, "Your invoice is issued");
  });

  it("refuses a form that another site sends", async () => {
    const page = await person();
    const reply = await page.request.post("/join/900018/check", {
      headers: { origin: "https://elsewhere.example" },
      form: { onceKey: "once-00000001" },
    });
    expect(reply.status()).toBe(403);
  });
});
