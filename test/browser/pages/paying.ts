import type { Page } from "playwright-core";
import { beforeAll, describe, it } from "vitest";
import { expectHeading, press, reloadUntil } from "../harness/joining.ts";
import { named, payOrigin, signedIn } from "../harness/people.ts";
import { apply, holdWebhooks, openStrayCheckout, youngApplicationId } from "../harness/platform.ts";
import { holdStill, look, pressTo, visit } from "../harness/walk.ts";

describe("paying by card", () => {
  let page: Page;
  let applicationId: string;
  beforeAll(async () => {
    const who = named("Carla");
    ({ applicationId } = await apply(who, "900012", "card"));
    page = await signedIn(who);
    await holdStill(page);
  });

  it("before paying", async () => {
    await visit(page, `/pay/${youngApplicationId()}`, { name: "order not there yet", route: "/pay/:orderId" });
    await visit(page, `/pay/${applicationId}`, { name: "pay", route: "/pay/:orderId" });
    await visit(page, `/pay/${applicationId}?cancelled=1`, { name: "pay, came back", route: "/pay/:orderId" });
    await page.getByText("Pay by invoice instead").click();
    await pressTo(page, "Ask for an invoice", { name: "no purchase order", route: "/pay/:orderId", status: 422 });
    await visit(page, "/portal", { name: "application to pay", route: "/portal" });
    await visit(page, `/portal/applications/${applicationId}`, {
      name: "waiting for payment",
      route: "/portal/applications/:applicationId",
    });
  });

  it("on the payment page", async () => {
    await page.goto(`/pay/${applicationId}`);
    await pressTo(page, /by card$/, { name: "payment page", route: "stripe: pay" });
    await pressTo(page, "Card is declined", { name: "declined", route: "stripe: pay", status: 402 });
    await pressTo(page, /3-D Secure/, { name: "the bank asks", route: "stripe: confirm" });
    await page.goto(`${payOrigin}/pay/cs_test_unknown`);
    await look(page, { name: "no such payment", route: "stripe: not found" });
  });

  it("after paying", async () => {
    await holdWebhooks(true);
    try {
      await page.goto(`/pay/${applicationId}`);
      await press(page, /by card$/);
      const payment = page.url();
      await press(page, /^Pay £/);
      await expectHeading(page, "We are confirming your payment");
      // Opened again: where a redirect leads to cannot be held still.
      await visit(page, `/pay/${applicationId}/done`, { name: "confirming", route: "/pay/:orderId/done" });
      await visit(page, payment, { name: "paid already", route: "stripe: paid" });
    } finally {
      await holdWebhooks(false);
    }
    await page.goto(`/pay/${applicationId}/done`);
    await reloadUntil(page, "Payment received");
    await look(page, { name: "paid", route: "/pay/:orderId/done" });
    await page.goto(`/portal/applications/${applicationId}`);
    await reloadUntil(page, "You are its lead contact");
    await look(page, { name: "member", route: "/portal/applications/:applicationId" });
  });

  it("paid a second time, which is finance's to sort out", async () => {
    await page.goto(await openStrayCheckout(applicationId));
    await press(page, /^Pay £/);
    const finance = await signedIn("finance");
    await finance.goto("/console/finance/exceptions");
    await reloadUntil(finance, "Paid twice");
    await look(finance, { name: "paid twice", route: "/console/finance/exceptions" });
    await visit(finance, "/console/finance", { name: "an exception waits", route: "/console/finance" });
    const onAccount = "/console/finance/on-account";
    await visit(finance, onAccount, { name: "money on account", route: onAccount });
    const quotes = "/console/finance/quotes";
    await visit(finance, quotes, { name: "no quotes", route: quotes });
    await visit(finance, "/console/finance/payments", { name: "payments", route: "/console/finance/payments" });
    await visit(finance, "/console/finance/ledger", { name: "this month", route: "/console/finance/ledger" });
    const empty = "/console/finance/ledger?period=2020-01";
    await visit(finance, empty, { name: "an empty month", route: "/console/finance/ledger" });
    await visit(finance, "/console/finance/invoices", { name: "invoices", route: "/console/finance/invoices" });
    await finance.getByLabel("Find an invoice by its number").fill("no such");
    await pressTo(finance, "Find", { name: "no such invoice", route: "/console/finance/invoices", status: 422 });
    await finance.getByLabel("Find an invoice by its number").fill("1");
    await press(finance, "Find");
    await expectHeading(finance, /^Invoice INV-000001/);
    await look(finance, { name: "an invoice", route: "/console/finance/invoices/:invoiceId" });
  });
});
