import { affiliationPut } from "@alliance/auth";
import { grantPut } from "@alliance/entitlement";
import { commit } from "@alliance/store";
import { as, person, staffMember, type TestCtx, testCtx } from "@alliance/testing";
import ICAL from "ical.js";
import { describe, expect, it } from "vitest";
import { browserOf, onlineSession, putSession, roomSession, venue } from "../../test-world.ts";
import { createSession } from "../../use-cases/create-session.ts";
import { publishSession } from "../../use-cases/publish-session.ts";
import { repeatSession } from "../../use-cases/repeat-session.ts";

const organisationId = "org_01KAK3F0Q8J5W2M7X9B4C6D8EG";
const member = person(undefined, { affiliations: [{ organisationId, role: "colleague" }] });
const world = () => testCtx({ kind: "anonymous" });

/** The school's membership, as membership writes it. */
async function membership(ctx: TestCtx, discountPercent = 30): Promise<void> {
  await commit(ctx, {
    put: [
      affiliationPut({ personId: member.personId, organisationId, role: "colleague", from: "2026-09-01" }, 1),
      grantPut(
        {
          ...{ membershipId: "mem_1", organisationId, organisationName: "Harbour View", status: "active" },
          ...{ membershipTypeId: "school", membershipTypeName: "School membership", covers: "itself" },
          ...{ from: "2026-09-01", until: "2027-08-31", graceUntil: "2027-09-30" },
          benefits: [
            {
              benefitId: "live-training",
              name: "Live training",
              discountPercent,
              allowance: { quantity: 2, unit: "places" },
            },
          ],
        },
        1,
      ),
    ],
  });
}

