import { personKey } from "@alliance/auth";
import type { PersonActor } from "@alliance/core";
import { commit } from "@alliance/store";
import { person, published, staffMember } from "@alliance/testing";
import { beforeEach, describe, expect, test } from "vitest";
import { anotherPerson, browserOf, invoiceFor, seen, type World, workerCtx, worldWithRegister } from "../test-world.ts";
import { builtInVersion } from "../types/built-in-types.ts";
import { activateMembership } from "../use-cases/activate-membership.ts";
import { applyToJoin } from "../use-cases/apply-to-join.ts";
import { publishMembershipType } from "../use-cases/publish-membership-type.ts";
import { readApplication } from "../use-cases/read-application.ts";

const ada = person();
const once = { onceKey: "once_00000001", version: "1" };
const me = { lead: "me", finance: "me", head: "nobody" };
const card = { method: "card" };

type Browser = Awaited<ReturnType<typeof browserOf>>;

/** Answers every question but the last ones that a test is about. */
async function answer(browser: Browser, who = "900001", more: Record<string, Record<string, string>> = {}) {
  const type = { membershipTypeId: "school" };
  const all = {
    "": type,
    "/you": { job: "head" },
    "/contacts": me,
    "/bill-to": { payer: "organisation" },
    "/payment": card,
  };
  for (const [step, fields] of Object.entries({ ...all, ...more })) await browser.submit(`/join/${who}${step}`, fields);
}

let world: World;
beforeEach(async () => {
  world = await worldWithRegister(ada);
  const profile = {
    personId: ada.personId,
    name: "Ada Example",
    email: "ada@school.example",
    registeredAt: "2026-11-21T10:00:00.000Z",
  };
  await commit(world.ctx, { put: [{ key: personKey(ada.personId), entity: "person", version: 1, data: profile }] });
});

const applicationBy = async (who: PersonActor, urn = "900001") =>
  (await applyToJoin({ ...world.ctx, actor: who }, world.register, { urn, payment: { method: "card" } })).application;

