import type { Page } from "playwright-core";
import { expect } from "vitest";

export const expectHeading = async (page: Page, text: string | RegExp): Promise<void> => {
  await page.getByRole("heading", { level: 1, name: text }).waitFor();
};

export const press = (page: Page, name: string | RegExp): Promise<void> => page.getByRole("button", { name }).click();

const proceed = async (page: Page, heading: string | RegExp): Promise<void> => {
  await press(page, "Continue");
  await expectHeading(page, heading);
};

/** The answers that most have: I lead it, I look after the invoices, nobody is the head, and the school pays itself. */
export async function answerWhoIsWho(page: Page): Promise<void> {
  await page.locator("#lead").check();
  await page.locator("#finance").check();
  await page.getByLabel("I leave that out for now").check();
  await proceed(page, "Who pays?");
  await page.locator("#payer").check();
  await proceed(page, "How is it paid?");
}

/** From the school's own page to the question how it is paid. */
export async function answerUntilPayment(page: Page): Promise<void> {
  await proceed(page, /^What do you do at the /);
  await page.getByLabel("School business manager or finance").check();
  await proceed(page, "Whom do we write to?");
  await answerWhoIsWho(page);
}

/** From there to "Check your answers". */
export async function answerPayment(page: Page, purchaseOrderNumber?: string): Promise<void> {
  if (purchaseOrderNumber === undefined) await page.getByLabel("By card now").check();
  else {
    await page.getByLabel("By invoice, with a purchase order").check();
    await page.getByLabel("Purchase order number").fill(purchaseOrderNumber);
  }
  await proceed(page, "Check your answers");
}

/** From the school's own page to "Check your answers". */
export async function answer(page: Page, purchaseOrderNumber?: string): Promise<void> {
  await answerUntilPayment(page);
  await answerPayment(page, purchaseOrderNumber);
}

/** What the button of the page to pay on says: the price depends on the month. */
export const payByCard = /^Pay £[\d,]+\.\d\d by card$/;

/** Goes through the school's pages as far as the one to pay on. */
export async function applyByCard(page: Page, urn: string): Promise<void> {
  await page.goto(`/join/${urn}`);
  await answer(page);
  await press(page, "Join and pay by card");
  await expectHeading(page, /^Pay for /);
}

/** On Stripe's page, all the way back to ours. */
export async function payWithBankConfirmation(page: Page): Promise<void> {
  await press(page, "Bank asks to confirm (3-D Secure)");
  await expectHeading(page, "Your bank asks: is this you?");
  await press(page, "Approve the payment");
  await expectHeading(page, "Payment received");
}

/** A page that is made by something still under way: looked at again until it shows the text. */
export async function reloadUntil(page: Page, text: string | RegExp): Promise<void> {
  await expect
    .poll(
      async () => {
        await page.reload();
        return page.getByText(text).count();
      },
      { timeout: 60_000, interval: 250 },
    )
    .toBeGreaterThan(0);
}
