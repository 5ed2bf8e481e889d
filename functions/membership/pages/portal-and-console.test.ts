import { actorOf, approvalSettingKeyOf, bookingsOfOrganisation, personKey } from "@alliance/auth";
import type { PersonActor } from "@alliance/core";
import { commit } from "@alliance/store";
import { person, staffMember } from "@alliance/testing";
import { beforeEach, describe, expect, test } from "vitest";
import {
  anotherPerson,
  browserOf,
  expiryOf,
  importFiles,
  invoiceFor,
  seen,
  type World,
  workerCtx,
  worldWithRegister,
} from "../test-world.ts";
import { activateMembership } from "../use-cases/activate-membership.ts";
import { applyToJoin } from "../use-cases/apply-to-join.ts";
import { releaseApplication } from "../use-cases/release-application.ts";

const ada = person();

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
describe("the portal", () => {
  test("tells a newcomer where to begin", async () => {
    const page = await seen((await browserOf(world, ada)).get("/portal"));
    expect(page.html).toContain("You do not belong to a member school yet");
  });

  test("shows the school, its membership and what comes with it", async () => {
    await activateMembership(workerCtx(world.ctx), invoiceFor(await applicationBy(ada)));
    const lead = await actorOf(world.ctx, ada.personId, []);
    const { html } = await seen((await browserOf(world, lead)).get("/portal"));
    for (const text of ["Harbour View Primary School", "Lead contact", "21 November 2026", "/portal/invoices"]) {
      expect(html).toContain(text);
    }
    expect(html).toContain("Included in School membership");
  });

  test("names first what waits for somebody's approval, and leads there", async () => {
    await activateMembership(workerCtx(world.ctx), invoiceFor(await applicationBy(ada)));
    const lead = await actorOf(world.ctx, ada.personId, []);
    const [{ organisationId = "" } = {}] = lead.affiliations;
    const sessionId = "ses_01KAK3F0Q8J5W2M7X9B4C6D8ST";
    const booking = {
      ...{ bookingId: "bkg_01KAK3F0Q8J5W2M7X9B4C6D8ST", organisationId, status: "awaiting-approval" },
      ...{
        bookedBy: anotherPerson().personId,
        holdUntil: "2026-11-25T17:00:00.000Z",
        places: [{ sessionId }, { sessionId }],
      },
    };
    const sk = "2026-11-21";
    const asked = { key: { pk: "booking#1", sk: "booking" }, entity: "training.booking", version: 1, data: booking };
    const setting = { key: approvalSettingKeyOf(organisationId), entity: "setting", version: 1, data: {} };
    const listing = { key: { pk: `session#${sessionId}`, sk: "listing" }, entity: "listing", version: 1 };
    const { pk } = bookingsOfOrganisation(organisationId);
    await commit(world.ctx, {
      put: [setting, { ...listing, data: { title: "Reading together" } }, { ...asked, gsi1: { pk, sk } }],
    });
    const { html } = await seen((await browserOf(world, lead)).get("/portal"));
    expect(html).toContain(`href="/training/approvals/${booking.bookingId}">2 places: Reading together`);
    expect(html).toContain("Answer by 25 November 2026 at 17:00");
    expect((await seen((await browserOf(world, anotherPerson())).get("/portal"))).html).not.toContain("approval");
  });

  test("shows one's own organisation, with its memberships; for strangers it does not exist", async () => {
    const application = await applicationBy(ada);
    const { organisationId } = application;
    const path = `/portal/organisations/${organisationId}`;
    await activateMembership(workerCtx(world.ctx), invoiceFor(application));
    const lead = await actorOf(world.ctx, ada.personId, []);
    const page = await seen((await browserOf(world, lead)).get(path));
    expect(page).toMatchObject({ status: 200, heading: "Harbour View Primary School" });
    for (const text of ["900001", "School membership", "£208.33", `/portal/people/${organisationId}`]) {
      expect(page.html).toContain(text);
    }
    expect((await seen((await browserOf(world, lead)).get("/portal"))).html).toContain(`href="${path}"`);
    expect(await seen((await browserOf(world, anotherPerson())).get(path))).toMatchObject({ status: 404 });
  });

  test("shows an application that waits, and one that ended", async () => {
    const application = await applicationBy(ada);
    const browser = await browserOf(world, ada);
    expect((await seen(browser.get("/portal"))).html).toContain(`href="/pay/${application.applicationId}"`);
    await releaseApplication(workerCtx(world.ctx), expiryOf(application));
    const page = await seen(browser.get(`/portal/applications/${application.applicationId}`));
    expect(page).toMatchObject({ refresh: null, heading: "This application has ended" });
  });

  test("shows nobody else's application", async () => {
    const { applicationId } = await applicationBy(ada);
    const stranger = await browserOf(world, anotherPerson());
    expect((await seen(stranger.get(`/portal/applications/${applicationId}`))).status).toBe(404);
  });
});

