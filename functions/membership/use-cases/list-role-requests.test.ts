import { affiliationPut } from "@alliance/auth";
import { commit } from "@alliance/store";
import type { TestCtx } from "@alliance/testing";
import { beforeEach, describe, expect, it } from "vitest";
import { again, browserIn, harbourView, quayside, someone, worldOfSchools } from "../people/test-world.ts";
import { answerRequest, askToBelong } from "./ask-to-belong.ts";
import { listRoleRequests } from "./list-role-requests.ts";
import { readOverview } from "./read-overview.ts";

type Someone = Awaited<ReturnType<typeof someone>>;
const path = "/console/membership/requests";
const day = 86_400;
let world: TestCtx;
let staff: Someone;
let tom: Someone;

beforeEach(async () => {
  world = await worldOfSchools();
  await someone(world, "Amara Osei", [[harbourView, "lead"]]);
  staff = await again(await someone(world, "Ruth Adeyemi"), "staff");
  tom = await someone(world, "Tom Whitfield");
});

const ask = (who: Someone, organisationId: string) =>
  askToBelong(who, { organisationId, role: "colleague", from: "2026-11-21" });
const names = async (limit = 25) =>
  (await listRoleRequests(staff, { limit })).items.map(({ request }) => request.organisationName);

describe("requests to belong as work of the staff", () => {
  it("come at once where nobody leads, and after five working days where somebody does", async () => {
    await ask(tom, harbourView);
    expect(await names()).toEqual([]);
    expect((await readOverview(staff)).waiting).toEqual([]);
    await ask(tom, quayside);
    expect(await names()).toEqual(["Quayside School"]);
    // The clock of tests stands on a Saturday: the fifth working day is the Friday after.
    world.clock.moveSeconds(6 * day - 60);
    expect(await names()).toEqual(["Quayside School"]);
    world.clock.moveSeconds(60);
    expect(await names()).toEqual(["Quayside School", "Harbour View Primary School"]);
    const [line] = (await readOverview(staff)).waiting;
    expect(line).toEqual({ kind: "request", count: { value: 2, isMore: false }, since: "2026-11-21T10:00:00.000Z" });
  });

  it("count a lead contact whose role is over as none", async () => {
    const who = { personId: tom.personId, organisationId: quayside, role: "lead" } as const;
    await commit(world, { put: [affiliationPut({ ...who, from: "2025-09-01", until: "2026-11-20" }, 1)] });
    await ask(await someone(world, "Una Reed"), quayside);
    expect(await names()).toEqual(["Quayside School"]);
  });

  it("are gone once anybody has answered, and many answers at once are one", async () => {
    const { requestId } = await ask(tom, quayside);
    const answer = (outcome: "approved" | "declined") =>
      answerRequest(staff, {
        ...{ organisationId: quayside, personId: tom.personId, requestId, outcome },
        reason: "lead-cannot-be-reached",
      });
    const answers = await Promise.allSettled([answer("approved"), answer("declined"), answer("approved")]);
    expect(answers.filter(({ status }) => status === "rejected").length).toBeGreaterThan(0);
    expect(await names()).toEqual([]);
  });

  it("are answered by staff with a reason only, and listed for nobody else", async () => {
    const { requestId, personId } = await ask(tom, quayside);
    const answer = { organisationId: quayside, personId, requestId, outcome: "approved" } as const;
    await expect(answerRequest(staff, answer)).rejects.toMatchObject({ code: "invalid-input" });
    await expect(listRoleRequests(tom, { limit: 25 })).rejects.toMatchObject({ code: "not-allowed" });
  });

  it("are read a page at a time, the longest wait first", async () => {
    for (let n = 1; n <= 30; n++) await ask(await someone(world, `Person ${n}`), quayside);
    const first = await listRoleRequests(staff, { limit: 20 });
    const second = await listRoleRequests(staff, { limit: 20, ...(first.cursor ? { cursor: first.cursor } : {}) });
    expect([first.items.length, second.items.length, second.cursor]).toEqual([20, 10, undefined]);
    expect(first.items[0]?.person?.name).toBe("Person 1");
  });
});

describe("their page", () => {
  it("says who waits, why it is here, and leads to the answer", async () => {
    const staffs = await browserIn(world, staff, undefined, "staff");
    expect(await (await staffs.get(path)).text()).toContain("Nobody waits for an answer of ours");
    await ask(tom, quayside);
    const html = await (await staffs.get(path)).text();
    expect(html).toContain("Nobody leads the organisation");
    const answer = `/console/membership/organisations/${quayside}/people/requests/${tom.personId}`;
    expect(html).toContain(answer);
    expect((await staffs.get(answer)).status).toBe(200);
  });

  it("goes on to a next page, and is there for staff alone", async () => {
    for (let n = 1; n <= 26; n++) await ask(await someone(world, `Person ${n}`), quayside);
    const staffs = await browserIn(world, staff, undefined, "staff");
    const next = /href="([^"]*cursor=[^"]*)"/.exec(await (await staffs.get(path)).text())?.[1] ?? "";
    expect(await (await staffs.get(next.replaceAll("&amp;", "&"))).text()).toContain("Person 26");
    expect((await staffs.get(`${path}?cursor=forged`)).status).toBe(422);
    expect((await (await browserIn(world, tom)).get(path)).status).toBe(403);
  });
});
