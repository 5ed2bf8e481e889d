import { routesOfContexts } from "@alliance/dev/generate/contexts";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { answer, expectHeading, press, reloadUntil } from "./harness/joining.ts";
import { payOrigin, person, signedIn, useBrowser } from "./harness/people.ts";
import { apply, holdWebhooks, moveClock, openStrayCheckout, youngApplicationId } from "./harness/platform.ts";
import { holdStill, look, pressTo, seenTitles, visit } from "./harness/walk.ts";

useBrowser();

const named = (name: string) => ({ name: `${name} Marsh`, email: `${name.toLowerCase()}.marsh@states.example` });

describe("a visitor's pages", () => {
  let page: Page;
  beforeAll(async () => {
    page = await person();
  });

  it("front page and notices", async () => {
    await visit(page, "/", { name: "front page", route: "/" });
    await visit(page, "/accessibility", { name: "accessibility", route: "/accessibility" });
    await visit(page, "/privacy", { name: "privacy", route: "/privacy" });
    await visit(page, "/cookies", { name: "cookies", route: "/cookies" });
    await visit(page, "/no-such-page", { name: "unknown address", route: "unknown", status: 404 });
  });

  it("searching", async () => {
    await visit(page, "/join", { name: "search", route: "/join" });
    await visit(page, "/join?q=a", { name: "search, too short", route: "/join", status: 422 });
    await visit(page, "/join?q=school", { name: "search, many found", route: "/join" });
    await visit(page, "/join?q=900004", { name: "search, one found", route: "/join" });
    await visit(page, "/join?q=zzzzzz", { name: "search, none found", route: "/join" });
  });

  it("signing in and out", async () => {
    await visit(page, "/sign-in", { name: "choosing who to be", route: "oidc: sign-in" });
    await page.getByText("Another person").click();
    await page.getByLabel("Name").fill("Nobody");
    await page.getByLabel("E-mail").fill("nobody@nowhere");
    await pressTo(page, /^Sign in$/, { name: "refused to be somebody", route: "oidc: sign-in", status: 422 });
    const another = await person();
    await visit(another, page.url(), { name: "sign-in gone", route: "oidc: gone", status: 400 });
    const reply = await page.goto("/sign-in/callback?state=0123456789abcdef&code=x");
    await look(page, { name: "a sign-in that nobody began", route: "/sign-in/callback", status: reply?.status() ?? 0 });
    await holdStill(page);
    await visit(page, "/sign-out", { name: "being signed out", route: "/sign-out" });
    await visit(page, "/signed-out", { name: "signed out", route: "/signed-out" });
  });
});

describe("a newcomer's pages", () => {
  let page: Page;
  beforeAll(async () => {
    page = await signedIn(named("Nadia"));
    await apply(named("Bruno"), "900010", "card");
  });

  it("nothing there yet", async () => {
    await visit(page, "/portal", { name: "no school", route: "/portal" });
    await visit(page, "/portal/invoices", { name: "no invoices to show", route: "/portal/invoices" });
  });

  it("schools that cannot be joined", async () => {
    await visit(page, "/join/900017", { name: "closed", route: "/join/:urn", status: 410 });
    await visit(page, "/join/900001", { name: "member already", route: "/join/:urn", status: 409 });
    await visit(page, "/join/900010", { name: "being joined", route: "/join/:urn", status: 409 });
    await visit(page, "/join/999999", { name: "unknown school", route: "/join/:urn", status: 404 });
  });

  it("what is not theirs", async () => {
    await visit(page, "/console", { name: "no access", route: "forbidden", status: 403 });
    const unknown = "/portal/applications/app_01KAK3F0Q8J5W2M7X9B4C6D8EF";
    await visit(page, unknown, { name: "somebody else's application", route: "unknown", status: 404 });
  });

  it("joining, with everything wrong first", async () => {
    await visit(page, "/join/900011", { name: "the school", route: "/join/:urn" });
    await pressTo(page, "Continue", { name: "nothing answered", route: "/join/:urn", status: 422 });
    await page.getByLabel("By invoice, with a purchase order").check();
    await pressTo(page, "Continue", { name: "no purchase order", route: "/join/:urn", status: 422 });
    await answer(page);
    await look(page, { name: "check your answers", route: "/join/:urn/check" });
  });
});

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
    await visit(finance, "/console/finance/payments", { name: "payments", route: "/console/finance/payments" });
    await visit(finance, "/console/finance/ledger", { name: "this month", route: "/console/finance/ledger" });
    const empty = "/console/finance/ledger?period=2020-01";
    await visit(finance, empty, { name: "an empty month", route: "/console/finance/ledger" });
    await visit(finance, "/console/finance/invoices", { name: "invoices", route: "/console/finance/invoices" });
    await finance.getByRole("table").getByRole("link").first().click();
    await look(finance, { name: "an invoice", route: "/console/finance/invoices/:invoiceId" });
  });
});

