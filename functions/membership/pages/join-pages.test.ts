import { personKey } from "@alliance/auth";
import type { PersonActor } from "@alliance/core";
import { commit } from "@alliance/store";
import { person } from "@alliance/testing";
import { beforeEach, describe, expect, test } from "vitest";
import { anotherPerson, browserOf, invoiceFor, type World, workerCtx, worldWithRegister } from "../test-world.ts";
import { activateMembership } from "../use-cases/activate-membership.ts";
import { applyToJoin } from "../use-cases/apply-to-join.ts";
import { readApplication } from "../use-cases/read-application.ts";

const ada = person();
const answers = { job: "head", method: "card", purchaseOrderNumber: "" };
const once = { onceKey: "once_00000001" };

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
async function seen(reply: Response | Promise<Response>) {
  const { status, headers } = await reply;
  const html = await (await reply).text();
  const heading = /<h1[^>]*>([^<]*)/.exec(html)?.[1] ?? "";
  return { status, html, heading, location: headers.get("location"), refresh: headers.get("refresh") };
}

describe("finding a school", () => {
  test("everybody may look, and what is typed is shown as text", async () => {
    const visitor = await browserOf(world);
    expect(await seen(visitor.get("/join"))).toMatchObject({ status: 200, heading: "Join for your school" });
    const found = await seen(visitor.get("/join?q=harbour"));
    expect(found.html).toContain('href="/join/900001"');
    expect(found.html).toContain("Open: you can join");
    const unseen = await seen(visitor.get("/join?q=%00harbour%07%E2%80%AEview%0A"));
    expect(unseen.html).toContain("<title>Schools found for “harbour view”");
    const odd = await seen(visitor.get(`/join?q=${encodeURIComponent('"><script>alert(1)</script>')}`));
    expect(odd.html).not.toContain("<script>alert");
    expect(odd.html).toContain("No school matches that");
  });

  test.each(["", "%20", "a", "x".repeat(101)])("a search for too little or too much is explained: %s", async (q) => {
    const page = await seen((await browserOf(world)).get(`/join?q=${q}`));
    expect(page.status).toBe(422);
    expect(page.html).toContain("<title>Error: ");
    expect(page.html).toContain('href="#q"');
  });

  test("going on needs a sign-in, which leads back", async () => {
    expect(await seen((await browserOf(world)).get("/join/900001"))).toMatchObject({
      status: 303,
      location: "/sign-in?to=%2Fjoin%2F900001",
    });
  });
});

describe("joining", () => {
  test("leads from the details by the check to the payment", async () => {
    const browser = await browserOf(world, ada);
    const details = await seen(browser.get("/join/900001"));
    expect(details.html).toContain("£300.00");
    expect(details.html).toContain("ada@school.example");
    expect(await seen(browser.submit("/join/900001", answers))).toMatchObject({ location: "/join/900001/check" });
    const check = await seen(browser.get("/join/900001/check"));
    expect(check.html).toContain("Headteacher or principal");
    expect(check.html).toMatch(/name="onceKey" value="once_/);
    const { location } = await seen(browser.submit("/join/900001/check", once));
    expect(location).toMatch(/^\/pay\/app_/);
    expect(await seen(browser.submit("/join/900001/check", once))).toMatchObject({ location });
  });

  test("with a purchase order leads to the application's own page", async () => {
    const browser = await browserOf(world, ada);
    await browser.submit("/join/900001", { job: "other", method: "invoice", purchaseOrderNumber: " PO 4711 " });
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

  test.each([
    ["nothing", {}, ["Choose what you do at the school", "Choose how the school pays"]],
    ["an invoice without a number", { job: "head", method: "invoice" }, ["Enter the purchase order number"]],
    [
      "a number that is too long",
      { job: "head", method: "invoice", purchaseOrderNumber: "x".repeat(61) },
      ["A purchase order number has at most 60 characters"],
    ],
    ["an unknown field", { ...answers, price: "1" }, ["is not a field we know"]],
    ["an unknown job", { ...answers, job: "king" }, ["Choose what you do at the school"]],
  ])("answers with %s are shown again with what is wrong", async (_, fields, messages) => {
    const page = await seen((await browserOf(world, ada)).submit("/join/900001", fields as Record<string, string>));
    expect(page.status).toBe(422);
    for (const message of messages) expect(page.html).toContain(message);
    if ("purchaseOrderNumber" in fields) expect(page.html).toContain(fields.purchaseOrderNumber as string);
  });

  test("answers are kept for another day", async () => {
    const browser = await browserOf(world, ada);
    await browser.submit("/join/900001", { job: "head", method: "invoice", purchaseOrderNumber: "PO-4711" });
    expect((await seen(browser.get("/join/900001"))).html).toContain("PO-4711");
  });

  test("without answers there is nothing to check or to order", async () => {
    const browser = await browserOf(world, ada);
    expect(await seen(browser.get("/join/900001/check"))).toMatchObject({ location: "/join/900001" });
    expect(await seen(browser.submit("/join/900001/check", once))).toMatchObject({ location: "/join/900001" });
  });

  test("a form from elsewhere, or without its hidden field, changes nothing", async () => {
    const browser = await browserOf(world, ada);
    await browser.submit("/join/900001", answers);
    expect((await seen(browser.submit("/join/900001/check", {}))).status).toBe(400);
    const events = world.ctx.table.outbox().length;
    const foreign = await browser.send("/join/900001", "job=head&method=card", { origin: "https://evil.example" });
    expect(foreign.status).toBe(403);
    expect(world.ctx.table.outbox()).toHaveLength(events);
  });
});

describe("a school that cannot be joined has a page that says so", () => {
  const pageOf = async (urn: string, who = ada) => seen((await browserOf(world, who)).get(`/join/${urn}`));

  test("unknown, closed with its successor, and not open yet", async () => {
    expect(await pageOf("123456")).toMatchObject({ status: 404, heading: "We cannot find that school" });
    const closed = await pageOf("900004");
    expect(closed).toMatchObject({ status: 410, heading: "Old Quay Junior School is closed" });
    expect(closed.html).toContain("closed on 31 August 2019");
    expect(closed.html).toContain('href="/join/900001"');
    expect((await pageOf("900005")).html).toContain("proposed to open on 1 September 2027");
    expect((await pageOf("12")).status).toBe(404);
  });

  test("being joined by somebody else, and a member already", async () => {
    const application = await applicationBy(anotherPerson());
    expect((await pageOf("900001")).heading).toContain("Somebody is joining for Harbour View");
    await activateMembership(workerCtx(world.ctx), invoiceFor(application));
    const member = await pageOf("900001");
    expect(member.status).toBe(409);
    expect(member.html).toContain("Its membership runs until 31 August 2027");
  });

  test("who is joining already is led back to their payment", async () => {
    const { applicationId } = await applicationBy(ada);
    expect(await pageOf("900001")).toMatchObject({ status: 303, location: `/pay/${applicationId}` });
  });

  test("a school taken between the check and the button is explained", async () => {
    const browser = await browserOf(world, ada);
    await browser.submit("/join/900001", answers);
    await applicationBy(anotherPerson());
    const page = await seen(browser.submit("/join/900001/check", once));
    expect(page.status).toBe(409);
    expect(page.heading).toContain("Somebody is joining");
  });
});
