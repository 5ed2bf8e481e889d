import { isProblem } from "@alliance/core";
import type { Ctx } from "@alliance/store";
import { as, person, published, staffMember } from "@alliance/testing";
import { expect, test } from "vitest";
import { termKey } from "../keys/term.ts";
import type { Application, DecisionInput } from "../schema/application.ts";
import { Term } from "../schema/term.ts";
import { anotherPerson, browserOf, type World, worldWithRegister } from "../test-world.ts";
import { applyToJoin } from "./apply-to-join.ts";
import { decideApplication, listAwaitingApproval, readApplicationAsStaff } from "./decide-application.ts";

const books = { kind: "business", name: "Quayside Books", addressLines: ["1 Quay", "Seaham"] } as const;
const yes: DecisionInput = { outcome: "approved", reason: "A partner of long standing" };
const no: DecisionInput = { outcome: "declined", reason: "We do not know this business" };

async function waiting(): Promise<{ world: World; application: Application; decide: typeof decideAs }> {
  const world = await worldWithRegister(person());
  const newOrganisation = { ...books, addressLines: [...books.addressLines] };
  const input = { organisation: "new", payment: { method: "card" }, newOrganisation } as const;
  const { application } = await applyToJoin(world.ctx, world.register, input);
  return { world, application, decide: decideAs };
}

const decideAs = ({ ctx }: World, { applicationId }: Application, input: DecisionInput, who = staffMember()) =>
  decideApplication(as(ctx, who), applicationId, input);

function termOf({ ctx }: World, { organisationId, academicYear }: Application) {
  const table: Ctx["table"] = ctx.table;
  return table.get(termKey(organisationId, academicYear), Term);
}
const typesIn = ({ ctx }: World) => published(ctx).map(({ type }) => type);
const problemOf = (deciding: Promise<unknown>): Promise<unknown> =>
  deciding.then(
    () => "no problem",
    (error: unknown) => (isProblem(error) ? error.code : error),
  );

test("what waits holds its term and is ordered by nobody", async () => {
  const { world, application } = await waiting();
  expect(application.status).toBe("awaiting-approval");
  expect((await termOf(world, application))?.data.status).toBe("pending");
  expect(typesIn(world)).not.toContain("membership.application-submitted");
  expect(await listAwaitingApproval(as(world.ctx, staffMember()))).toMatchObject([
    { organisationName: "Quayside Books" },
  ]);
});

test("an approval orders what was applied for, as it was applied for, and keeps who and why", async () => {
  const { world, application, decide } = await waiting();
  const decided = await decide(world, application, yes);
  expect(decided).toMatchObject({ status: "pending", decision: { outcome: "approved", reason: yes.reason } });
  const submitted = published(world.ctx).find(({ type }) => type === "membership.application-submitted");
  expect(submitted?.data).toMatchObject({
    payment: "card",
    payWithinDays: 14,
    billTo: { name: "Quayside Books", addressLines: ["1 Quay", "Seaham"] },
    lines: [{ netPence: 150_000, vatTreatment: "standard" }],
  });
  expect(typesIn(world)).toContain("membership.application-approved");
  expect(JSON.stringify(published(world.ctx))).not.toContain(yes.reason);
  expect(await listAwaitingApproval(as(world.ctx, staffMember()))).toEqual([]);
});

test("a refusal frees the term and orders nothing", async () => {
  const { world, application, decide } = await waiting();
  await decide(world, application, no);
  expect(await termOf(world, application)).toBeUndefined();
  expect(typesIn(world)).toContain("membership.application-declined");
  expect(typesIn(world)).not.toContain("membership.application-submitted");
  const { organisationId } = application;
  const again = await applyToJoin(as(world.ctx, anotherPerson()), world.register, {
    organisation: organisationId,
    payment: { method: "card" },
  });
  expect(again.application.status).toBe("awaiting-approval");
});

test("of two who decide at once one does, and the other is told", async () => {
  const { world, application, decide } = await waiting();
  const both = [decide(world, application, yes), decide(world, application, no, staffMember("admin"))];
  const outcomes = await Promise.all(both.map(problemOf));
  expect(outcomes.sort()).toEqual(["conflict", "no problem"]);
  expect(typesIn(world).filter((type) => /approved|declined/.test(type))).toHaveLength(1);
});

test("the same decision by the same person again is done already", async () => {
  const { world, application, decide } = await waiting();
  const first = await decide(world, application, yes);
  expect(await decide(world, application, yes)).toEqual(first);
  expect(typesIn(world).filter((type) => type === "membership.application-submitted")).toHaveLength(1);
});

test("members decide nothing, and nobody decides what does not wait", async () => {
  const { world, application, decide } = await waiting();
  expect(await problemOf(decide(world, application, yes, person()))).toBe("not-allowed");
  expect(await problemOf(readApplicationAsStaff(world.ctx, application.applicationId))).toBe("not-allowed");
  const unknown = { ...application, applicationId: "app_01KAK3F0Q8J5W2M7X9B4C6D8ZZ" };
  expect(await problemOf(decide(world, unknown, yes))).toBe("not-found");
  const school = (await applyToJoin(world.ctx, world.register, { urn: "900001", payment: { method: "card" } }))
    .application;
  expect(await problemOf(decide(world, school, no))).toBe("conflict");
});

test("staff decide on a page, which keeps what was typed, and the applicant reads why", async () => {
  const { world, application } = await waiting();
  const staff = await browserOf(world, staffMember());
  const path = `/console/membership/applications/${application.applicationId}`;
  expect(await (await staff.get("/console/membership/applications")).text()).toContain("Quayside Books");
  expect(await (await staff.get(path)).text()).toContain("What do you decide?");
  const missing = await staff.submit(path, { reason: "We know them well" });
  expect([missing.status, (await missing.text()).includes("We know them well")]).toEqual([422, true]);
  expect((await staff.submit(path, no)).headers.get("location")).toBe("/console/membership/applications?done=declined");
  const late = await (await browserOf(world, staffMember("admin"))).submit(path, yes);
  expect(late.status).toBe(409);
  expect(await late.text()).toContain("declined already by a colleague");
  const own = await browserOf(world, person());
  expect(await (await own.get(`/portal/applications/${application.applicationId}`)).text()).toContain(no.reason);
});
