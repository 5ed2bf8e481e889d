import { MemoryTable } from "@alliance/store/memory";
import { expect, test } from "vitest";
import { checkHistories } from "./check-histories.ts";
import { decide } from "./decide.ts";
import { explain } from "./explain.ts";
import type { Coverage, Grant } from "./grant.ts";
import { grantsOf } from "./grants-of.ts";
import { coveragePut, covererKey, grantPut } from "./items.ts";

const trustGrant: Grant = {
  membershipId: "mem_1",
  organisationId: "org_trust",
  organisationName: "Northern Lights Trust",
  membershipTypeId: "trust",
  membershipTypeName: "Trust membership",
  from: "2026-09-01",
  until: "2027-08-31",
  graceUntil: "2027-09-30",
  status: "active",
  covers: "its-schools",
  benefits: [{ benefitId: "training", name: "Training", discountPercent: 100 }],
};
const spell: Coverage = {
  organisationId: "org_school",
  organisationName: "Harbour View",
  by: { scheme: "trust-uid", value: "16000" },
  from: "2025-09-01",
};

async function answer(coverage: Coverage, on: string, grant = trustGrant) {
  const table = new MemoryTable();
  const alias = { key: covererKey("trust-uid", "16000"), entity: "membership.alias", version: 1 };
  await table.commit(
    { put: [{ ...alias, data: { organisationId: "org_trust" } }, coveragePut(coverage, 1), grantPut(grant, 1)] },
    { actor: "test", correlationId: "test", now: "", nextEventId: () => "" },
  );
  const grants = await grantsOf(table, ["org_school", "org_school"], on);
  return explain({ grants, benefit: { benefitId: "training", name: "Training" }, on });
}
const reason = async (...asked: Parameters<typeof answer>) => (await answer(...asked)).decision.reason;

test("a trust's membership covers its schools, and says since when they belong to it", async () => {
  expect(await reason(spell, "2026-11-21")).toBe(
    "Included in Trust membership of Northern Lights Trust, which Harbour View joined on 1 September 2025. It runs until 31 August 2027.",
  );
});

test("a school that joins in the middle of a year is covered from that day", async () => {
  const joining = { ...spell, from: "2027-02-01" };
  expect(await reason(joining, "2027-01-31")).toBe(
    "Trust membership of Northern Lights Trust covers Harbour View from 1 February 2027.",
  );
  expect((await answer(joining, "2027-02-01")).decision.allowed).toBe(true);
});

test("a school that leaves is covered until its last day, without grace, and is told why", async () => {
  const leaving = { ...spell, until: "2027-03-03" };
  expect(await reason(leaving, "2027-03-03")).toContain(
    "It covers Harbour View until 3 March 2027, when it leaves Northern Lights Trust.",
  );
  const after = await answer(leaving, "2027-03-04");
  expect(after.decision).toEqual({
    allowed: false,
    reason:
      "Trust membership of Northern Lights Trust covered Harbour View until 3 March 2027, when it left Northern Lights Trust.",
  });
  expect(after.considered).toHaveLength(1);
});

test("the grace of a trust is its schools' grace", async () => {
  expect(await reason(spell, "2027-09-30")).toBe(
    "Still included: Trust membership of Northern Lights Trust ended on 31 August 2027; Northern Lights Trust has until 30 September to renew.",
  );
  expect(await reason(spell, "2027-10-01")).toBe(
    "Trust membership of Northern Lights Trust ended on 31 August 2027, and the time to renew it on 30 September.",
  );
});

test("a local authority's membership says what ties the school to it", async () => {
  const authority: Grant = {
    ...trustGrant,
    covers: "its-authority-schools",
    membershipTypeName: "Authority membership",
  };
  const tie: Coverage = { ...spell, by: { scheme: "la-code", value: "840" } };
  const table = new MemoryTable();
  const alias = { key: covererKey("la-code", "840"), entity: "membership.alias", version: 1 };
  await table.commit(
    { put: [{ ...alias, data: { organisationId: "org_trust" } }, coveragePut(tie, 1), grantPut(authority, 1)] },
    { actor: "test", correlationId: "test", now: "", nextEventId: () => "" },
  );
  const grants = await grantsOf(table, ["org_school"], "2026-11-21");
  expect(decide({ grants, benefit: { benefitId: "training", name: "Training" }, on: "2026-11-21" }).reason).toBe(
    "Included in Authority membership of Northern Lights Trust, the local authority of Harbour View since 1 September 2025. It runs until 31 August 2027.",
  );
});

test("a membership for itself alone reaches no school, nor does a tie to nobody we know", async () => {
  const none = "Training comes with membership, and no membership covers you.";
  expect(await reason(spell, "2026-11-21", { ...trustGrant, covers: "itself" })).toBe(none);
  expect(await reason({ ...spell, by: { scheme: "trust-uid", value: "1" } }, "2026-11-21")).toBe(none);
});

test("10,000 generated histories answer as a model that walks day by day", async () => {
  const { histories, questions, yes, disagreements } = await checkHistories(10_000, 20_261_121);
  expect(disagreements).toEqual([]);
  expect(histories).toBe(10_000);
  expect([questions > 50_000, yes > 5_000, questions - yes > 5_000]).toEqual([true, true, true]);
}, 120_000);
