import { type Affiliation, affiliationHistoryOf, affiliationPut, isInForce, peopleOf } from "@alliance/auth";
import { isProblem, plusDays } from "@alliance/core";
import { decide, grantsOf } from "@alliance/entitlement";
import { commit } from "@alliance/store";
import { as, person, published, type TestCtx } from "@alliance/testing";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { organisationPut } from "../keys/organisation.ts";
import { reminderPut } from "../keys/reminder.ts";
import { termPuts } from "../keys/term.ts";
import {
  beach,
  type Given,
  harbour,
  idNumbered,
  mergeWorld,
  quay,
  school,
  stateOf,
  term,
} from "../merging/merge-world.ts";
import type { Term } from "../schema/term.ts";
import { mergeOrganisations } from "./merge-organisations.ts";
import { type MergeQuestion, previewMerge } from "./preview-merge.ts";
import { readMerge } from "./read-merges.ts";
import { undoMerge } from "./undo-merge.ts";

const question: MergeQuestion = { fromOrganisationId: harbour, intoOrganisationId: quay, because: "duplicate" };
const two = [school(harbour, "900001"), school(quay, "900002")];
const who = { personId: idNumbered("per", 1), organisationId: harbour, role: "lead" } as const;

async function merge(ctx: TestCtx, asked: MergeQuestion = question) {
  const { seen } = await previewMerge(ctx, asked);
  return mergeOrganisations(ctx, { ...asked, seen, reason: "entered twice" });
}

const undo = (ctx: TestCtx, mergeId: string) => undoMerge(ctx, mergeId, "they are two schools");

async function refusal(run: Promise<unknown>): Promise<string> {
  return run.then(
    () => "done",
    (error: unknown) => {
      if (!isProblem(error)) throw error;
      return `${error.code}: ${error.message}`;
    },
  );
}

test("undone, each has again what it had; undone twice is undone", async () => {
  const ctx = await mergeWorld({
    organisations: two,
    terms: [term(harbour, 1), term(quay, 2)],
    people: [{ ...who, from: "2026-09-01" }],
  });
  const before = stateOf(ctx);
  const { mergeId } = await merge(ctx);
  expect(await readMerge(ctx, mergeId)).toMatchObject({ undo: { state: "possible" } });
  expect(await undo(ctx, mergeId)).toMatchObject({ status: "undone", undoReason: "they are two schools" });
  expect(stateOf(ctx)).toEqual(before);
  expect((await undo(ctx, mergeId)).status).toBe("undone");
  expect(published(ctx).map(({ type }) => type)).toEqual([
    "membership.organisations-merged",
    "membership.terms-merged",
    "membership.merge-undone",
  ]);
  expect(await readMerge(ctx, mergeId)).toMatchObject({ undo: { state: "done" } });
  await merge(ctx);
});

test("the window closes after thirty days", async () => {
  const ctx = await mergeWorld({ organisations: two });
  const { mergeId } = await merge(ctx);
  ctx.clock.moveSeconds(30 * 86_400 + 1);
  expect(await refusal(undo(ctx, mergeId))).toMatch(/^gone/);
  expect(await readMerge(ctx, mergeId)).toMatchObject({ undo: { state: "over" } });
});

test("what the register wrote meanwhile stays, and the names and numbers go back", async () => {
  const ctx = await mergeWorld({ organisations: two });
  const { mergeId, swaps } = await merge(ctx);
  const merged = swaps.find(({ after }) => after?.kind === "organisation" && after.data.organisationId === quay)?.after;
  if (merged?.kind !== "organisation") throw new Error("the survivor is not among the steps");
  await commit(ctx, { put: [organisationPut({ ...merged.data, pupils: 412 }, 3)] });
  await undo(ctx, mergeId);
  expect(stateOf(ctx)[`organisation#${quay}|profile`]).toMatchObject({ data: { ...two[1], pupils: 412 } });
});

test("what was told since the merge is told when the membership goes back", async () => {
  const sold = term(harbour, 1);
  const ctx = await mergeWorld({ organisations: two, terms: [sold] });
  const { mergeId } = await merge(ctx);
  await commit(ctx, { put: [reminderPut(quay, sold.membershipId, "90", "2026-11-21T10:00:00.000Z")] });
  await undo(ctx, mergeId);
  const reminders = Object.keys(stateOf(ctx)).filter((place) => place.includes("reminder#"));
  expect(reminders).toEqual([`organisation#${harbour}|reminder#${sold.membershipId}#90`]);
});

test.each<[string, (ctx: TestCtx) => Promise<unknown>, RegExp]>([
  [
    "somebody who was moved has another role",
    (ctx) =>
      commit(ctx, {
        put: [affiliationPut({ ...who, organisationId: quay, from: "2026-09-01", until: "2026-11-20" }, 2)],
      }),
    /role of somebody who was moved/,
  ],
  [
    "its membership was renewed",
    (ctx) => commit(ctx, { put: [...termPuts(renewal, 1)] }),
    /School 900002 has renewed a membership that was School 900001’s/,
  ],
  [
    "the organisation that stayed was merged itself",
    (ctx) => merge(ctx, { ...question, fromOrganisationId: quay, intoOrganisationId: beach }),
    /names or numbers/,
  ],
  [
    "another was merged into it",
    (ctx) => merge(ctx, { ...question, fromOrganisationId: beach, intoOrganisationId: quay }),
    /names or numbers/,
  ],
])("nothing is undone when %s", async (_, change, expected) => {
  const ctx = await mergeWorld({
    organisations: [...two, school(beach, "900003")],
    terms: [term(harbour, 1)],
    people: [{ ...who, from: "2026-09-01" }],
  });
  const { mergeId } = await merge(ctx);
  await change(ctx);
  const before = structuredClone([...ctx.table.items]);
  const answer = await refusal(undo(ctx, mergeId));
  expect(answer).toMatch(/^conflict: This cannot be undone any more/);
  expect(answer).toMatch(expected);
  expect([...ctx.table.items]).toEqual(before);
  expect(await readMerge(ctx, mergeId)).toMatchObject({ undo: { state: "obstructed" } });
});

const renewal: Term = term(quay, 9, {
  ...{ academicYear: "2027-28", startsOn: "2027-09-01", endsOn: "2028-08-31", status: "pending" },
  renewalOf: idNumbered("mem", 1),
});

test("only staff and admin undo, and only what there is", async () => {
  const ctx = await mergeWorld({ organisations: two });
  const { mergeId } = await merge(ctx);
  expect(await refusal(undo(as(ctx, person()), mergeId))).toMatch(/^not-allowed/);
  expect(await refusal(undo(ctx, idNumbered("mrg", 77)))).toMatch(/^not-found/);
});

test("of two who undo at once one does, and the other finds it done or is asked to look again", async () => {
  const ctx = await mergeWorld({ organisations: two });
  const { mergeId } = await merge(ctx);
  const answers = await Promise.all([refusal(undo(ctx, mergeId)), refusal(undo(ctx, mergeId))]);
  expect(answers.filter((answer) => answer === "done")).toHaveLength(1);
  expect(published(ctx).filter(({ type }) => type === "membership.merge-undone")).toHaveLength(1);
});

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
      const { plan } = await previewMerge(ctx, { ...question, because });
      if (plan.obstacles.length > 0) return;
      merged += 1;
      const held = await rolesOn(ctx, [harbour, quay]);
      const done = await merge(ctx, { ...question, because });
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
      await undo(ctx, done.mergeId);
      expect(stateOf(ctx)).toEqual(before);
    }),
    { numRuns: 150 },
  );
  expect(merged).toBeGreaterThan(100);
});
