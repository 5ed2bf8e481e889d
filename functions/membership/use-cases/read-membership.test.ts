import { actorOf } from "@alliance/auth";
import { isProblem } from "@alliance/core";
import { as, person, staffMember } from "@alliance/testing";
import { expect, test } from "vitest";
import type { Application } from "../schema/application.ts";
import { anotherPerson, invoiceFor, type World, workerCtx, worldWithRegister } from "../test-world.ts";
import { activateMembership } from "./activate-membership.ts";
import { applyToJoin } from "./apply-to-join.ts";
import { listOrganisations } from "./list-organisations.ts";
import { readApplication } from "./read-application.ts";
import { readMembership } from "./read-membership.ts";
import { readOrganisation } from "./read-organisation.ts";
import { readOverview } from "./read-overview.ts";
import { readTimeline } from "./read-timeline.ts";
import { listJoinAnswers, readJoinAnswers, saveJoinAnswers } from "./save-join-answers.ts";
import { searchEstablishments } from "./search-establishments.ts";

async function applied({ ctx, register }: World, urn = "900001"): Promise<Application> {
  return (await applyToJoin(ctx, register, { urn, payment: { method: "card" } })).application;
}

async function joined(world: World): Promise<Application> {
  const application = await applied(world);
  await activateMembership(workerCtx(world.ctx), invoiceFor(application));
  return application;
}

const problem = (code: "not-found" | "not-allowed" | "not-signed-in") => (error: unknown) => isProblem(error, code);

test("a newcomer has nothing, and is told why they cannot use a benefit", async () => {
  const { ctx } = await worldWithRegister();
  const own = await readMembership(ctx);
  expect(own).toMatchObject({ organisations: [], openApplications: [] });
  expect(own.benefits[0]?.decision).toMatchObject({
    allowed: false,
    reason: "Community meet-ups comes with membership, and no membership covers you.",
  });
});

test("a lead sees the school, its term, and what may be used", async () => {
  const world = await worldWithRegister();
  const { applicantId } = await joined(world);
  const own = await readMembership(as(world.ctx, await actorOf(world.ctx, applicantId, [])));
  expect(own.organisations).toMatchObject([
    { organisation: { name: "Harbour View Primary School" }, roles: ["lead"], standing: { status: "active" } },
  ]);
  expect(own.benefits.map(({ decision }) => decision.allowed)).toEqual([true, true, true, true]);
  expect(own.benefits[3]?.decision.reason).toBe(
    "2 places included, then 30% off with School membership of Harbour View Primary School until 31 August 2027.",
  );
  expect(own.openApplications).toEqual([]);
});

test("an application that is not paid yet is shown", async () => {
  const world = await worldWithRegister();
  const application = await applied(world);
  expect((await readMembership(world.ctx)).openApplications).toEqual([application]);
});

test("nobody signed in has no portal", async () => {
  const { ctx } = await worldWithRegister();
  await expect(readMembership({ ...ctx, actor: { kind: "anonymous" } })).rejects.toSatisfy(problem("not-signed-in"));
});

test("an application is read by who made it and by nobody else", async () => {
  const world = await worldWithRegister();
  const application = await applied(world);
  expect(await readApplication(world.ctx, application.applicationId)).toEqual(application);
  for (const actor of [anotherPerson(), staffMember(), { kind: "anonymous" } as const]) {
    const reading = readApplication({ ...world.ctx, actor }, application.applicationId);
    await expect(reading).rejects.toSatisfy(problem("not-found"));
  }
});

test("an organisation is read by its own people and by staff; to others it does not exist", async () => {
  const world = await worldWithRegister();
  const { organisationId, applicantId } = await joined(world);
  const own = await actorOf(world.ctx, applicantId, []);
  for (const actor of [own, staffMember()]) {
    const { terms, people } = await readOrganisation(as(world.ctx, actor), organisationId);
    expect([terms.length, people.length]).toEqual([1, 1]);
  }
  const foreign = person(undefined, { affiliations: [{ organisationId: "org_other", role: "lead" }] });
  for (const actor of [foreign, staffMember("assessor"), { kind: "anonymous" } as const]) {
    const reading = readOrganisation({ ...world.ctx, actor }, organisationId);
    await expect(reading).rejects.toSatisfy(problem("not-found"));
  }
});

