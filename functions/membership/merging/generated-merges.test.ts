import { type Affiliation, affiliationHistoryOf, isInForce, peopleOf } from "@alliance/auth";
import { plusDays } from "@alliance/core";
import { decide, grantsOf } from "@alliance/entitlement";
import type { TestCtx } from "@alliance/testing";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { mergeOrganisations } from "../use-cases/merge-organisations.ts";
import { type MergeQuestion, previewMerge } from "../use-cases/preview-merge.ts";
import { undoMerge } from "../use-cases/undo-merge.ts";
import { type Given, harbour, idNumbered, mergeWorld, quay, school, stateOf, term } from "./test-world.ts";

const question: MergeQuestion = { fromOrganisationId: harbour, intoOrganisationId: quay, because: "duplicate" };

const day = fc.integer({ min: -700, max: 500 }).map((days) => plusDays("2026-11-21", days));
const spell = fc.tuple(day, fc.option(fc.integer({ min: 0, max: 400 }), { nil: undefined })).map(([from, days]) => ({
  from,
  ...(days === undefined ? {} : { until: plusDays(from, days) }),
}));
const years = ["2024", "2025", "2026"];

const someTerm = (organisationId: string, year: string, number: number) =>
  fc
    .record({
      start: fc.integer({ min: 0, max: 360 }),
      isLong: fc.boolean(),
      netPence: fc.nat(100_000),
      has: fc.boolean(),
    })
    .map(({ start, isLong, netPence, has }) =>
      has
        ? [
            term(organisationId, number, {
              academicYear: `${year}-${String(Number(year.slice(2)) + 1)}`,
              startsOn: plusDays(`${year}-09-01`, start),
              endsOn: isLong ? `${Number(year) + 2}-08-31` : `${Number(year) + 1}-08-31`,
              netPence,
            }),
          ]
        : [],
    );

const sideOf = (organisationId: string, urn: string, numbers: number) =>
  fc
    .record({
      terms: fc
        .tuple(...years.map((year, at) => someTerm(organisationId, year, numbers + at)))
        .map((all) => all.flat()),
      people: fc.uniqueArray(
        fc.record({
          person: fc.integer({ min: 1, max: 4 }),
          role: fc.constantFrom("lead", "head", "colleague"),
          spell,
        }),
        { maxLength: 5, selector: ({ person: number, role }) => `${number}${role}` },
      ),
      coverage: fc.uniqueArray(fc.record({ value: fc.constantFrom("5001", "5002"), spell }), {
        maxLength: 3,
        selector: (each) => `${each.value}${each.spell.from}`,
      }),
      organisation: fc.record({ isPartner: fc.boolean(), laestab: fc.boolean() }),
    })
    .map(
      ({ terms, people, coverage, organisation }): Given => ({
        organisations: [
          school(organisationId, urn, {
            ...(organisation.isPartner ? { isPartner: true } : {}),
            identifiers: [
              { scheme: "urn", value: urn, from: "2001-09-01" },
              ...(organisation.laestab
                ? [{ scheme: "laestab", value: `840/${urn}`, from: "2001-09-01" } as const]
                : []),
            ],
          }),
        ],
        terms,
        people: people.map(
          ({ person: number, role, spell: days }) =>
            ({ personId: idNumbered("per", number), organisationId, role, ...days }) as Affiliation,
        ),
        coverage: coverage.map(({ value, spell: days }) => ({
          ...{ organisationId, organisationName: `School ${urn}`, by: { scheme: "trust-uid", value } as const },
          ...days,
        })),
      }),
    );

const trusts: Given = {
  organisations: ["5001", "5002"].map((value, at) =>
    school(idNumbered("org", 11 + at), value, {
      kind: "trust",
      identifiers: [{ scheme: "trust-uid", value, from: "2020-01-01" }],
    }),
  ),
  terms: [11, 12].map((number) =>
    term(idNumbered("org", number), number, {
      covers: "its-schools",
      benefits: [{ benefitId: "training", name: "Training", discountPercent: number === 11 ? 20 : 100 }],
    }),
  ),
};

/** Two schools that may have anything in common, and the trusts they may have been in. */
const worlds = fc.tuple(sideOf(harbour, "900001", 20), sideOf(quay, "900002", 30)).map(([a, b]): Given => {
  const all = [a, b, trusts];
  return {
    organisations: all.flatMap(({ organisations }) => organisations),
    terms: all.flatMap(({ terms = [] }) => terms),
    people: all.flatMap(({ people = [] }) => people),
    coverage: all.flatMap(({ coverage = [] }) => coverage),
  };
});

const causes = fc.constantFrom("duplicate" as const, "became-one" as const);
const asked = [-400, -60, 0, 1, 90, 283, 284, 320, 400].map((days) => plusDays("2026-11-21", days));

async function percentOn(ctx: TestCtx, organisationIds: readonly string[], on: string): Promise<number> {
  const grants = await grantsOf(ctx.table, organisationIds, on);
  const answer = decide({ grants, benefit: { benefitId: "training", name: "Training" }, on });
  return answer.allowed ? answer.discountPercent : -1;
}

/** Who has which role at one of them, on each of the days. */
async function rolesOn(ctx: TestCtx, organisationIds: readonly string[]): Promise<string[]> {
  const all = (await Promise.all(organisationIds.map((id) => peopleOf(ctx.table, id)))).flat();
  const held = asked.flatMap((on) =>
    all.filter((each) => isInForce(each, on)).map(({ personId, role }) => `${on} ${personId} ${role}`),
  );
  return [...new Set(held)].sort();
}

test("generated organisations: nobody loses a day or a benefit, no credit beyond the price, and back to the byte", async () => {
  let merged = 0;
  await fc.assert(
    fc.asyncProperty(worlds, causes, async (given, because) => {
      const ctx = await mergeWorld(given);
      const before = stateOf(ctx);
      const both = await Promise.all(asked.map((on) => percentOn(ctx, [harbour, quay], on)));
      const { plan, seen } = await previewMerge(ctx, { ...question, because });
      if (plan.obstacles.length > 0) return;
      merged += 1;
      const held = await rolesOn(ctx, [harbour, quay]);
      const done = await mergeOrganisations(ctx, { ...question, because, seen, reason: "entered twice" });
      expect(await rolesOn(ctx, [quay])).toEqual(held);
      expect(await Promise.all(asked.map((on) => percentOn(ctx, [quay], on)))).toEqual(both);
      for (const { overlapNetPence, netPence, overlapDays, termDays } of done.credits) {
        expect(overlapNetPence).toBeLessThanOrEqual(netPence);
        expect(Number.isInteger(overlapNetPence) && overlapNetPence >= 0).toBe(true);
        expect(overlapDays).toBeLessThanOrEqual(termDays);
      }
      for (const number of [1, 2, 3, 4]) {
        const places = await affiliationHistoryOf(ctx.table, idNumbered("per", number));
        expect(places.filter(({ organisationId }) => organisationId === harbour)).toEqual([]);
      }
      await undoMerge(ctx, done.mergeId, "they are two");
      expect(stateOf(ctx)).toEqual(before);
    }),
    { numRuns: 150 },
  );
  expect(merged).toBeGreaterThan(100);
});
