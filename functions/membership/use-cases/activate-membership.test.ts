import { actorOf, peopleOf } from "@alliance/auth";
import type { Ctx } from "@alliance/store";
import { published } from "@alliance/testing";
import { expect, test } from "vitest";
import { applicationKey } from "../keys/application.ts";
import { termKey } from "../keys/term.ts";
import { Application } from "../schema/application.ts";
import { Term } from "../schema/term.ts";
import { anotherPerson, expiryOf, invoiceFor, type World, workerCtx, worldWithRegister } from "../test-world.ts";
import { activateMembership } from "./activate-membership.ts";
import { applyToJoin } from "./apply-to-join.ts";
import { releaseApplication } from "./release-application.ts";

async function applied(world: World, who = world.ctx.actor): Promise<Application> {
  const input = { urn: "900001", payment: { method: "card" } } as const;
  return (await applyToJoin({ ...world.ctx, actor: who }, world.register, input)).application;
}

const stateOf = async ({ table }: Ctx, { applicationId, organisationId }: Application) => ({
  application: (await table.get(applicationKey(applicationId), Application))?.data.status,
  term: (await table.get(termKey(organisationId, "2026-27"), Term))?.data,
});

const activations = ({ ctx }: World) => published(ctx).filter(({ type }) => type === "membership.membership-activated");

test("an invoice puts the membership in force and makes the applicant its lead", async () => {
  const world = await worldWithRegister();
  const application = await applied(world);
  expect(await activateMembership(workerCtx(world.ctx), invoiceFor(application))).toBe("activated");
  const state = await stateOf(world.ctx, application);
  expect(state).toMatchObject({ application: "active", term: { status: "active" } });
  const { organisationId, applicantId } = application;
  expect(await peopleOf(world.ctx.table, organisationId)).toEqual([
    { personId: applicantId, organisationId, role: "lead", from: "2026-11-21" },
  ]);
  expect((await actorOf(world.ctx, applicantId, [])).affiliations).toEqual([{ organisationId, role: "lead" }]);
  expect(activations(world)[0]).toMatchObject({
    about: organisationId,
    data: { applicantId, membershipTypeName: "School membership", invoice: { number: "INV-000001" } },
  });
});

test("the same invoice again, and many times at once, activates once", async () => {
  const world = await worldWithRegister();
  const application = await applied(world);
  const run = () => activateMembership(workerCtx(world.ctx), invoiceFor(application));
  const outcomes = await Promise.all(Array.from({ length: 20 }, run));
  expect(outcomes.filter((outcome) => outcome === "activated")).toHaveLength(1);
  expect(await run()).toBe("active-already");
  expect(activations(world)).toHaveLength(1);
});

test("an order of another kind is none of ours", async () => {
  const world = await worldWithRegister();
  const application = { ...(await applied(world)), applicationId: "app_01KAK3F0Q8J5W2M7X9B4C6D8ZZ" };
  expect(await activateMembership(workerCtx(world.ctx), invoiceFor(application))).toBe("not-ours");
  expect(await releaseApplication(workerCtx(world.ctx), expiryOf(application))).toBe("not-ours");
});

test("an order that expires frees the school for the next", async () => {
  const world = await worldWithRegister();
  const application = await applied(world);
  expect(await releaseApplication(workerCtx(world.ctx), expiryOf(application))).toBe("released");
  expect(await stateOf(world.ctx, application)).toEqual({ application: "released", term: undefined });
  expect(published(world.ctx).at(-1)).toMatchObject({ type: "membership.application-released" });
  expect((await applied(world, anotherPerson())).organisationId).toBe(application.organisationId);
});

test("the same expiry again releases once", async () => {
  const world = await worldWithRegister();
  const application = await applied(world);
  const run = () => releaseApplication(workerCtx(world.ctx), expiryOf(application));
  const outcomes = await Promise.all([run(), run(), run()]);
  expect(outcomes.filter((outcome) => outcome === "released")).toHaveLength(1);
  expect(await run()).toBe("not-pending");
});

test("an expiry that comes after the invoice changes nothing", async () => {
  const world = await worldWithRegister();
  const application = await applied(world);
  await activateMembership(workerCtx(world.ctx), invoiceFor(application));
  expect(await releaseApplication(workerCtx(world.ctx), expiryOf(application))).toBe("not-pending");
  expect((await stateOf(world.ctx, application)).term?.status).toBe("active");
});

test("an invoice that comes after the expiry claims the school again while it is free", async () => {
  const world = await worldWithRegister();
  const application = await applied(world);
  await releaseApplication(workerCtx(world.ctx), expiryOf(application));
  expect(await activateMembership(workerCtx(world.ctx), invoiceFor(application))).toBe("activated");
  const state = await stateOf(world.ctx, application);
  expect(state).toMatchObject({ application: "active", term: { status: "active", startsOn: "2026-11-21" } });
});

test("an invoice that comes after somebody else took the school waits for staff, and takes nothing away", async () => {
  const world = await worldWithRegister();
  const late = await applied(world);
  await releaseApplication(workerCtx(world.ctx), expiryOf(late));
  const other = await applied(world, anotherPerson());
  const run = () => activateMembership(workerCtx(world.ctx), invoiceFor(late));
  expect(await run()).toBe("stranded");
  expect(await run()).toBe("stranded");
  expect(await stateOf(world.ctx, late)).toMatchObject({
    application: "stranded",
    term: { applicationId: other.applicationId, status: "pending" },
  });
  expect(published(world.ctx).filter(({ type }) => type === "membership.application-stranded")).toHaveLength(1);
  expect(world.ctx.log.lines.filter(({ level }) => level === "warn")).toHaveLength(1);
});

test("a stranded application that is free again is activated by a redelivery", async () => {
  const world = await worldWithRegister();
  const late = await applied(world);
  await releaseApplication(workerCtx(world.ctx), expiryOf(late));
  const other = await applied(world, anotherPerson());
  await activateMembership(workerCtx(world.ctx), invoiceFor(late));
  await releaseApplication(workerCtx(world.ctx), expiryOf(other));
  expect(await activateMembership(workerCtx(world.ctx), invoiceFor(late))).toBe("activated");
});

test("who led the school before leads on from their first day", async () => {
  const world = await worldWithRegister();
  await activateMembership(workerCtx(world.ctx), invoiceFor(await applied(world)));
  world.ctx.clock.moveSeconds(365 * 86_400);
  const renewal = await applied(world);
  await activateMembership(workerCtx(world.ctx), invoiceFor(renewal));
  const people = await peopleOf(world.ctx.table, renewal.organisationId);
  expect(people.map(({ from }) => from)).toEqual(["2026-11-21"]);
});

test("an invoice and an expiry at the same moment end in one of the two, whole", async () => {
  const world = await worldWithRegister();
  const application = await applied(world);
  await Promise.all([
    activateMembership(workerCtx(world.ctx), invoiceFor(application)),
    releaseApplication(workerCtx(world.ctx), expiryOf(application)),
  ]);
  const state = await stateOf(world.ctx, application);
  expect(state).toMatchObject({ application: "active", term: { status: "active" } });
  expect(activations(world)).toHaveLength(1);
});