test("staff list organisations by name, by how a name begins, and by URN, page by page", async () => {
  const world = await worldWithRegister();
  for (const urn of ["900003", "900001", "900002"]) await applied(world, urn);
  const staff = as(world.ctx, staffMember());
  const names = async (page: Parameters<typeof listOrganisations>[1]) =>
    (await listOrganisations(staff, page)).items.map(({ organisation }) => organisation.name.slice(0, 8));
  expect(await names({ limit: 10 })).toEqual(["Harbour ", "Saint Th", "St Mary’"]);
  expect(await names({ q: "St. mary's", limit: 10 })).toEqual(["St Mary’"]);
  expect(await names({ q: "900003", limit: 10 })).toEqual(["Saint Th"]);
  expect(await names({ q: "900009", limit: 10 })).toEqual([]);
  const { cursor = "" } = await listOrganisations(staff, { limit: 2 });
  expect(await names({ limit: 2, cursor })).toEqual(["St Mary’"]);
});

test("staff list the members of this year alone, by name, page by page", async () => {
  const world = await worldWithRegister();
  for (const urn of ["900003", "900001"]) {
    await activateMembership(workerCtx(world.ctx), invoiceFor(await applied(world, urn)));
  }
  await applied(world, "900002");
  const staff = as(world.ctx, staffMember());
  const { items, cursor = "" } = await listOrganisations(staff, { membersOnly: true, limit: 1 });
  expect(items.map(({ organisation, term }) => [organisation.name, term?.status])).toEqual([
    ["Harbour View Primary School", "active"],
  ]);
  const rest = await listOrganisations(staff, { membersOnly: true, limit: 5, cursor });
  expect(rest.items.map(({ organisation }) => organisation.name.slice(0, 5))).toEqual(["Saint"]);
  const named = await listOrganisations(staff, { membersOnly: true, q: "St. mary's", limit: 5 });
  expect(named).toEqual({ items: [] });
});

test("staff see what waits, and only staff do", async () => {
  const world = await worldWithRegister();
  await joined(world);
  const waiting = await applied(world, "900002");
  const overview = await readOverview(as(world.ctx, staffMember()));
  expect(overview).toMatchObject({
    pendingCount: { value: 1, isMore: false },
    pending: [{ applicationId: waiting.applicationId }],
    lastImport: { status: "imported" },
  });
  for (const actor of [person(), staffMember("assessor")]) {
    const ctx = as(world.ctx, actor);
    await expect(readOverview(ctx)).rejects.toSatisfy(problem("not-allowed"));
    await expect(listOrganisations(ctx, { limit: 10 })).rejects.toSatisfy(problem("not-allowed"));
    await expect(readTimeline(ctx, waiting.organisationId)).rejects.toSatisfy(problem("not-allowed"));
  }
});

test("the timeline of an organisation holds everything about it, newest first", async () => {
  const world = await worldWithRegister();
  const { organisationId } = await joined(world);
  const { events } = await readTimeline(as(world.ctx, staffMember()), organisationId);
  expect(events.map(({ type }) => type.replace("membership.", "")).toSorted()).toEqual([
    "application-submitted",
    "membership-activated",
    "organisation-registered",
  ]);
});

test("a search shows where each school stands", async () => {
  const world = await worldWithRegister();
  await joined(world);
  await applyToJoin(as(world.ctx, anotherPerson()), world.register, { urn: "900002", payment: { method: "card" } });
  const stateOf = async (q: string) =>
    (await searchEstablishments(world.ctx, world.register, { q, limit: 1 }))[0]?.state;
  expect(await stateOf("900001")).toBe("member");
  expect(await stateOf("900002")).toBe("being-joined");
  expect(await stateOf("900003")).toBe("open");
  expect(await stateOf("900004")).toBe("closed");
  expect(await stateOf("900005")).toBe("proposed");
  expect(await stateOf("nobody is called this")).toBeUndefined();
});

test("a search before the first import says so", async () => {
  const world = await worldWithRegister();
  world.ctx.table.items.clear();
  const searching = searchEstablishments(world.ctx, world.register, { q: "harbour", limit: 5 });
  await expect(searching).rejects.toSatisfy((error) => isProblem(error, "unavailable"));
});

test("answers of the join form are kept for their own person, and the last ones count", async () => {
  const { ctx } = await worldWithRegister();
  const about = { who: "900001", name: "Harbour View Primary School" };
  await saveJoinAnswers(ctx, about, { job: "head", payment: { method: "card" } });
  const last = { job: "other", contacts: { finance: "me" } } as const;
  await Promise.all([saveJoinAnswers(ctx, about, last), saveJoinAnswers(ctx, about, last)]);
  expect(await readJoinAnswers(ctx, "900001")).toMatchObject({ ...about, ...last, payment: { method: "card" } });
  expect(await listJoinAnswers(ctx)).toHaveLength(1);
  expect(await readJoinAnswers(as(ctx, anotherPerson()), "900001")).toBeUndefined();
  expect(await readJoinAnswers(ctx, "900002")).toBeUndefined();
  const anonymous = { ...ctx, actor: { kind: "anonymous" } as const };
  await expect(saveJoinAnswers(anonymous, about, last)).rejects.toSatisfy(problem("not-signed-in"));
});
