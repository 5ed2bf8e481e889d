import { affiliationPut, recognisePerson } from "@alliance/auth";
import { commit } from "@alliance/store";
import { person, staffMember } from "@alliance/testing";
import { beforeEach, describe, expect, test } from "vitest";
import type { Application } from "../schema/application.ts";
import { browserOf, invoiceFor, type World, workerCtx, worldWithRegister } from "../test-world.ts";
import { activateMembership } from "../use-cases/activate-membership.ts";
import { applyToJoin } from "../use-cases/apply-to-join.ts";

let world: World;
let joined: Application;
const day = (date: string) =>
  world.ctx.clock.moveSeconds((Date.parse(`${date}T10:00:00Z`) - Date.parse(world.ctx.clock.now())) / 1000);
/** The browser's session is opened on the day. */
const browserAs = (role: "lead" | "colleague" = "lead", personId?: string) =>
  browserOf(
    world,
    person(personId ?? joined.applicantId, { affiliations: [{ organisationId: joined.organisationId, role }] }),
  );
const text = async (reply: Response | Promise<Response>) => {
  const html = await (await reply).text();
  return html.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");
};

beforeEach(async () => {
  world = await worldWithRegister();
  const input = { urn: "900001", payment: { method: "card" } } as const;
  joined = (await applyToJoin(world.ctx, world.register, input)).application;
  await activateMembership(workerCtx(world.ctx), invoiceFor(joined));
});

describe("the overview says how the membership stands", () => {
  test.each([
    [
      "2026-11-21",
      [
        "Member",
        "School membership, active from 21 November 2026 until 31 August 2027.",
        "You can renew from 2 June 2027.",
      ],
    ],
    ["2027-06-10", ["until 31 August 2027.", "Renew from 1 September 2027"]],
    ["2027-09-15", ["Time to renew", "ended on 31 August 2027. You can use everything until 30 September 2027."]],
    ["2027-10-05", ["Lapsed", "School membership ended on 31 August 2027.", "Renew, to be a member again from today"]],
  ])("on %s", async (date, words) => {
    day(date);
    const page = await text((await browserAs()).get("/portal"));
    for (const each of words) expect(page).toContain(each);
  });

  test("and that a colleague must ask", async () => {
    day("2027-06-10");
    const colleague = "per_01KAK3F0Q90000000000000009";
    const role = { personId: colleague, organisationId: joined.organisationId, role: "colleague", from: "2027-01-01" };
    await commit(world.ctx, { put: [affiliationPut({ ...role, role: "colleague" }, 1)] });
    const page = await text((await browserAs("colleague", colleague)).get("/portal"));
    expect(page).toContain("ask your lead or finance contact");
  });
});

describe("renewing", () => {
  const path = () => `/portal/membership/renew/${joined.organisationId}`;

  test("shows the price and the dates, keeps what was typed, and leads to the payment", async () => {
    day("2027-06-10");
    const browser = await browserAs();
    const page = await text(browser.get(path()));
    for (const words of [
      "Harbour View Primary School",
      "1 September 2027",
      "31 August 2028",
      "To pay",
      "Bill to",
      "As the year before",
    ]) {
      expect(page).toContain(words);
    }
    const wrong = await browser.submit(path(), {
      method: "invoice",
      purchaseOrderNumber: "",
      onceKey: "once-00000001",
    });
    expect(wrong.status).toBe(422);
    expect(await text(wrong)).toContain("Enter the purchase order number");
    const reply = await browser.submit(path(), { method: "card", onceKey: "once-00000002" });
    expect([reply.status, reply.headers.get("location")?.startsWith("/pay/app_")]).toEqual([303, true]);
    expect(await text(browser.get("/portal"))).toContain("waits for its payment");
    expect((await browser.get(path())).headers.get("location")).toMatch(/^\/pay\/app_/);
  });

  test("too early says from when; somebody who was slower reads who was quicker", async () => {
    expect(await text((await browserAs()).get(path()))).toContain("You can renew it from 2 June 2027.");
    day("2027-06-10");
    await (await browserAs()).submit(path(), { method: "card", onceKey: "once-00000003" });
    const other = "per_01KAK3F0Q90000000000000008";
    const role = { personId: other, organisationId: joined.organisationId, role: "lead", from: "2027-01-01" } as const;
    await commit(world.ctx, { put: [affiliationPut(role, 1)] });
    const slower = await (await browserAs("lead", other)).submit(path(), { method: "card", onceKey: "once-00000004" });
    expect(slower.status).toBe(409);
    expect(await text(slower)).toContain("A colleague has renewed");
  });

  test("by staff is an order by invoice from the organisation's page", async () => {
    day("2027-06-10");
    const staff = await browserOf(world, staffMember());
    const address = `/console/membership/organisations/${joined.organisationId}/renew`;
    expect(await text(staff.get(address))).not.toContain("By card");
    const card = await staff.submit(address, { method: "card", onceKey: "once-00000005" });
    expect(card.status).toBe(422);
    const fields = { method: "invoice", purchaseOrderNumber: "PO-1", onceKey: "once-00000006" };
    expect((await staff.submit(address, fields)).status).toBe(303);
  });

  test("is refused to a stranger as if it were not there", async () => {
    day("2027-06-10");
    const stranger = await browserOf(world, person("per_01KAK3F0Q90000000000000007"));
    expect([403, 404]).toContain((await stranger.get(path())).status);
  });
});

