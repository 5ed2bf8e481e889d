import * as membership from "@alliance/events/membership";
import { as, eventOf, person, staffMember, system, type TestCtx } from "@alliance/testing";
import { expect, test } from "vitest";
import { harbour, idNumbered, mergeWorld, quay, school, term } from "../merging/test-world.ts";
import type { Merge } from "../schema/merge.ts";
import type { Term } from "../schema/term.ts";
import { countMember } from "./count-member.ts";
import { countMerged } from "./count-merged.ts";
import { mergeOrganisations } from "./merge-organisations.ts";
import { type MergeQuestion, previewMerge } from "./preview-merge.ts";
import { readMemberCounts } from "./read-member-counts.ts";
import { undoMerge } from "./undo-merge.ts";

const question: MergeQuestion = { fromOrganisationId: harbour, intoOrganisationId: quay, because: "duplicate" };
const two = [
  school(harbour, "900001", { region: "North East", phase: "Primary" }),
  school(quay, "900002", { region: "London", phase: "Primary" }),
];
const both = [term(harbour, 1), term(quay, 2)];

async function merge(ctx: TestCtx): Promise<Merge> {
  const { seen } = await previewMerge(ctx, question);
  return mergeOrganisations(ctx, { ...question, seen, reason: "entered twice" });
}

const undo = (ctx: TestCtx, { mergeId }: Merge) => undoMerge(ctx, mergeId, "they are two schools");

/** What the worker hears of a membership, a merge, an undoing. */
const heard = (ctx: TestCtx, { membershipId, organisationId, startsOn, endsOn }: Term) =>
  countMember(
    as(ctx, system("membership")),
    eventOf(membership.membershipActivated, {
      ...membership.membershipActivated.sample,
      ...{ membershipId, organisationId, startsOn, endsOn },
    }),
  );

const idsOf = ({ mergeId }: Merge) => ({ mergeId, organisationId: harbour, intoOrganisationId: quay });
const heardMerged = (ctx: TestCtx, done: Merge) =>
  countMerged(
    as(ctx, system("membership")),
    eventOf(membership.organisationsMerged, { ...idsOf(done), because: "duplicate" }),
  );
const heardUndone = (ctx: TestCtx, done: Merge) =>
  countMerged(as(ctx, system("membership")), eventOf(membership.mergeUndone, idsOf(done)));

const figures = async (ctx: TestCtx, year?: string) => {
  const { total, by } = await readMemberCounts(as(ctx, staffMember()), year);
  return { total, regions: by.region.map(({ value }) => value), types: by.type.map(({ members }) => members) };
};

const countedTwo = { total: 2, regions: ["London", "North East"], types: [2] };
const countedOne = { total: 1, regions: ["London"], types: [1] };

test("two memberships of a year that become one are counted as one, and as two again when that is undone", async () => {
  const ctx = await mergeWorld({ organisations: two, terms: both });
  for (const each of both) await heard(ctx, each);
  expect(await figures(ctx)).toEqual(countedTwo);
  const done = await merge(ctx);
  expect(await heardMerged(ctx, done)).toBe("counted-anew");
  expect(await figures(ctx)).toEqual(countedOne);
  await undo(ctx, done);
  expect(await heardUndone(ctx, done)).toBe("counted-anew");
  expect(await figures(ctx)).toEqual(countedTwo);
});

test("the same event again, and many times at once, changes nothing more", async () => {
  const ctx = await mergeWorld({ organisations: two, terms: both });
  for (const each of both) await heard(ctx, each);
  const done = await merge(ctx);
  const outcomes = await Promise.all(Array.from({ length: 8 }, () => heardMerged(ctx, done)));
  expect(outcomes.filter((outcome) => outcome === "counted-anew")).toHaveLength(1);
  expect(await figures(ctx)).toEqual(countedOne);
  await undo(ctx, done);
  await Promise.all(Array.from({ length: 8 }, () => heardUndone(ctx, done)));
  expect(await heardMerged(ctx, done)).toBe("nothing-to-count");
  expect(await figures(ctx)).toEqual(countedTwo);
});

const orders = [
  ["its beginning last", ["merged", "undone", "begun"]],
  ["undone first", ["undone", "begun", "merged"]],
  ["begun between", ["undone", "merged", "begun"]],
] as const;

test.each(orders)("events in another order come to the same: %s", async (_, order) => {
  for (const isUndone of [false, true]) {
    const ctx = await mergeWorld({ organisations: two, terms: both });
    const [folded, kept] = both as [Term, Term];
    await heard(ctx, kept);
    const done = await merge(ctx);
    if (isUndone) await undo(ctx, done);
    const hear = {
      merged: () => heardMerged(ctx, done),
      undone: () => heardUndone(ctx, done),
      begun: () => heard(ctx, folded),
    };
    for (const each of order) await hear[each]();
    for (const each of order) await hear[each]();
    expect(await figures(ctx)).toEqual(isUndone ? countedTwo : countedOne);
  }
});

test.each([0, 2, 5, 9, 14])(
  "undoing at the moment of counting: the figures follow what stands (%i steps)",
  async (steps) => {
    const ctx = await mergeWorld({ organisations: two, terms: both });
    for (const each of both) await heard(ctx, each);
    const done = await merge(ctx);
    const counting = heardMerged(ctx, done);
    for (let step = 0; step < steps; step++) await Promise.resolve();
    const [undone] = await Promise.allSettled([undo(ctx, done), counting]);
    if (undone.status === "fulfilled") await heardUndone(ctx, done);
    expect(await figures(ctx)).toEqual(undone.status === "fulfilled" ? countedTwo : countedOne);
  },
);

test("a merge heard of between, and its undoing before the membership's beginning, leave no trace", async () => {
  const ctx = await mergeWorld({ organisations: two, terms: both });
  const done = await merge(ctx);
  await heardMerged(ctx, done);
  await undo(ctx, done);
  await heardUndone(ctx, done);
  for (const each of both) expect(await heard(ctx, each)).toBe("counted");
  expect(await figures(ctx)).toEqual(countedTwo);
});

test("memberships of different years, and one that moves, stay as they were counted", async () => {
  const late = term(harbour, 1, { startsOn: "2026-06-10", endsOn: "2027-08-31", academicYear: "2025-26" });
  const ctx = await mergeWorld({ organisations: two, terms: [late, term(quay, 2)] });
  for (const each of [late, term(quay, 2)]) await heard(ctx, each);
  const done = await merge(ctx);
  expect(done.madeOne).toEqual([]);
  expect(await heardMerged(ctx, done)).toBe("nothing-to-count");
  expect([(await figures(ctx, "2025-26")).total, (await figures(ctx)).total]).toEqual([1, 1]);
  const other = await mergeWorld({ organisations: two, terms: [term(harbour, 1)] });
  expect((await merge(other)).madeOne).toEqual([]);
});

test("a merge that nobody knows, or of before this was kept, changes no figure", async () => {
  const ctx = await mergeWorld({ organisations: two, terms: both });
  const unknown = { ...(await merge(ctx)), mergeId: idNumbered("mrg", 99) };
  expect(await heardMerged(ctx, unknown)).toBe("nothing-to-count");
  await expect(readMemberCounts(as(ctx, person()))).rejects.toThrow("does not have access");
});
