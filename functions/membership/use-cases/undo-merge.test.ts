import { affiliationPut } from "@alliance/auth";
import { isProblem } from "@alliance/core";
import { commit } from "@alliance/store";
import { as, person, published, type TestCtx } from "@alliance/testing";
import { expect, test } from "vitest";
import { organisationPut } from "../keys/organisation.ts";
import { reminderPut } from "../keys/reminder.ts";
import { termPuts } from "../keys/term.ts";
import { beach, harbour, idNumbered, mergeWorld, quay, school, stateOf, term } from "../merging/test-world.ts";
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
