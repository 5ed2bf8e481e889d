import type { Page } from "playwright-core";
import { beforeAll, describe, it } from "vitest";
import { answerPayment, answerUntilPayment, answerWhoIsWho } from "../harness/joining.ts";
import { named, signedIn } from "../harness/people.ts";
import { apply } from "../harness/platform.ts";
import { look, pressTo, visit } from "../harness/walk.ts";

describe("a newcomer's pages", () => {
  let page: Page;
  const describeBusiness = async (name: string) => {
    await page.getByLabel("Business").check();
    await page.getByLabel("Its name").fill(name);
    await page.getByLabel("Its address").fill("1 Quay Street\nSeaham");
    await page.getByLabel("None of these").check();
  };
  beforeAll(async () => {
    page = await signedIn(named("Nadia"));
    await apply(named("Bruno"), "900010", "card");
  });

  it("nothing there yet", async () => {
    await visit(page, "/portal", { name: "no school", route: "/portal" });
    await visit(page, "/portal/invoices", { name: "no invoices to show", route: "/portal/invoices" });
  });

  it("schools that cannot be joined", async () => {
    await visit(page, "/join/900017", { name: "closed", route: "/join/:who", status: 410 });
    await visit(page, "/join/900001", { name: "member already", route: "/join/:who", status: 409 });
    await visit(page, "/join/900010", { name: "being joined", route: "/join/:who", status: 409 });
    await visit(page, "/join/999999", { name: "unknown school", route: "/join/:who", status: 404 });
  });

  it("what is not theirs", async () => {
    await visit(page, "/console", { name: "no access", route: "forbidden", status: 403 });
    const unknown = "/portal/applications/app_01KAK3F0Q8J5W2M7X9B4C6D8EF";
    await visit(page, unknown, { name: "somebody else's application", route: "unknown", status: 404 });
  });

  it("joining, with everything wrong first", async () => {
    await visit(page, "/join/900011", { name: "the price", route: "/join/:who" });
    await pressTo(page, "Continue", { name: "what do you do", route: "/join/:who/you" });
    await pressTo(page, "Continue", { name: "nothing said of oneself", route: "/join/:who/you", status: 422 });
    await page.getByLabel("School business manager or finance").check();
    await pressTo(page, "Continue", { name: "contacts", route: "/join/:who/contacts" });
    await page.locator("#finance-2").check();
    await pressTo(page, "Continue", { name: "nobody named", route: "/join/:who/contacts", status: 422 });
    await answerWhoIsWho(page);
    await look(page, { name: "how is it paid", route: "/join/:who/payment" });
    await page.getByLabel("By invoice, with a purchase order").check();
    await pressTo(page, "Continue", { name: "no purchase order", route: "/join/:who/payment", status: 422 });
    await answerPayment(page);
    await look(page, { name: "check your answers", route: "/join/:who/check" });
    await page.goto("/join/900011/bill-to");
    await page.locator("#payer-2").check();
    await pressTo(page, "Continue", { name: "no address of who pays", route: "/join/:who/bill-to", status: 422 });
    await visit(page, "/join", { name: "begun and not finished", route: "/join" });
  });

  it("joining for somebody else than a school", async () => {
    await visit(page, "/join/other", { name: "who is no school", route: "/join/other" });
    await visit(page, "/join/other?q=kent", { name: "authorities found", route: "/join/other" });
    await visit(page, "/join/other/new", { name: "in no list", route: "/join/other/new" });
    await pressTo(page, "Continue", { name: "in no list, nothing said", route: "/join/other/new", status: 422 });
    await describeBusiness("Quayside Bakery");
    await pressTo(page, "Continue", { name: "a type that is approved first", route: "/join/:who" });
    await answerUntilPayment(page);
    await answerPayment(page);
    const waiting = "/portal/applications/:applicationId";
    await pressTo(page, "Send the application", { name: "application that waits for approval", route: waiting });
    await page.getByText("Withdraw the application").click();
    await pressTo(page, "Withdraw it", { name: "application that was withdrawn", route: waiting });
    // This one stays, for the staff to decide.
    await page.goto("/join/other/new");
    await describeBusiness("Quayside Books");
    await page.getByRole("button", { name: "Continue" }).click();
    await answerUntilPayment(page);
    await answerPayment(page);
    await page.getByRole("button", { name: "Send the application" }).click();
    await page.waitForURL(/\/portal\/applications\//);
  });
});
