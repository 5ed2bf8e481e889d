import type { Page } from "playwright-core";
import { beforeAll, describe, it } from "vitest";
import { expectHeading, press } from "../harness/joining.ts";
import { signedIn } from "../harness/people.ts";
import { look, visit } from "../harness/walk.ts";

describe("a member's pages", () => {
  let page: Page;
  beforeAll(async () => {
    page = await signedIn("lead");
  });

  it("membership and invoices", async () => {
    await visit(page, "/portal", { name: "member", route: "/portal" });
    await page.getByRole("link", { name: /^Organisation/ }).click();
    await expectHeading(page, "Harbour View Primary School");
    await look(page, { name: "one's own organisation", route: "/portal/organisations/:organisationId" });
    await visit(page, "/portal/invoices", { name: "invoices", route: "/portal/invoices" });
    await page.getByRole("table").getByRole("link").first().click();
    await expectHeading(page, /^Invoice INV/);
    await look(page, { name: "an invoice to pay", route: "/portal/invoices/:invoiceId" });
  });

  it("an invoice paid by card", async () => {
    await page.getByRole("button", { name: /by card$/ }).click();
    await expectHeading(page, /^Pay invoice/);
    await look(page, { name: "pay an invoice", route: "/pay/invoices/:invoiceId" });
    await visit(page, `${page.url()}?cancelled=1`, { name: "came back", route: "/pay/invoices/:invoiceId" });
    await press(page, /by card$/);
    await press(page, /^Pay £/);
    await expectHeading(page, "Payment received");
    await look(page, { name: "invoice paid", route: "/pay/invoices/:invoiceId/done" });
  });
});