describe("the console", () => {
  test("is closed to members", async () => {
    const browser = await browserOf(world, ada);
    for (const path of ["/console", "/console/membership/organisations", "/console/membership/register"]) {
      expect((await seen(browser.get(path))).status).toBe(403);
    }
  });

  test("shows what waits and leads to it", async () => {
    const { organisationId } = await applicationBy(ada);
    const staff = await browserOf(world, staffMember());
    const overview = await seen(staff.get("/console"));
    expect(overview.html).toContain("Waiting for payment, longest first");
    expect(overview.html).toContain(`/console/membership/organisations/${organisationId}`);
    expect((await seen((await browserOf(world, staffMember("assessor"))).get("/console"))).heading).toBe(
      "Staff console",
    );
  });

  test("lists organisations page by page, and refuses a cursor that is not ours", async () => {
    for (const urn of ["900001", "900002"]) await applicationBy(ada, urn);
    const staff = await browserOf(world, staffMember());
    expect((await seen(staff.get("/console/membership/organisations?q=St+mary"))).html).not.toContain("Harbour View");
    expect((await seen(staff.get("/console/membership/organisations?cursor=abc"))).status).toBe(422);
  });

  test("tells an organisation's story with the names of its people", async () => {
    await activateMembership(workerCtx(world.ctx), invoiceFor(await applicationBy(ada)));
    const { organisationId } = await applicationBy(ada, "900002");
    const staff = await browserOf(world, staffMember());
    const story = await seen(staff.get(`/console/membership/organisations/${organisationId}`));
    expect(story.heading).toBe("St Mary’s Church of England Primary School");
    expect(story.html).toContain("Applied for membership 2026-27");
    expect(story.html).toContain("Ada Example");
    const missing = "/console/membership/organisations/org_01KAK3F0Q8J5W2M7X9B4C6D8ZZ";
    expect((await seen(staff.get(missing))).status).toBe(404);
  });

  test("shows a membership as it stands on the day, and leads to the people whoever may manage them", async () => {
    const { organisationId } = await applicationBy(ada);
    await activateMembership(workerCtx(world.ctx), invoiceFor(await applicationBy(ada)));
    const path = `/console/membership/organisations/${organisationId}`;
    const now = (await seen((await browserOf(world, staffMember())).get(path))).html;
    expect([now.includes(">Member<"), now.includes(`href="${path}/people"`)]).toEqual([true, true]);
    world.ctx.clock.moveSeconds(2 * 366 * 86_400);
    const later = (await seen((await browserOf(world, staffMember("finance"))).get(path))).html;
    expect([later.includes(">Member<"), later.includes("Lapsed")]).toEqual([false, true]);
    expect(later).not.toContain(`href="${path}/people"`);
  });

  test("shows imports and refusals, and how to import", async () => {
    await importFiles(world, Buffer.from("not a register"));
    const { html, refresh } = await seen((await browserOf(world, staffMember())).get("/console/membership/register"));
    expect(html).toContain("5 rows: 5 new, 0 changed, 0 as before");
    expect(html).toContain("Line 1, URN: is missing from the header");
    expect(html).toContain("pnpm import:gias");
    expect(refresh).toBeNull();
  });
});

test("every page stays under 40 KB and asks nobody else for anything", async () => {
  await activateMembership(workerCtx(world.ctx), invoiceFor(await applicationBy(ada)));
  const staff = await browserOf(world, staffMember());
  for (const path of [
    "/join",
    "/join?q=school",
    "/join/900002",
    "/portal",
    "/console",
    "/console/membership/register",
  ]) {
    const { html } = await seen(staff.get(path));
    expect(Buffer.byteLength(html)).toBeLessThan(40_000);
    expect(html).not.toMatch(/(?:src|action)="https?:/);
  }
});