describe("a member's pages", () => {
  let page: Page;
  beforeAll(async () => {
    page = await signedIn("lead");
  });

  it("membership and invoices", async () => {
    await visit(page, "/portal", { name: "member", route: "/portal" });
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

describe("the staff's pages", () => {
  it("membership", async () => {
    const page = await signedIn("staff");
    const organisations = "/console/membership/organisations";
    await visit(page, "/console", { name: "overview", route: "/console" });
    await visit(page, organisations, { name: "organisations", route: organisations });
    await visit(page, `${organisations}?q=zzzz`, { name: "none found", route: organisations });
    await visit(page, `${organisations}?q=harbour`, { name: "found", route: organisations });
    await page.getByRole("link", { name: "Harbour View Primary School" }).click();
    await expectHeading(page, "Harbour View Primary School");
    await look(page, { name: "a member", route: `${organisations}/:organisationId` });
    const members = "/console/membership/members";
    await visit(page, members, { name: "members in numbers", route: members });
    await visit(page, `${members}?year=2020-21`, { name: "a year without members", route: members });
    const timeline = "/console/membership/timeline";
    await visit(page, timeline, { name: "whose timeline", route: timeline });
    await visit(page, `${timeline}?reference=x`, { name: "no such reference", route: timeline, status: 422 });
    const unknown = "inv_01KAK3F0Q8J5W2M7X9B4C6D8ZZ";
    await visit(page, `${timeline}?reference=${unknown}`, { name: "nothing recorded", route: timeline });
    await visit(page, "/console/membership/register", { name: "register", route: "/console/membership/register" });
    await visit(page, "/console/finance", { name: "no access", route: "forbidden", status: 403 });
  });

  it("an assessor's, who has nothing to do yet", async () => {
    const page = await signedIn("assessor");
    await visit(page, "/console", { name: "welcome", route: "/console" });
  });
});

// Last: the clock only moves forward, and everybody has to sign in again.
describe("when time has passed", () => {
  it("an application nobody paid for has ended, and an unpaid invoice is overdue", async () => {
    const [late, owing] = [named("Dora"), named("Emil")];
    const { applicationId } = await apply(late, "900013", "card");
    await apply(owing, "900014", "invoice");
    const owner = await signedIn(owing);
    await owner.goto("/portal/invoices");
    await reloadUntil(owner, "Due");
    await moveClock(32);

    const page = await signedIn(late);
    await visit(page, `/pay/${applicationId}`, { name: "too late", route: "/pay/:orderId", status: 410 });
    await page.goto(`/portal/applications/${applicationId}`);
    await reloadUntil(page, "This application has ended");
    await look(page, { name: "ended", route: "/portal/applications/:applicationId" });
    const debtor = await signedIn(owing);
    await visit(debtor, "/portal/invoices", { name: "overdue", route: "/portal/invoices" });
  });
});

describe("all of it", () => {
  it("is every page that the platform has", () => {
    const pages = routesOfContexts.flatMap(({ routes }) =>
      routes.flatMap(({ kind, method, path }) => (kind === "page" && method === "GET" ? [path] : [])),
    );
    // The way to the provider's own page; it shows nothing itself.
    const shown = pages.filter((path) => path !== "/sign-in");
    expect(shown.filter((path) => !seenTitles.has(path))).toEqual([]);
  });

  it("has no title that two pages share", () => {
    const ours = [...seenTitles].filter(([route]) => route.startsWith("/") && !route.startsWith("/_local"));
    const byTitle = Map.groupBy(
      ours.flatMap(([route, titles]) => [...titles].map((title) => ({ route, title }))),
      ({ title }) => title,
    );
    const shared = [...byTitle].filter(([, uses]) => uses.length > 1);
    expect(shared.map(([title, uses]) => `${title}: ${uses.map(({ route }) => route).join(" and ")}`)).toEqual([]);
  });
});
