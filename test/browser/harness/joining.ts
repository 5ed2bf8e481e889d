import type { Page } from "playwright-core";
import { expect } from "vitest";

export const expectHeading = async (page: Page, text: string | RegExp): Promise<void> => {
  await page.getByRole("heading", { level: 1, name: text }).waitFor();
};

export const press = (page: Page, name: string | RegExp): Promise<void> => page.getByRole("button", { name }).click();

/** From the school's own page to "Check your answers". */
export async function answer(page: Page, purchaseOrderNumber?: string): Promise<void> {
  await page.getByLabel("School business manager or finance").check();
  if (purchaseOrderNumber === undefined) await page.getByLabel("By card now").check();
  else {
    await page.getByLabel("By invoice, with a purchase order").check();
    await page.getByLabel("Purchase order number").fill(purchaseOrderNumber);
  }
  await press(page, "Continue");
  await expectHeading(page, "Check your answers");
}

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
