import type { Page } from "playwright-core";
import { beforeAll, describe, it } from "vitest";
import { reloadUntil } from "../harness/joining.ts";
import { named, signedIn } from "../harness/people.ts";
import { refundOutside, sendRefundBack } from "../harness/platform.ts";
import { look, pressTo, visit } from "../harness/walk.ts";

const list = "/console/finance/on-account";
const onAccount = `${list}/:creditId`;
const credit = "/console/finance/invoices/:invoiceId/credit";
const notes = "/console/finance/credit-notes";

// The invoice that was paid twice, in the walk over paying.
describe("money on account, and credit notes", () => {
  let finance: Page;
  let admin: Page;
  let money: string;
  beforeAll(async () => {
    [finance, admin] = [await signedIn("finance"), await signedIn("admin")];
  });

  it("is asked back by one", async () => {
    await finance.goto(list);
    await finance.getByRole("table").getByRole("link").first().click();
    money = finance.url();
    await look(finance, { name: "paid twice", route: onAccount });
    await pressTo(finance, "I look after it", { name: "looked after", route: onAccount });
    await pressTo(finance, "Ask for a refund", { name: "no reason", route: onAccount, status: 422 });
    await finance.getByLabel(/^Why should/).fill("Paid by two offices");
    await pressTo(finance, "Ask for a refund", { name: "asked for", route: onAccount });
  });

  it("is given back by another, comes back from the bank, and goes by bank transfer", async () => {
    await visit(admin, money, { name: "to decide", route: onAccount });
    await pressTo(admin, "Decide", { name: "not decided", route: onAccount, status: 422 });
    await admin.getByLabel(/^Approve/).check();
    await admin.getByLabel("Why", { exact: true }).fill("Two receipts seen");
    await pressTo(admin, "Decide", { name: "approved", route: onAccount });
    await reloadUntil(finance, "given back to the card,");
    await finance.goto(money);
    await look(finance, { name: "given back", route: onAccount });
    const refundId = await finance.locator("dd", { hasText: /^\s*re_\w+\s*$/ }).textContent();
    if (refundId === null) throw new Error("the page shows no refund of Stripe's");
    await sendRefundBack(refundId.trim());
    await reloadUntil(finance, "could not be given back");
    await look(finance, { name: "sent back by the bank", route: onAccount });
    await visit(finance, list, { name: "a refund that did not work", route: list });
    await finance.goto(money);
    await pressTo(finance, "Mark it as sent", { name: "no reference", route: onAccount, status: 422 });
    await finance.getByLabel("Reference of the bank transfer").fill("BACS 4711");
    await pressTo(finance, "Mark it as sent", { name: "sent by bank", route: onAccount });
  });

  it("a credit note: filled in, wrong, looked at, issued", async () => {
    await visit(finance, notes, { name: "credit notes", route: notes });
    await finance.goto(`/console/finance/invoices`);
    const row = finance.getByRole("row").filter({ hasText: "Moseley Bridge School" });
    await row.getByRole("link").first().click();
    const invoice = new URL(finance.url()).pathname;
    await visit(finance, `${invoice}/credit`, { name: "to credit", route: credit });
    await finance.locator("#line-1").fill("1.5");
    await pressTo(finance, "See what follows", { name: "wrong", route: credit, status: 422 });
    await finance.locator("#line-1").fill("40.00");
    await finance.getByLabel("A reduction was agreed").check();
    await finance.getByLabel("A note for ourselves").fill("Agreed with the head");
    await pressTo(finance, "See what follows", { name: "what follows", route: credit });
    await pressTo(finance, /^Issue the credit note/, {
      name: "credited",
      route: "/console/finance/invoices/:invoiceId",
    });
    await visit(finance, notes, { name: "one credit note", route: notes });
    await visit(finance, list, { name: "set free", route: list });
    const lead = await signedIn(named("Carla"));
    await visit(lead, invoice.replace("/console/finance", "/portal"), {
      ...{ name: "with a credit note", route: "/portal/invoices/:invoiceId" },
    });
  });

  it("an exception without money of ours: looked at, not closed without a note, closed", async () => {
    const exceptions = "/console/finance/exceptions";
    const one = `${exceptions}/one`;
    await finance.goto("/console/finance/payments");
    const payment = await finance
      .locator("td", { hasText: /^\s*pi_\w+\s*$/ })
      .first()
      .textContent();
    await refundOutside(payment?.trim() ?? "");
    await finance.goto(exceptions);
    await reloadUntil(finance, "Refunded in Stripe");
    await finance.getByRole("row").filter({ hasText: "Refunded in Stripe" }).getByRole("link").click();
    await look(finance, { name: "refunded elsewhere", route: one });
    await pressTo(finance, "Close it", { name: "no note", route: one, status: 422 });
    await finance.getByLabel(/^What did you find out/).fill("A test of the bank's");
    await pressTo(finance, "Close it", { name: "closed", route: exceptions });
  });
});
