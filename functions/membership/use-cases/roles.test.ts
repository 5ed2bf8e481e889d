import { affiliationHistoryOf, affiliationsOf } from "@alliance/auth";
import { published, type TestCtx } from "@alliance/testing";
import { beforeEach, describe, expect, it } from "vitest";
import { again, harbourView, quayside, someone, worldOfSchools } from "../people/test-world.ts";
import { answerRequest, askToBelong } from "./ask-to-belong.ts";
import { changeRole, endRole, leaveOrganisation } from "./change-role.ts";
import { findOrganisations } from "./find-organisations.ts";
import { handOverLead } from "./hand-over-lead.ts";
import { readOwnPlaces, readPeople } from "./read-people.ts";

type Someone = Awaited<ReturnType<typeof someone>>;
const organisationId = harbourView;
let world: TestCtx;
let lead: Someone;
let tom: Someone;

beforeEach(async () => {
  world = await worldOfSchools();
  lead = await someone(world, "Amara Osei", [[harbourView, "lead"]]);
  tom = await someone(world, "Tom Whitfield", [[harbourView, "colleague"]]);
});

const rolesOn = async (who: Someone, date: string) =>
  (await affiliationsOf(world.table, who.personId, date)).map(({ role }) => role);
const leadsToday = async () => {
  const { people } = await readPeople(await again(lead, "staff"), harbourView);
  return people.filter(({ affiliation, isOver }) => affiliation.role === "lead" && !isOver).length;
};

describe("a role", () => {
  it("is changed from today on; yesterday it was the other one", async () => {
    await changeRole(lead, { organisationId, personId: tom.personId, role: "colleague", to: "finance" });
    expect(await rolesOn(tom, "2026-11-20")).toEqual(["colleague"]);
    expect(await rolesOn(tom, "2026-11-21")).toEqual(["finance"]);
  });

  it("ends after the day that was set, and comes back with its history", async () => {
    const role = { organisationId, personId: tom.personId, role: "colleague" } as const;
    await endRole(lead, { ...role, lastDay: "2026-12-31" });
    expect(await rolesOn(tom, "2026-12-31")).toEqual(["colleague"]);
    expect(await rolesOn(tom, "2027-01-01")).toEqual([]);
    world.clock.moveSeconds(60 * 86_400);
    await expect(endRole(lead, { ...role, lastDay: "now" })).rejects.toMatchObject({ code: "gone" });
    const { requestId } = await askToBelong(tom, { organisationId, role: "colleague", from: "2027-01-20" });
    await answerRequest(lead, { organisationId, personId: tom.personId, requestId, outcome: "approved" });
    expect(await rolesOn(tom, "2026-10-01")).toEqual(["colleague"]);
    expect(await rolesOn(tom, "2027-01-10")).toEqual([]);
    expect(await rolesOn(tom, "2027-01-20")).toEqual(["colleague"]);
  });

  it("is refused a last day that is over, a stranger, a colleague, and staff without a reason", async () => {
    const role = { organisationId, personId: tom.personId, role: "colleague" } as const;
    await expect(endRole(lead, { ...role, lastDay: "2026-11-20" })).rejects.toMatchObject({ code: "invalid-input" });
    await expect(endRole(tom, { ...role, lastDay: "now" })).rejects.toMatchObject({ code: "not-allowed" });
    const stranger = await someone(world, "Cy Lo", [[quayside, "lead"]]);
    await expect(changeRole(stranger, { ...role, to: "head" })).rejects.toMatchObject({ code: "not-found" });
    const staff = await again(await someone(world, "Ruth Adeyemi"), "staff");
    await expect(endRole(staff, { ...role, lastDay: "now" })).rejects.toMatchObject({ code: "invalid-input" });
    await endRole(staff, { ...role, lastDay: "now", reason: "left-the-organisation" });
    expect(await rolesOn(tom, "2026-11-21")).toEqual([]);
  });
});

