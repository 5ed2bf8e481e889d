import { isProblem } from "@alliance/core";
import { as, person, staffMember } from "@alliance/testing";
import { expect, test } from "vitest";
import { invoiceFor, workerCtx, worldWithRegister } from "../test-world.ts";
import { activateMembership } from "./activate-membership.ts";
import { applyToJoin } from "./apply-to-join.ts";
import { explainEntitlement } from "./explain-entitlement.ts";

const asked = { benefitId: "live-training", on: "2026-12-01", listPence: 10_000 };

async function member() {
  const world = await worldWithRegister();
  const { application } = await applyToJoin(world.ctx, world.register, { urn: "900001", payment: { method: "card" } });
  await activateMembership(workerCtx(world.ctx), invoiceFor(application));
  const { organisationId, applicantId } = application;
  const lead = as(world.ctx, person(applicantId, { affiliations: [{ organisationId, role: "lead" }] }));
  return { world, organisationId, applicantId, lead };
}

test("a member's question is answered with price, reason and what was looked at", async () => {
  const { lead } = await member();
  const { decision, considered, organisations } = await explainEntitlement(lead, asked);
  expect(decision).toMatchObject({ allowed: true, pricePence: 7_000 });
  expect([considered.length, organisations.map(({ name }) => name)]).toEqual([1, ["Harbour View Primary School"]]);
});

test("a person is asked about as they were on that day: before their role began there was nothing", async () => {
  const { lead } = await member();
  const { decision, organisations } = await explainEntitlement(lead, { ...asked, on: "2026-11-01" });
  expect(decision.allowed).toBe(false);
  expect(organisations).toEqual([]);
});

test("somebody else's organisation or person is not found, but by staff", async () => {
  const { world, organisationId, applicantId } = await member();
  const stranger = as(world.ctx, person("per_01KAK3F0Q90000000000000007"));
  for (const whose of [{ organisationId }, { personId: applicantId }]) {
    const asking = explainEntitlement(stranger, { ...asked, ...whose });
    await expect(asking).rejects.toSatisfy((error) => isProblem(error, "not-found"));
  }
  const staff = as(world.ctx, staffMember());
  expect((await explainEntitlement(staff, { ...asked, organisationId })).decision.allowed).toBe(true);
});

test("a benefit that nobody sells is refused", async () => {
  const { lead } = await member();
  const asking = explainEntitlement(lead, { ...asked, benefitId: "nothing-such" });
  await expect(asking).rejects.toSatisfy((error) => isProblem(error, "invalid-input"));
});
