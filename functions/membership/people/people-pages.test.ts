import { person, type TestCtx } from "@alliance/testing";
import { beforeEach, describe, expect, it } from "vitest";
import { inviteColleague } from "../use-cases/invite-colleague.ts";
import { browserIn, harbourView, quayside, secretOf, someone, worldOfSchools } from "./test-world.ts";

type Someone = Awaited<ReturnType<typeof someone>>;
const base = `/portal/people/${harbourView}`;
const consoleBase = `/console/membership/organisations/${harbourView}/people`;
let world: TestCtx;
let lead: Someone;
let tom: Someone;

beforeEach(async () => {
  world = await worldOfSchools();
  lead = await someone(world, "Amara Osei", [[harbourView, "lead"]]);
  tom = await someone(world, "Tom Whitfield", [[harbourView, "colleague"]]);
});

const hiddenOf = (html: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? "";

describe("the people page", () => {
  it("leads somebody with one school there, and lets somebody with two choose", async () => {
    const one = await (await browserIn(world, lead)).get("/portal/people");
    expect(one.headers.get("location")).toBe(base);
    const both = await someone(world, "Una Reed", [
      [harbourView, "colleague"],
      [quayside, "lead"],
    ]);
    const html = await (await (await browserIn(world, both)).get("/portal/people")).text();
    expect(html).toContain("Harbour View Primary School");
    expect(html).toContain("Quayside School");
  });

  it("shows addresses and ways to decide to the lead contact alone", async () => {
    const leads = await (await (await browserIn(world, lead)).get(base)).text();
    expect(leads).toContain("tom.whitfield@school.example");
    expect(leads).toContain("Invite a colleague");
    const colleagues = await (await (await browserIn(world, tom)).get(base)).text();
    expect(colleagues).toContain("Amara Osei");
    expect(colleagues).not.toContain("@school.example");
    expect(colleagues).not.toContain("Invite a colleague");
  });

  it("does not exist for strangers", async () => {
    const stranger = await browserIn(world, await someone(world, "Cy Lo"));
    for (const path of ["", "/invite", "/hand-over", "/leave"]) {
      expect((await stranger.get(`${base}${path}`)).status, path).toBe(404);
    }
    expect(await (await stranger.get("/portal/people")).text()).toContain("You do not belong to an organisation yet");
  });
});

describe("inviting", () => {
  const typed = { name: "Bea Finch", email: "office@school.example", role: "finance", onceKey: "once-000000001" };

  it("sends once for a double click, and shows who is invited", async () => {
    const browser = await browserIn(world, lead);
    const replies = await Promise.all([1, 2].map(() => browser.submit(`${base}/invite`, typed)));
    expect(replies.map((reply) => reply.headers.get("location"))).toEqual([1, 2].map(() => `${base}?done=invited`));
    const html = await (await browser.get(`${base}?done=invited`)).text();
    expect(html.match(/office@school\.example/g)).toHaveLength(1);
    expect(html).toContain("The invitation is on its way");
  });

  it("keeps what was typed when something is wrong, and asks staff why", async () => {
    const browser = await browserIn(world, lead);
    const reply = await browser.submit(`${base}/invite`, { ...typed, email: "office", role: "" });
    expect(reply.status).toBe(422);
    const html = await reply.text();
    expect(html).toContain("Enter an e-mail address");
    expect(html).toContain('value="Bea Finch"');
    const staff = await browserIn(world, await someone(world, "Ruth Adeyemi"), undefined, "staff");
    const refused = await staff.submit(`${consoleBase}/invite`, { ...typed, reason: "" });
    expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining("Choose why you do this")]);
    const done = await staff.submit(`${consoleBase}/invite`, { ...typed, reason: "asked-by-the-organisation" });
    expect(done.headers.get("location")).toBe(`${consoleBase}?done=invited`);
  });
});