describe("the lead role", () => {
  it("cannot end, change or be left while nobody else leads", async () => {
    const own = { organisationId, personId: lead.personId, role: "lead" } as const;
    await expect(endRole(lead, { ...own, lastDay: "now" })).rejects.toThrow("Hand over");
    await expect(changeRole(lead, { ...own, to: "head" })).rejects.toThrow("Hand over");
    await expect(leaveOrganisation(lead, { organisationId, lastDay: "now" })).rejects.toThrow("Hand over");
    expect(published(world).filter(({ type }) => type === "membership.role-ended")).toEqual([]);
  });

  it("is handed over in one commit: the one leads, the other is a colleague", async () => {
    const { leadsVersion: seen } = await readPeople(lead, harbourView);
    await handOverLead(lead, { organisationId, from: lead.personId, to: tom.personId, seen });
    expect(await rolesOn(tom, "2026-11-21")).toEqual(["lead"]);
    expect(await rolesOn(lead, "2026-11-21")).toEqual(["colleague"]);
  });

  it("of two leads who hand over at once one wins, and there is always a lead", async () => {
    const second = await someone(world, "Una Reed", [[harbourView, "lead"]]);
    const from = [lead, second].map(({ personId }) => personId);
    const outcomes = await Promise.allSettled(
      [lead, second].map((who, n) =>
        handOverLead(who, { organisationId, from: from[n] ?? "", to: tom.personId, seen: 0 }),
      ),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await leadsToday()).toBe(2);
  });

  it("of two leads who leave at once one stays", async () => {
    const second = await someone(world, "Una Reed", [[harbourView, "lead"]]);
    const outcomes = await Promise.allSettled(
      [lead, second].map((who) => leaveOrganisation(who, { organisationId, lastDay: "now" })),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await leadsToday()).toBe(1);
  });

  it("is handed to nobody who does not belong, nor to oneself, nor on a page that is old", async () => {
    const input = { organisationId, from: lead.personId, seen: 0 };
    const stranger = await someone(world, "Cy Lo");
    await expect(handOverLead(lead, { ...input, to: stranger.personId })).rejects.toMatchObject({
      code: "invalid-input",
    });
    await expect(handOverLead(lead, { ...input, to: lead.personId })).rejects.toMatchObject({ code: "invalid-input" });
    await expect(handOverLead(lead, { ...input, to: tom.personId, seen: 7 })).rejects.toMatchObject({
      code: "conflict",
    });
    await expect(handOverLead(tom, { ...input, to: tom.personId })).rejects.toMatchObject({ code: "not-allowed" });
  });
});

describe("moving school", () => {
  const moving = {
    organisationId: quayside,
    role: "head",
    from: "2027-01-04",
    leaving: { organisationId: harbourView, lastDay: "2026-12-31" },
  } as const;

  it("ends the one and begins the other on the day, London time; the history stays with the person", async () => {
    const quaysideLead = await someone(world, "Cy Lo", [[quayside, "lead"]]);
    const { requestId } = await askToBelong(tom, moving);
    const answer = { organisationId: quayside, personId: tom.personId, requestId, outcome: "approved" } as const;
    await answerRequest(quaysideLead, answer);
    expect(await answerRequest(quaysideLead, answer)).toMatchObject({ status: "approved" });
    expect(await rolesOn(tom, "2026-12-31")).toEqual(["colleague"]);
    expect(await rolesOn(tom, "2027-01-03")).toEqual([]);
    expect(await rolesOn(tom, "2027-01-04")).toEqual(["head"]);
    expect(await affiliationHistoryOf(world.table, tom.personId)).toHaveLength(2);
    const began = published(world).filter(({ type }) => type === "membership.role-began");
    expect(began).toHaveLength(1);
  });

  it("asks once, however often it is asked, and the answer counts once", async () => {
    const quaysideLead = await someone(world, "Cy Lo", [[quayside, "lead"]]);
    const asked = await Promise.all([1, 2, 3].map(() => askToBelong(tom, moving)));
    expect(new Set(asked.map(({ requestId }) => requestId)).size).toBe(1);
    const answers = await Promise.allSettled(
      (["approved", "declined"] as const).map((outcome) =>
        answerRequest(quaysideLead, {
          ...{ organisationId: quayside, personId: tom.personId, outcome },
          requestId: asked[0]?.requestId ?? "",
        }),
      ),
    );
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("is refused to the last lead, who loses nothing by asking", async () => {
    await expect(askToBelong(lead, moving)).rejects.toThrow("Hand over");
    expect((await readOwnPlaces(lead)).requests).toEqual([]);
    expect(await rolesOn(lead, "2027-01-01")).toEqual(["lead"]);
  });

  it("is answered by the lead of that school or by staff with a reason, by nobody else", async () => {
    const { requestId } = await askToBelong(tom, moving);
    const answer = { organisationId: quayside, personId: tom.personId, requestId, outcome: "declined" } as const;
    await expect(answerRequest(lead, answer)).rejects.toMatchObject({ code: "not-found" });
    const staff = await again(await someone(world, "Ruth Adeyemi"), "staff");
    await expect(answerRequest(staff, answer)).rejects.toMatchObject({ code: "invalid-input" });
    expect(await answerRequest(staff, { ...answer, reason: "asked-by-the-organisation" })).toMatchObject({
      status: "declined",
    });
  });

  it("is refused to a school where one belongs already, and to one nobody knows", async () => {
    await expect(askToBelong(tom, { ...moving, organisationId: harbourView })).rejects.toMatchObject({
      code: "already-exists",
    });
    const unknown = "org_01KAK3F0Q8J5W2M7X9B4C6D8EZ";
    await expect(askToBelong(tom, { ...moving, organisationId: unknown })).rejects.toMatchObject({ code: "not-found" });
    await expect(askToBelong(tom, { ...moving, from: "2030-01-01" })).rejects.toMatchObject({ code: "invalid-input" });
  });

  it("finds schools by how their name begins, for somebody signed in only", async () => {
    expect((await findOrganisations(tom, "quay")).map(({ name }) => name)).toEqual(["Quayside School"]);
    expect(await findOrganisations(tom, "q")).toEqual([]);
    await expect(findOrganisations({ ...tom, actor: { kind: "anonymous" } }, "quay")).rejects.toMatchObject({
      code: "not-signed-in",
    });
  });
});