describe("the catalogue's pages", () => {
  it("show a visitor what members save, and a member their own price", async () => {
    const ctx = world();
    await putSession(ctx);
    await membership(ctx);
    const visitor = await (await browserOf(ctx)).get("/training");
    expect(visitor.text).toMatch(/£50\.00<\/span> plus VAT; less for members/);
    const own = await (await browserOf(ctx, member)).get("/training");
    expect(own.text).toMatch(/£35\.00<\/span> plus VAT for you as a member; <span[^>]*>£50\.00/);
  });

  it("say why on the session's page: the membership of that day, or that there is none", async () => {
    const ctx = world();
    const { sessionId } = await putSession(ctx);
    const later = await putSession(
      ctx,
      onlineSession({
        startsAtLocal: "2027-11-03T10:00",
        endsAtLocal: "2027-11-03T11:00",
        bookingClosesAtLocal: "2027-11-03T10:00",
      }),
    );
    await membership(ctx);
    const browser = await browserOf(ctx, member);
    const now = await browser.get(`/training/${sessionId}`);
    expect(now.text).toContain(
      "2 places included, then 30% off with School membership of Harbour View until 31 August 2027.",
    );
    expect(now.text).toContain("instead of £50.00 without membership");
    const then = await browser.get(`/training/${later.sessionId}`);
    expect(then.text).toContain("School membership of Harbour View ended on 31 August 2027");
    const visitor = await (await browserOf(ctx)).get(`/training/${sessionId}`);
    expect(visitor.text).toContain("Sign in to see your price");
  });

  it("take the members' own price where the session has one, unless the membership takes off more", async () => {
    const ctx = world();
    const { sessionId } = await putSession(
      ctx,
      onlineSession({ price: { listNetPence: 5_000, memberNetPence: 4_000 } }),
    );
    await membership(ctx, 10);
    const own = await (await browserOf(ctx, member)).get(`/training/${sessionId}`);
    expect(own.text).toMatch(/£40\.00<\/span> plus VAT/);
    expect(own.text).toContain("This is the members’ price.");
    const visitor = await (await browserOf(ctx)).get(`/training/${sessionId}`);
    expect(visitor.text).toContain("£40.00 for members");
  });

  it("narrow down by their address, keep what was chosen, and explain when nothing fits", async () => {
    const ctx = world();
    await putSession(ctx, roomSession(20, { title: "Sports day together", subjects: ["sport"] }));
    const { get } = await browserOf(ctx);
    const found = await get("/training?q=sports&subject=sport&phase=&region=");
    expect(found.text).toMatch(/One session to come.*“sports”, Sport/s);
    expect(found.text).toMatch(/<option value="sport" selected/);
    expect((await get("/training?subject=stem")).text).toContain("Nothing fits that");
    expect((await get("/training?subject=nonsense")).status).toBe(422);
    expect((await get("/training?from=2027-99-99")).status).toBe(422);
  });

  it("never tell a visitor how to join or get in, wherever it is shown", async () => {
    const ctx = world();
    const online = { link: "https://meet.example/secret-room", instructions: "Say the secret word" };
    const session = onlineSession({
      ...{
        format: "hybrid",
        region: "London",
        online,
        venue: { ...venue, instructions: "The secret key is under the mat" },
      },
      pools: [
        { poolId: "room", capacity: 5 },
        { poolId: "online", capacity: 5 },
      ],
    });
    const { sessionId } = await putSession(ctx, session);
    const { get } = await browserOf(ctx);
    for (const path of [
      "/training",
      `/training/${sessionId}`,
      "/training/calendar.ics",
      `/training/${sessionId}/session.ics`,
    ]) {
      const reply = await get(path);
      expect([path, reply.status]).toEqual([path, 200]);
      expect(reply.text).not.toContain("secret");
    }
    expect((await get(`/training/${sessionId}`)).text).toContain("Harbour Hall");
  });

  it("have no page of a draft but for staff, and say of a cancelled session that it is", async () => {
    const ctx = world();
    const hidden = await putSession(ctx, undefined, { status: "draft" });
    const cancelled = await putSession(ctx, undefined, { status: "cancelled" });
    const { get } = await browserOf(ctx);
    for (const path of [
      `/training/${hidden.sessionId}`,
      `/training/${hidden.sessionId}/session.ics`,
      "/training/ses_1",
      "/training/x/session.ics",
    ]) {
      expect([path, (await get(path)).status]).toEqual([path, 404]);
    }
    expect((await get(`/training/${cancelled.sessionId}`)).text).toContain("has been cancelled");
    const staff = await browserOf(as(ctx, staffMember()), staffMember());
    expect((await staff.get(`/training/${hidden.sessionId}`)).text).toContain("not published yet");
  });

  it("list the dates of a series that can be seen", async () => {
    const ctx = testCtx(staffMember());
    const { sessionId } = await createSession(ctx, onlineSession());
    const [second] = await repeatSession(ctx, sessionId, { days: ["2027-02-03", "2027-02-17"], asSeries: true });
    for (const each of [sessionId, second?.sessionId ?? ""]) await publishSession(ctx, each);
    const { text } = await (await browserOf(ctx)).get(`/training/${sessionId}`);
    expect(text).toContain("Wednesday 20 January 2027, 15:45 to 17:00 (this page)");
    expect(text).toContain(`href="/training/${second?.sessionId}"`);
    expect(text).not.toContain("17 February 2027");
  });
});

describe("the calendar's files", () => {
  const entriesOf = (text: string) =>
    new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent").map((each) => new ICAL.Event(each));

  it("hold what is published, by an id that stays, with the page's address", async () => {
    const ctx = world();
    const { sessionId } = await putSession(ctx, roomSession(), { calendarSequence: 3 });
    const { get } = await browserOf(ctx);
    const feed = await get("/training/calendar.ics");
    expect(feed.headers.get("content-type")).toBe("text/calendar; charset=utf-8; method=PUBLISH");
    const [entry] = entriesOf(feed.text);
    expect(entry).toMatchObject({ uid: `${sessionId}@localhost`, sequence: 3, location: "Harbour Hall, SR7 0AA" });
    expect(entriesOf((await get(`/training/${sessionId}/session.ics`)).text)[0]?.uid).toBe(entry?.uid);
  });

  it("tell whoever put a cancelled session into a calendar that it is off", async () => {
    const ctx = world();
    const { sessionId } = await putSession(ctx, undefined, { status: "cancelled", calendarSequence: 1 });
    const [entry] = entriesOf((await (await browserOf(ctx)).get(`/training/${sessionId}/session.ics`)).text);
    expect(entry?.component.getFirstPropertyValue("status")).toBe("CANCELLED");
  });
});
