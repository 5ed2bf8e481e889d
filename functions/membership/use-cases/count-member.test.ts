import { membership } from "@alliance/events";
import { as, eventOf, person, staffMember } from "@alliance/testing";
import { expect, test } from "vitest";
import { anotherPerson, invoiceFor, type World, workerCtx, worldWithRegister } from "../test-world.ts";
import { activateMembership } from "./activate-membership.ts";
import { applyToJoin } from "./apply-to-join.ts";
import { countMember } from "./count-member.ts";
import { readMemberCounts } from "./read-member-counts.ts";
import { readOverview } from "./read-overview.ts";

async function joined(world: World, urn: string, number: number) {
  const input = { urn, payment: { method: "card" } } as const;
  const ctx = { ...world.ctx, actor: anotherPerson(number) };
  const { application } = await applyToJoin(ctx, world.register, input);
  await activateMembership(workerCtx(world.ctx), invoiceFor(application));
  const { applicationId, organisationId, organisationName, startsOn, endsOn } = application;
  const sample = membership.membershipActivated.sample;
  const membershipId = applicationId.replace("app_", "mem_");
  return eventOf(membership.membershipActivated, {
    ...{ ...sample, membershipId, applicationId, organisationId, organisationName, startsOn, endsOn },
  });
}

const countsOf = (world: World) => readMemberCounts(as(world.ctx, staffMember()));

test("a membership in force is counted in its region, its phase and its month", async () => {
  const world = await worldWithRegister();
  expect(await countMember(workerCtx(world.ctx), await joined(world, "900001", 1))).toBe("counted");
  const { total, by } = await countsOf(world);
  expect(total).toBe(1);
  expect(by.month).toEqual([{ by: "month", value: "2026-11", members: 1 }]);
  expect([by.region, by.phase].map((counts) => counts.map(({ members }) => members))).toEqual([[1], [1]]);
});

test("the same event again, and many times at once, counts once", async () => {
  const world = await worldWithRegister();
  const event = await joined(world, "900001", 1);
  const run = () => countMember(workerCtx(world.ctx), event);
  const outcomes = await Promise.all(Array.from({ length: 20 }, run));
  expect(outcomes.filter((outcome) => outcome === "counted")).toHaveLength(1);
  expect(await run()).toBe("counted-before");
  expect((await countsOf(world)).total).toBe(1);
});

test("two memberships at once are both counted, and the overview says so", async () => {
  const world = await worldWithRegister();
  const events = [await joined(world, "900001", 1), await joined(world, "900002", 2)];
  await Promise.all(events.map((event) => countMember(workerCtx(world.ctx), event)));
  expect((await countsOf(world)).total).toBe(2);
  expect((await readOverview(as(world.ctx, staffMember()))).members).toBe(2);
});

test("a membership of an organisation that is not known is counted as such, in the year in which it begins", async () => {
  const world = await worldWithRegister();
  const sample = { ...membership.membershipActivated.sample, startsOn: "2027-09-01", endsOn: "2028-08-31" };
  await countMember(workerCtx(world.ctx), eventOf(membership.membershipActivated, sample));
  expect((await countsOf(world)).total).toBe(0);
  const { by } = await readMemberCounts(as(world.ctx, staffMember()), "2027-28");
  expect(by.region).toEqual([{ by: "region", value: "Not known", members: 1 }]);
});

test("figures are for staff", async () => {
  const world = await worldWithRegister();
  await expect(readMemberCounts(as(world.ctx, person()))).rejects.toThrow("does not have access");
});
