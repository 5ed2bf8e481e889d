import { describe, expect, it } from "vitest";
import {
  answer,
  answerPayment,
  answerUntilPayment,
  expectHeading,
  payByCard,
  payWithBankConfirmation,
  press,
  reloadUntil,
} from "./harness/joining.ts";
import { chooseWho, origin, person, stranger, useBrowser } from "./harness/people.ts";

useBrowser();

describe("without JavaScript", () => {
  it("a school joins by card, from the front page to the portal", async () => {
    const page = await person({ javaScript: false });
    await page.goto("/");
    await page.getByRole("button", { name: "Find your school and join" }).click();
    await page.getByLabel("Find your school").fill("ferryhill road");
    await page.getByLabel("Find your school").press("Enter");
    await page.getByRole("link", { name: "Ferryhill Road Infant School" }).click();
    await chooseWho(page, stranger("Olive"));
    await expectHeading(page, "Join for Ferryhill Road Infant School");

    await answerUntilPayment(page);
    await press(page, "Continue");
    expect(await page.title()).toMatch(/^Error: /);
    await page.getByRole("alert").getByRole("link", { name: "Choose how it is paid" }).waitFor();
    await answerPayment(page);
    await press(page, "Join and pay by card");
    await expectHeading(page, "Pay for Ferryhill Road Infant School");
    await press(page, payByCard);
    await payWithBankConfirmation(page);
    expect(new URL(page.url()).origin).toBe(origin);
    await page.goto("/portal");
    await reloadUntil(page, "Lead contact");
  });

  it("a school joins by invoice, and somebody signs out", async () => {
    const page = await person({ javaScript: false, width: 360 });
    await page.goto("/join/900019");
    await chooseWho(page, stranger("Petra"));
    await answer(page, "PO 19");
    await press(page, "Join and get the invoice");
    await expectHeading(page, "Oakfield & St Jude's Primary School is a member");
    await press(page, "Sign out");
    await expectHeading(page, "You are signed out");
    await page.goto("/portal");
    await page.waitForURL(/\/_local\/oidc\//);
  });
});
