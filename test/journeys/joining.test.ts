import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { seed } from "@alliance/dev/seed";
import { type RunningPlatform, startPlatform } from "@alliance/dev/start-platform";
import { sharedAssembly } from "@alliance/dev/synthesize";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectCleanTraces } from "./traces-left.ts";
import { type Shown, Visitor } from "./visitor.ts";

const folder = mkdtempSync(join(tmpdir(), "journey-"));
let platform: RunningPlatform;

const lettersTo = async (address: string) => (await platform.cloud.mailbox()).filter(({ to }) => to.includes(address));

const token = async (persona: string) =>
  (await (await fetch(`${platform.origin}/_local/token?persona=${persona}`)).text()).trim();

async function call(persona: string, path: string, init: { body?: unknown; key?: string } = {}) {
  const { body, key } = init;
  return fetch(`${platform.origin}${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: {
      authorization: `Bearer ${await token(persona)}`,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...(key ? { "idempotency-key": key } : {}),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

/** Reloads, as the page itself would, once everything under way has come to rest. */
async function afterRest(visitor: Visitor, shown: Shown): Promise<Shown> {
  await platform.stripe.controls.idle();
  await platform.cloud.idle();
  return visitor.open(shown.url.pathname + shown.url.search);
}

/** From the price to the check: one question a page. */
async function answerAll(visitor: Visitor, price: Shown, job: string, payment: Record<string, string>): Promise<Shown> {
  const contacts = { lead: "me", finance: "me", head: "nobody" };
  let shown = price;
  for (const typed of [{}, { job }, contacts, { payer: "organisation" }, payment]) {
    shown = await visitor.submit(shown, typed, "Continue");
  }
  return shown;
}

beforeAll(async () => {
  platform = await startPlatform({ port: 0, dataFolder: folder, fresh: true, assembly: await sharedAssembly() });
  await seed(platform, "demo", folder, () => undefined);
}, 180_000);

afterAll(async () => {
  await platform?.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe("joining, on the template that is deployed", () => {
  it("by invoice: search, answers, check, membership, letter with the invoice", async () => {
    const visitor = new Visitor(platform.origin);
    const found = await visitor.open("/join?q=holme+valley");
    expect(found.html).toContain("Holme Valley Primary School");
    const details = await visitor.signIn("newcomer", "/join/900024");
    expect(details.html).toContain("School membership costs £");
    const payment = { method: "invoice", purchaseOrderNumber: "HV-17" };
    const check = await answerAll(visitor, details, "business-manager", payment);
    expect(check.html).toContain("HV-17");
    const done = await afterRest(visitor, await visitor.submit(check, {}, "onceKey"));
    expect(done.html).toContain("<title>Welcome");
    const [letter] = await lettersTo("priya.nair@st-hildas.example");
    expect(letter?.subject).toContain("Holme Valley Primary School");
    expect(letter?.attachments.map(({ contentType }) => contentType)).toEqual(["application/pdf"]);
    expect((await visitor.open("/portal")).html).toContain("Holme Valley Primary School");
  });

  it("by card: a decline costs nothing, the payment makes the invoice, staff see the whole story", async () => {
    const visitor = new Visitor(platform.origin);
    const details = await visitor.signIn("colleague", "/join/900004");
    const check = await answerAll(visitor, details, "head", { method: "card" });
    const pay = await visitor.submit(check, {}, "onceKey");
    const checkout = await visitor.submit(pay, {}, "checkout");
    expect(checkout.url.origin).toBe(platform.stripe.url);
    const declined = await visitor.submit(checkout, { card: "4000000000000002" });
    expect(declined.html).toContain("declined");
    const paid = await afterRest(visitor, await visitor.submit(declined, { card: "4242424242424242" }));
    expect(paid.html).toContain("Payment received");
    const letters = await lettersTo("tom.whitfield@harbour-view.example");
    expect(letters.filter(({ subject }) => subject.includes("King Oswald"))).toHaveLength(1);

    const ledger = await (await call("finance", "/api/finance/ledger-transactions?limit=50")).json();
    for (const { postings } of (ledger as { items: { postings: { amountPence: number }[] }[] }).items) {
      expect(postings.reduce((sum, { amountPence }) => sum + amountPence, 0)).toBe(0);
    }
    const treasurer = new Visitor(platform.origin);
    const finance = await treasurer.signIn("finance", "/console/finance");
    expect(finance.status).toBe(200);
    for (const text of ["Latest invoices", "King Oswald", "Paid"]) {
      expect(finance.html).toContain(text);
    }
    expect((await treasurer.open("/console/finance/ledger")).html).toContain("Stripe clearing");
    const staff = new Visitor(platform.origin);
    const list = await staff.signIn("staff", "/console/membership/organisations");
    const page = /href="(\/console\/membership\/organisations\/org_\w+)"[^>]*>King Oswald/.exec(list.html)?.[1];
    const story = await staff.open(page ?? "");
    expect(story.html).toContain("King Oswald");
    expect(story.html).toMatch(/payment/i);
  });

  it("a school that is a member, closed or unknown gets a page that says so", async () => {
    const visitor = new Visitor(platform.origin);
    await visitor.signIn("newcomer");
    const pages = await Promise.all(["900001", "900017", "899999"].map((urn) => visitor.open(`/join/${urn}`)));
    expect(pages.map(({ status }) => status)).toEqual([409, 410, 404]);
  });

  it("a webhook that Stripe sends again changes nothing", async () => {
    const before = await (await call("finance", "/api/finance/ledger-transactions?limit=50")).text();
    const letters = (await platform.cloud.mailbox()).length;
    for (const { id } of platform.stripe.controls.events()) await platform.stripe.controls.redeliver(id);
    await platform.stripe.controls.idle();
    await platform.cloud.idle();
    expect(await (await call("finance", "/api/finance/ledger-transactions?limit=50")).text()).toBe(before);
    expect(await platform.cloud.mailbox()).toHaveLength(letters);
  });

  it("the same POST again gets the same answer and makes nothing new", async () => {
    const request = {
      key: "journey-00000001",
      body: { urn: "900015", payment: { method: "invoice", purchaseOrderNumber: "1" } },
    };
    const first = await call("newcomer", "/api/membership/applications", request);
    const again = await call("newcomer", "/api/membership/applications", request);
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(await again.text()).toBe(await first.text());
  });

  it("twenty people at once make one membership", async () => {
    const body = { urn: "900020", payment: { method: "invoice", purchaseOrderNumber: "1" } };
    const personas = ["lead", "colleague", "newcomer", "staff"];
    const tries = Array.from({ length: 20 }, (_, n) =>
      call(personas[n % 4] ?? "lead", "/api/membership/applications", { key: `crowd-000${n}-key`, body }),
    );
    const statuses = (await Promise.all(tries)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(1);
    expect(statuses.every((status) => [200, 201, 409].includes(status))).toBe(true);
  });

  it("by quote: a finance office without an account answers its letter, and gets the invoice", async () => {
    const finance = { name: "Robin Sayer", email: "office@weald-cross.example" };
    const body = { urn: "900007", role: "business-manager", contacts: { finance }, payment: { method: "quote" } };
    expect((await call("staff", "/api/membership/applications", { key: "quote-0001-key", body })).status).toBe(201);
    await platform.cloud.idle();
    const [letter] = await lettersTo(finance.email);
    const path = /\/quotes\/[\w-]{43}/.exec(letter?.text ?? "")?.[0] ?? "";
    const office = new Visitor(platform.origin);
    const quote = await office.open(path);
    expect([quote.status, quote.html.includes("Weald Cross Primary School")]).toEqual([200, true]);
    const answered = await office.submit(quote, { purchaseOrderNumber: "WX-2026-9" }, "answer");
    expect([answered.status, answered.html.includes("The invoice is issued")]).toEqual([200, true]);
    await platform.cloud.idle();
    const subjects = (await lettersTo(finance.email)).map(({ subject }) => subject);
    expect(subjects.filter((subject) => subject.startsWith("Invoice INV-"))).toHaveLength(1);
    expect((await office.open(`/quotes/${"x".repeat(43)}`)).status).toBe(404);
  });

  it("leaves no personal data in events or logs, no dead letter, and every error told", async () => {
    await expectCleanTraces(platform, folder);
  });
});
