import { contactsOf } from "@alliance/auth";
import { home } from "@alliance/events";
import { published, type TestCtx } from "@alliance/testing";
import { beforeEach, describe, expect, it } from "vitest";
import { askToBelong } from "../use-cases/ask-to-belong.ts";
import { inviteColleague } from "../use-cases/invite-colleague.ts";
import { readPeople } from "../use-cases/read-people.ts";
import { browserIn, harbourView, quayside, someone, worldOfSchools } from "./test-world.ts";

type Someone = Awaited<ReturnType<typeof someone>>;
const once = { onceKey: "once-000000001" };
const reason = "data-protection";
let world: TestCtx;
let lead: Someone;
let tom: Someone;
let asker: Someone;
let ids: { invitation: string; contact: string; request: string };

beforeEach(async () => {
  world = await worldOfSchools();
  lead = await someone(world, "Amara Osei", [[harbourView, "lead"]]);
  tom = await someone(world, "Tom Whitfield", [[harbourView, "colleague"]]);
  asker = await someone(world, "Priya Nair");
  const bea = { organisationId: harbourView, name: "Bea Finch", email: "b@school.example", role: "head" } as const;
  const { invitationId, contactId } = await inviteColleague(lead, bea);
  const { requestId } = await askToBelong(asker, {
    organisationId: harbourView,
    role: "colleague",
    from: "2026-11-21",
  });
  ids = { invitation: invitationId, contact: contactId, request: requestId };
});

const everyForm = (): readonly (readonly [path: string, fields: Record<string, string>])[] => [
  ["/invite", { name: "Eve", email: "eve@school.example", role: "lead" }],
  [`/invitations/${ids.invitation}`, { decision: "revoke" }],
  [`/contacts/${ids.contact}`, { decision: "remove" }],
  [`/roles/${tom.personId}/colleague`, { decision: "lead" }],
  [`/roles/${lead.personId}/lead`, { decision: "end-now" }],
  [`/requests/${asker.personId}`, { requestId: ids.request, decision: "approved" }],
  ["/hand-over", { from: lead.personId, to: tom.personId, seen: "0" }],
];

/** Who is what at the school, and who waits there. */
const standing = async () => {
  const { people, contacts, requests } = await readPeople(lead, harbourView);
  // Who signs in for the first time in a test is not what it is about.
  const events = published(world).filter(({ type }) => type !== home.personRegistered.type);
  return { people, contacts, requests, events: events.length };
};

async function statusesFor(who: Someone, base: string, more: Record<string, string>, ...staffRoles: "finance"[]) {
  const browser = await browserIn(world, who, undefined, ...staffRoles);
  const replies = [];
  for (const [path, fields] of everyForm()) {
    replies.push((await browser.submit(`${base}${path}`, { ...once, ...fields, ...more })).status);
  }
  return [...new Set(replies)];
}

describe("every form about people", () => {
  it("is refused to strangers, to colleagues, and to the lead of another school, and changes nothing", async () => {
    const before = await standing();
    const other = await someone(world, "Cy Lo", [[quayside, "lead"]]);
    const base = `/portal/people/${harbourView}`;
    expect(await statusesFor(await someone(world, "Dee Ash"), base, {})).toEqual([404]);
    expect(await statusesFor(other, base, {})).toEqual([404]);
    expect(await statusesFor(tom, base, {})).toEqual([403]);
    expect(await standing()).toEqual(before);
  });

  it("does not reach a school's things under the address of one's own", async () => {
    const before = await standing();
    const other = await someone(world, "Cy Lo", [[quayside, "lead"]]);
    const browser = await browserIn(world, other);
    for (const [path, fields] of everyForm().slice(1)) {
      const reply = await browser.submit(`/portal/people/${quayside}${path}`, { ...once, ...fields });
      expect([404, 409, 410, 422], path).toContain(reply.status);
    }
    expect(await standing()).toEqual(before);
    expect(await contactsOf(world.table, quayside)).toEqual([]);
  });

  it("of the console is for staff who decide about people, not for a lead, nor the finance team", async () => {
    const before = await standing();
    const base = `/console/membership/organisations/${harbourView}/people`;
    expect(await statusesFor(lead, base, { reason })).toEqual([403]);
    expect(await statusesFor(await someone(world, "Fay Oak"), base, { reason }, "finance")).toEqual([403]);
    expect(await standing()).toEqual(before);
  });

  it("is refused when it comes from another site, whoever is signed in", async () => {
    const before = await standing();
    const browser = await browserIn(world, lead);
    for (const origin of ["https://evil.example", "null"]) {
      for (const [path, fields] of everyForm()) {
        const reply = await browser.submit(`/portal/people/${harbourView}${path}`, { ...once, ...fields }, { origin });
        expect(reply.status, path).toBe(403);
      }
    }
    expect(await standing()).toEqual(before);
  });

  it("takes no field that it does not show, such as somebody else's id", async () => {
    const before = await standing();
    const browser = await browserIn(world, lead);
    for (const [path, fields] of everyForm()) {
      const forged = { ...once, ...fields, organisationId: quayside, personId: tom.personId };
      const reply = await browser.submit(`/portal/people/${harbourView}${path}`, forged);
      expect(reply.status, path).toBe(422);
    }
    expect(await standing()).toEqual(before);
  });
});

describe("a second click, and the back button", () => {
  const base = `/portal/people/${harbourView}`;

  it("of everything that is decided is the same answer, done once", async () => {
    const browser = await browserIn(world, lead);
    const twice: readonly (readonly [path: string, fields: Record<string, string>])[] = [
      [`/invitations/${ids.invitation}`, { ...once, decision: "resend" }],
      [`/requests/${asker.personId}`, { requestId: ids.request, decision: "approved" }],
      [`/roles/${tom.personId}/colleague`, { decision: "head" }],
      [`/roles/${tom.personId}/head`, { decision: "end-now" }],
      ["/hand-over", { from: lead.personId, to: asker.personId, seen: "0" }],
    ];
    for (const [path, fields] of twice) {
      const first = await browser.submit(`${base}${path}`, fields);
      const events = published(world).length;
      const second = await browser.submit(`${base}${path}`, fields);
      expect([first.status, first.headers.get("location")], path).toEqual([303, expect.stringContaining("?done=")]);
      // Whoever has handed over the lead does not decide any more.
      if (path === "/hand-over") expect(second.status).toBe(403);
      else expect([second.status, second.headers.get("location")], path).toEqual([303, first.headers.get("location")]);
      expect(published(world), path).toHaveLength(events);
    }
  });

  it("of a hand-over that staff make is done once; another page of before is told to look again", async () => {
    const staff = await someone(world, "Ruth Adeyemi");
    const browser = await browserIn(world, staff, undefined, "staff");
    const path = `/console/membership/organisations/${harbourView}/people/hand-over`;
    const fields = { from: lead.personId, to: tom.personId, seen: "0", reason };
    for (const _ of [1, 2]) expect((await browser.submit(path, fields)).status).toBe(303);
    const stale = await browser.submit(path, { ...fields, from: tom.personId, to: lead.personId });
    expect([stale.status, await stale.text()]).toEqual([
      422,
      expect.stringContaining("changed while you were deciding"),
    ]);
  });
});