const asked = (more: Record<string, string> = {}) =>
  `?${new URLSearchParams({ benefit: "live-training", "on-day": "1", "on-month": "12", "on-year": "2026", price: "100", ...more })}`;

describe("why can't I?", () => {
  test("answers with yes or no, the price, the reason, and what was looked at", async () => {
    const browser = await browserAs();
    const yes = await text(browser.get(`/portal/membership/why${asked()}`));
    for (const words of [
      "Yes: Live training for your staff on 1 December 2026",
      "£70.00",
      "Memberships we looked at",
    ]) {
      expect(yes).toContain(words);
    }
    const no = await text(browser.get(`/portal/membership/why${asked({ "on-year": "2028" })}`));
    expect(no).toContain("No: Live training");
    expect(no).toContain("ended on 31 August 2027, and the time to renew it on 30 September.");
  });

  test("begins with today, and says what is wrong with a question", async () => {
    const browser = await browserAs();
    expect(await (await browser.get("/portal/membership/why")).text()).toContain('value="2026"');
    const wrong = await browser.get(
      `/portal/membership/why${asked({ benefit: "", "on-day": "31", "on-month": "2", price: "x" })}`,
    );
    expect(wrong.status).toBe(422);
    const words = await text(wrong);
    for (const each of ["Choose a benefit", "Enter a real date", "Enter the price in pounds"])
      expect(words).toContain(each);
    expect(
      (await browser.get(`/portal/membership/why${asked({ organisation: "org_01KAK3F0Q90000000000000007" })}`)).status,
    ).toBe(422);
  });

  test("staff ask for any organisation or person, and for nobody else's reference", async () => {
    const staff = await browserOf(world, staffMember());
    const address = "/console/membership/entitlement";
    expect(await text(staff.get(`${address}${asked({ organisation: joined.organisationId })}`))).toContain("Yes: Live");
    const claims = { issuer: "i", subject: "s", name: "Amara", email: "amara@school.example" };
    const colleague = await recognisePerson(world.ctx, claims);
    const role = { personId: colleague, organisationId: joined.organisationId, role: "colleague", from: "2026-11-21" };
    await commit(world.ctx, { put: [affiliationPut({ ...role, role: "colleague" }, 1)] });
    expect(await text(staff.get(`${address}${asked({ person: colleague })}`))).toContain("They pay");
    for (const wrong of [{}, { person: "somebody" }, { person: "per_01KAK3F0Q90000000000000007" }]) {
      expect((await staff.get(`${address}${asked(wrong)}`)).status).toBe(422);
    }
    expect((await (await browserAs()).get(address)).status).toBe(403);
  });

  test("the API says the same to oneself and to staff, and to a stranger that there is nothing", async () => {
    const address = `/api/membership/entitlement?benefit=live-training&on=2026-12-01&listPence=10000`;
    const own = await (await browserAs()).get(address);
    expect(await own.json()).toMatchObject({
      allowed: true,
      pricePence: 7_000,
      considered: [{ grant: { status: "active" } }],
    });
    const staff = await browserOf(world, staffMember());
    expect((await staff.get(`${address}&organisation=${joined.organisationId}`)).status).toBe(200);
    const stranger = await browserOf(world, person("per_01KAK3F0Q90000000000000007"));
    expect((await stranger.get(`${address}&organisation=${joined.organisationId}`)).status).toBe(404);
    expect((await stranger.get(`${address}&person=${joined.applicantId}`)).status).toBe(404);
    expect((await stranger.get(address.replace("2026-12-01", "soon"))).status).toBe(422);
    expect((await stranger.get(address.replace("live-training", "nothing-such"))).status).toBe(422);
  });
});

test("the API of renewals: how it stands, the order, and the same answer to the same key", async () => {
  const browser = await browserAs();
  const address = `/api/membership/renewals/${joined.organisationId}`;
  expect(await (await browser.get(address)).json()).toMatchObject({ state: "too-early", from: "2027-06-02" });
  day("2027-06-10");
  const later = await browserAs();
  expect(await (await later.get(address)).json()).toMatchObject({ state: "open", offer: { startsOn: "2027-09-01" } });
  const body = { organisationId: joined.organisationId, payment: { method: "card" } };
  const first = await later.post("/api/membership/renewals", body);
  expect(first.status).toBe(201);
  const again = await later.post("/api/membership/renewals", body);
  expect([again.status, await again.text()]).toEqual([201, await first.text()]);
  expect((await later.post("/api/membership/renewals", {}, "key-00000002")).status).toBe(422);
});