describe("the link in the letter", () => {
  const invite = async () => {
    const input = { organisationId: harbourView, name: "Bea Finch", email: "o@school.example", role: "head" } as const;
    return `/invitations/${await secretOf(world, await inviteColleague(lead, input))}`;
  };

  it("says who invites to what, also to a visitor, and changes nothing", async () => {
    const path = await invite();
    const visitor = await browserIn(world);
    const reply = await visitor.get(path);
    expect(reply.headers.get("referrer-policy")).toBe("strict-origin");
    const html = await reply.text();
    expect(html).toContain("Amara Osei invites Bea Finch");
    expect(html).toContain(`/sign-in?to=${path}`);
    const accepted = await visitor.submit(path, { as: person().personId });
    expect(accepted.headers.get("location")).toContain("/sign-in");
    expect((await visitor.get(`/invitations/${"A".repeat(43)}`)).status).toBe(404);
    expect((await visitor.get("/invitations/short")).status).toBe(404);
  });

  it("names the account that would accept when it is not the one that is meant", async () => {
    const path = await invite();
    const other = await browserIn(world, tom);
    const html = await (await other.get(path)).text();
    expect(html).toContain("You are signed in as <strong>Tom Whitfield</strong>");
    expect(html).toContain("Accept for Tom Whitfield");
    expect(html).toContain("Sign in as somebody else");
    const elsewhere = await other.submit(path, { as: lead.personId });
    expect(elsewhere.status).toBe(409);
    const bea = await browserIn(world, await someone(world, "Bea Finch"));
    const shown = await (await bea.get(path)).text();
    expect(shown).not.toContain("Accept for");
    const done = await bea.submit(path, { as: hiddenOf(shown, "as") });
    expect(done.headers.get("location")).toBe(path);
    expect(await (await bea.get(path)).text()).toContain("You belong to Harbour View Primary School");
    expect((await other.get(path)).status).toBe(410);
  });
});

describe("changing a role", () => {
  it("asks for the day when somebody leaves on a day", async () => {
    const browser = await browserIn(world, lead);
    const path = `${base}/roles/${tom.personId}/colleague`;
    const refused = await browser.submit(path, {
      decision: "end-on",
      "lastDay-day": "31",
      "lastDay-month": "2",
      "lastDay-year": "2027",
    });
    expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining("Enter their last day")]);
    const done = await browser.submit(path, {
      decision: "end-on",
      "lastDay-day": "5",
      "lastDay-month": "1",
      "lastDay-year": "2027",
    });
    expect(done.headers.get("location")).toBe(`${base}?done=ended`);
    expect(await (await browser.get(base)).text()).toContain("5 January 2027");
  });

  it("the last lead contact is told to hand over first, and does it on a page that names the people", async () => {
    const browser = await browserIn(world, lead);
    const own = await browser.submit(`${base}/leave`, { when: "now" });
    expect([own.status, await own.text()]).toEqual([422, expect.stringContaining("Hand over the lead role")]);
    const html = await (await browser.get(`${base}/hand-over`)).text();
    const form = { from: hiddenOf(html, "from"), seen: hiddenOf(html, "seen") };
    expect((await browser.submit(`${base}/hand-over`, form)).status).toBe(422);
    const done = await browser.submit(`${base}/hand-over`, { ...form, to: tom.personId });
    expect(done.headers.get("location")).toBe(`${base}?done=handed-over`);
    expect((await browser.submit(`${base}/leave`, { when: "now" })).headers.get("location")).toBe("/portal/people");
  });
});

describe("I work here", () => {
  it("finds the school, asks, and the lead contact answers", async () => {
    const newcomer = await someone(world, "Priya Nair");
    const browser = await browserIn(world, newcomer);
    expect(await (await browser.get("/portal/people/requests?q=harbour")).text()).toContain(harbourView);
    const path = `/portal/people/requests/${harbourView}`;
    expect((await browser.submit(path, { role: "colleague" })).status).toBe(422);
    const day = { "from-day": "21", "from-month": "11", "from-year": "2026" };
    const asked = await browser.submit(path, { role: "colleague", ...day });
    expect(asked.headers.get("location")).toBe("/portal/people?asked=yes");
    const leads = await browserIn(world, lead);
    expect(await (await leads.get(base)).text()).toContain("They ask to belong");
    const question = `${base}/requests/${newcomer.personId}`;
    const requestId = hiddenOf(await (await leads.get(question)).text(), "requestId");
    const answered = await leads.submit(question, { requestId, decision: "approved" });
    expect(answered.headers.get("location")).toBe(`${base}?done=approved`);
    expect((await browser.get(base)).status).toBe(200);
    expect((await leads.submit(question, { requestId, decision: "declined" })).status).toBe(410);
  });
});
