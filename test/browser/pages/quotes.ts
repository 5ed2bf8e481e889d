import type { Page } from "playwright-core";
import { beforeAll, describe, it } from "vitest";
import { press, reloadUntil } from "../harness/joining.ts";
import { named, person, signedIn } from "../harness/people.ts";
import { apply, inLetterTo } from "../harness/platform.ts";
import { holdStill, look, pressTo, visit } from "../harness/walk.ts";

const routes = {
  quote: "/quotes/:secret",
  card: "/quotes/:secret/card",
  back: "/quotes/back",
  portal: "/portal/invoices/quotes/:orderId",
  console: "/console/finance/quotes/:orderId",
} as const;
const link = /(\/quotes\/[\w-]{43})/;

const file = (name: string, mimeType: string, text: string) => ({ name, mimeType, buffer: Buffer.from(text) });

describe("a quote", () => {
  const answered = named("Quirin");
  let orderId: string;
  let path: string;
  let applicant: Page;
  let officer: Page;
  beforeAll(async () => {
    ({ applicationId: orderId } = await apply(answered, "900002", "quote"));
    [applicant, officer] = [await signedIn(answered), await person()];
    path = await inLetterTo(answered.email, link);
  });

  it("is looked after by whoever applied and by the finance team", async () => {
    const desk = `/portal/invoices/quotes/${orderId}`;
    await visit(applicant, desk, { name: "a quote waits", route: routes.portal });
    await visit(applicant, "/portal/invoices", { name: "with a quote", route: "/portal/invoices" });
    const finance = await signedIn("finance");
    const list = "/console/finance/quotes";
    await visit(finance, list, { name: "quotes wait", route: list });
    await visit(finance, `${list}/${orderId}`, { name: "a quote waits", route: routes.console });
    await pressTo(finance, "Close the link", { name: "link closed", route: routes.console });
    await visit(officer, path, { name: "a link that has ended", route: routes.quote, status: 404 });
    await visit(applicant, desk, { name: "link closed", route: routes.portal });
    await pressTo(applicant, "Send it with a new link", { name: "sent again", route: routes.portal });
  });

  it("is answered without an account: nothing, another type of file, and the purchase order", async () => {
    path = await newestLink(answered.email, path);
    await visit(officer, path, { name: "a quote", route: routes.quote });
    const send = "Send the purchase order and get the invoice";
    await pressTo(officer, send, { name: "no number", route: routes.quote, status: 422 });
    await officer.getByLabel("Purchase order number").fill("PO-900002");
    await officer.locator("#file").setInputFiles(file("order.pdf", "application/pdf", "MZ this is a program"));
    await pressTo(officer, send, { name: "another type of file", route: routes.quote, status: 422 });
    await visit(officer, `${path}/card`, { name: "by card", route: routes.card });
    await visit(officer, `${path}?cancelled=1`, { name: "came back from the card", route: routes.quote });
    await officer.getByLabel("Purchase order number").fill("PO-900002");
    await officer.locator("#file").setInputFiles(file("order.pdf", "application/pdf", "%PDF-1.7 an order"));
    await pressTo(officer, send, { name: "answered", route: routes.quote });
    await visit(officer, `${path}/card`, { name: "the invoice by card", route: routes.card });
    const desk = `/portal/invoices/quotes/${orderId}`;
    await visit(applicant, desk, { name: "answered", route: routes.portal });
    const finance = await signedIn("finance");
    await visit(finance, `/console/finance/quotes/${orderId}`, { name: "answered", route: routes.console });
  });

  it("and its invoice is paid by card", async () => {
    await visit(await person(), "/quotes/back?paid=1", { name: "in another browser", route: routes.back });
    await holdStill(officer);
    await officer.goto(`${path}/card`);
    await press(officer, /by card$/);
    await press(officer, /^Pay £/);
    await officer.waitForURL(/\/quotes\/[\w-]{43}/);
    await officer.goto(path);
    await reloadUntil(officer, "Paid, with thanks");
    await look(officer, { name: "paid", route: routes.quote });
  });
});

/** A letter sent again has another link. */
async function newestLink(address: string, before: string): Promise<string> {
  const others = new RegExp(`(\\/quotes\\/(?!${before.slice("/quotes/".length)})[\\w-]{43})`);
  return inLetterTo(address, others);
}