/** Status, heading and the whole page. */
describe("joining", () => {
  test("asks one thing a page, from the price to the check, and on to the payment", async () => {
    const browser = await browserOf(world, ada);
    const type = await seen(browser.get("/join/900001"));
    for (const text of ["School membership costs £250 a year", "You join in November, so you pay 10 of 12 months"]) {
      expect(type.html).toContain(text);
    }
    const path = "/join/900001";
    const ways: [string, Record<string, string>, string][] = [
      [path, { membershipTypeId: "school" }, `${path}/you`],
      [`${path}/you`, { job: "head" }, `${path}/contacts`],
      [`${path}/contacts`, me, `${path}/bill-to`],
      [`${path}/bill-to`, { payer: "organisation" }, `${path}/payment`],
      [`${path}/payment`, card, `${path}/check`],
    ];
    for (const [from, fields, to] of ways) {
      const page = await seen(browser.get(from));
      expect(page.status).toBe(200);
      expect(page.html).toContain("Harbour View Primary School");
      expect(await seen(browser.submit(from, fields))).toMatchObject({ status: 303, location: to });
    }
    const check = await seen(browser.get(`${path}/check`));
    for (const text of ["Headteacher or principal", "£208.33", "£250.00", "ada@school.example", "Quay Street"]) {
      expect(check.html).toContain(text);
    }
    expect(check.html).toMatch(/name="onceKey" value="once_/);
    const { location } = await seen(browser.submit(`${path}/check`, once));
    expect(location).toMatch(/^\/pay\/app_/);
    expect(await seen(browser.submit(`${path}/check`, once))).toMatchObject({ location });
  });

  test("nobody gets past a question that has no answer, and an answer can be changed", async () => {
    const browser = await browserOf(world, ada);
    expect(await seen(browser.get("/join/900001/payment"))).toMatchObject({ location: "/join/900001" });
    await answer(browser);
    expect(await seen(browser.submit("/join/900001/you", { job: "other" }))).toMatchObject({
      location: "/join/900001/check",
    });
    expect((await seen(browser.get("/join/900001/check"))).html).toContain("Something else");
  });

  test("with a purchase order leads to the application's own page", async () => {
    const browser = await browserOf(world, ada);
    await answer(browser, "900001", { "/payment": { method: "invoice", purchaseOrderNumber: " PO 4711 " } });
    expect((await seen(browser.get("/join/900001/check"))).html).toContain("By invoice, purchase order PO 4711");
    const { location } = await seen(browser.submit("/join/900001/check", once));
    expect(location).toMatch(/^\/portal\/applications\/app_/);
    const waiting = await seen(browser.get(location ?? ""));
    expect(waiting).toMatchObject({ status: 200, refresh: "2", heading: "We are setting up the membership" });
    const application = await readApplication(world.ctx, (location ?? "").slice("/portal/applications/".length));
    await activateMembership(workerCtx(world.ctx), invoiceFor(application));
    const active = await seen(browser.get(location ?? ""));
    expect(active.refresh).toBeNull();
    expect(active.heading.trim()).toBe("Harbour View Primary School is a member");
  });

  test("by quote goes to the finance office, which is named by an id in the event alone", async () => {
    const browser = await browserOf(world, ada);
    const finance = { finance: "other", financeName: "Bea Ledger", financeEmail: "bea@school.example" };
    const trust = { payer: "other", name: "Tideway Trust", address: "1 High Street\r\n\r\nSeaham" };
    await answer(browser, "900001", {
      "/contacts": { ...me, ...finance },
      "/bill-to": trust,
      "/payment": { method: "quote" },
    });
    expect((await seen(browser.get("/join/900001/payment"))).html).toContain("Goes to Bea Ledger");
    const check = await seen(browser.get("/join/900001/check"));
    for (const text of ["bea@school.example", "Tideway Trust", "Apply and send the quote"])
      expect(check.html).toContain(text);
    const { location } = await seen(browser.submit("/join/900001/check", once));
    expect((await seen(browser.get(location ?? ""))).heading).toContain("The quote is on its way");
    const submitted = published(world.ctx).find(({ type }) => type === "membership.application-submitted");
    expect(submitted?.data).toMatchObject({
      payment: "quote",
      billTo: { name: "Tideway Trust", addressLines: ["1 High Street", "Seaham"] },
      financeContactId: expect.stringMatching(/^con_/),
    });
    expect(JSON.stringify(world.ctx.table.outbox())).not.toMatch(/Bea|ledger|@/i);
    const [contact] = [...world.ctx.table.items.values()].filter(({ entity }) => entity === "contact");
    expect(contact?.data).toMatchObject({ name: "Bea Ledger", role: "finance" });
    expect([...world.ctx.table.items.values()].some(({ entity }) => entity === "membership.join-draft")).toBe(false);
  });

  test.each([
    ["/you", { job: "king" }, ["Choose what you do there"]],
    [
      "/contacts",
      {},
      ["Choose who leads the membership", "Choose who looks after the invoices", "Choose who the head is"],
    ],
    ["/contacts", { ...me, finance: "other", financeName: "Bea", financeEmail: "bea" }, ["Enter an e-mail address"]],
    ["/contacts", { ...me, lead: "other", leadName: "", leadEmail: "x@y.example" }, ["Enter their name"]],
    ["/bill-to", {}, ["Choose who pays"]],
    ["/bill-to", { payer: "other", name: "Trust", address: "" }, ["Enter the address"]],
    ["/bill-to", { payer: "other", name: "", address: "1 High Street" }, ["Enter the name of who pays"]],
    ["/payment", {}, ["Choose how it is paid"]],
    ["/payment", { method: "invoice" }, ["Enter the purchase order number"]],
    ["/payment", { method: "invoice", purchaseOrderNumber: "x".repeat(61) }, ["has at most 60 characters"]],
    ["/payment", { ...card, price: "1" }, ["is not a field we know"]],
  ])("on %s, %j is shown again with what is wrong", async (step, fields, messages) => {
    const browser = await browserOf(world, ada);
    await answer(browser);
    const page = await seen(browser.submit(`/join/900001${step}`, fields as Record<string, string>));
    expect(page.status).toBe(422);
    expect(page.html).toContain("<title>Error: ");
    for (const message of messages) expect(page.html).toContain(message);
    for (const typed of Object.values(fields)) if (String(typed).length > 3) expect(page.html).toContain(String(typed));
  });

  test("answers are kept for another day, and found again", async () => {
    const browser = await browserOf(world, ada);
    await answer(browser, "900001", { "/payment": { method: "invoice", purchaseOrderNumber: "PO-4711" } });
    expect((await seen(browser.get("/join/900001/payment"))).html).toContain("PO-4711");
    for (const path of ["/join", "/portal"]) {
      expect((await seen(browser.get(path))).html, path).toContain('href="/join/900001/check"');
    }
  });

  test("without answers there is nothing to check or to order", async () => {
    const browser = await browserOf(world, ada);
    expect(await seen(browser.get("/join/900001/check"))).toMatchObject({ location: "/join/900001" });
    expect(await seen(browser.submit("/join/900001/check", once))).toMatchObject({ location: "/join/900001" });
  });

  test("a price that changed since it was shown is shown again before anything is ordered", async () => {
    const browser = await browserOf(world, ada);
    await answer(browser);
    const content = builtInVersion("school")?.content;
    if (content === undefined) throw new Error("there is no built-in school type");
    const dearer = { ...content, price: { by: "flat" as const, bands: [{ netPence: 120_000 }] } };
    const staff = { ...world.ctx, actor: staffMember() };
    await publishMembershipType(staff, "school", { basedOn: 1, reason: "Costs rose", content: dearer });
    const page = await seen(browser.submit("/join/900001/check", once));
    expect(page.status).toBe(409);
    expect(page.html).toContain("has changed since");
    expect(page.html).toContain("£1,200.00");
    const again = { onceKey: "once_00000002", version: "2" };
    expect(await seen(browser.submit("/join/900001/check", again))).toMatchObject({ status: 303 });
  });

  test("a type that is taken off sale meanwhile is told", async () => {
    const browser = await browserOf(world, ada);
    await answer(browser);
    const content = builtInVersion("school")?.content;
    if (content === undefined) throw new Error("there is no built-in school type");
    const staff = { ...world.ctx, actor: staffMember() };
    await publishMembershipType(staff, "school", {
      basedOn: 1,
      reason: "No more",
      content: { ...content, isOnSale: false },
    });
    expect(await seen(browser.get("/join/900001"))).toMatchObject({ status: 409 });
    expect((await seen(browser.submit("/join/900001/check", once))).status).toBe(422);
  });

  test("a form from elsewhere, or without its hidden field, changes nothing", async () => {
    const browser = await browserOf(world, ada);
    await answer(browser);
    expect((await seen(browser.submit("/join/900001/check", { version: "1" }))).status).toBe(400);
    const events = world.ctx.table.outbox().length;
    const foreign = await browser.submit("/join/900001/you", "job=head", { origin: "https://evil.example" });
    expect(foreign.status).toBe(403);
    expect(world.ctx.table.outbox()).toHaveLength(events);
  });

  test("a school taken between the check and the button is explained", async () => {
    const browser = await browserOf(world, ada);
    await answer(browser);
    await applicationBy(anotherPerson());
    const page = await seen(browser.submit("/join/900001/check", once));
    expect(page.status).toBe(409);
    expect(page.heading).toContain("Somebody is joining");
  });
});
