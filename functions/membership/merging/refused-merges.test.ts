import { Affiliation, affiliationKey, affiliationPut } from "@alliance/auth";
import { isProblem } from "@alliance/core";
import { type Ctx, commit } from "@alliance/store";
import { as, person, type TestCtx } from "@alliance/testing";
import { expect, test } from "vitest";
import { termPuts } from "../keys/term.ts";
import type { Organisation } from "../schema/organisation.ts";
import { findForMerge } from "../use-cases/find-for-merge.ts";
import { mergeOrganisations } from "../use-cases/merge-organisations.ts";
import { type MergeQuestion, previewMerge } from "../use-cases/preview-merge.ts";
import { readOrganisation } from "../use-cases/read-organisation.ts";
import { beach, type Given, harbour, idNumbered, mergeWorld, quay, school, term } from "./test-world.ts";

const question: MergeQuestion = { fromOrganisationId: harbour, intoOrganisationId: quay, because: "duplicate" };
const two = [school(harbour, "900001"), school(quay, "900002")];

async function merge(ctx: TestCtx, asked: MergeQuestion = question) {
  const { seen } = await previewMerge(ctx, asked);
  return mergeOrganisations(ctx, { ...asked, seen, reason: "entered twice" });
}

const roleOf = async ({ table }: Ctx, who: Parameters<typeof affiliationKey>[0]) =>
  (await table.get(affiliationKey(who), Affiliation))?.data;

async function refusal(run: Promise<unknown>): Promise<string> {
  return run.then(
    () => "done",
    (error: unknown) => {
      if (!isProblem(error)) throw error;
      return `${error.code}: ${error.message}`;
    },
  );
}

test.each<[string, Given, Partial<MergeQuestion>, RegExp]>([
  ["into itself", { organisations: two }, { intoOrganisationId: harbour }, /^conflict: .*into itself/],
  [
    "into another kind",
    { organisations: [two[0] as Organisation, school(quay, "5001", { kind: "trust" })] },
    {},
    /^conflict: .*different kinds/,
  ],
  [
    "while an application waits",
    { organisations: two, terms: [term(quay, 1, { status: "pending" })] },
    {},
    /^conflict: An application of School 900002 waits/,
  ],
  ["with one that nobody knows", { organisations: two }, { intoOrganisationId: beach }, /^not-found/],
])("nothing is merged %s", async (_, given, asked, expected) => {
  const ctx = await mergeWorld(given);
  const before = structuredClone([...ctx.table.items]);
  const answer = await refusal(mergeOrganisations(ctx, { ...question, ...asked, seen: "", reason: "entered twice" }));
  expect(answer).toMatch(expected);
  expect([...ctx.table.items]).toEqual(before);
});

test("what was merged is not merged again, nor anything into it", async () => {
  const ctx = await mergeWorld({ organisations: [...two, school(beach, "900003")] });
  await merge(ctx);
  expect(await refusal(merge(ctx))).toMatch(/^conflict: School 900001 was merged into another organisation already/);
  const back = { ...question, fromOrganisationId: quay, intoOrganisationId: harbour };
  expect(await refusal(merge(ctx, back))).toMatch(/^conflict: School 900001 was merged/);
  await merge(ctx, { ...question, fromOrganisationId: quay, intoOrganisationId: beach });
  expect((await readOrganisation(ctx, harbour)).organisation.organisationId).toBe(beach);
});

test("more than one commit can move is refused, with what to do", async () => {
  const people = Array.from({ length: 50 }, (_, at) => at).map((at) => ({
    ...({ personId: idNumbered("per", at), organisationId: harbour, role: "colleague", from: "2026-01-01" } as const),
  }));
  const ctx = await mergeWorld({ organisations: two, people });
  expect(await refusal(merge(ctx))).toMatch(/too much to move in one go/);
});

test("only staff and admin merge", async () => {
  const ctx = await mergeWorld({ organisations: two });
  for (const actor of [person(), person("per_01KAK3F0Q8J5W2M7X9B4C6D8EF", { staffRoles: ["finance"] })]) {
    expect(await refusal(merge(as(ctx, actor)))).toMatch(/^not-allowed/);
  }
});

test("whom to merge with is found by name, number and reference, an old one too, and by staff alone", async () => {
  const ctx = await mergeWorld({ organisations: two });
  await merge(ctx);
  for (const q of ["school", "900001", "900002", harbour, quay]) {
    expect((await findForMerge(ctx, q)).map(({ organisationId }) => organisationId)).toEqual([quay]);
  }
  expect(await findForMerge(ctx, idNumbered("org", 77))).toEqual([]);
  expect(await refusal(findForMerge(as(ctx, person()), "school"))).toMatch(/^not-allowed/);
});

test("a merge of facts that have changed since is refused", async () => {
  const ctx = await mergeWorld({ organisations: two });
  const { seen } = await previewMerge(ctx, question);
  await commit(ctx, { put: [...termPuts(term(harbour, 1), 1)] });
  const answer = await refusal(mergeOrganisations(ctx, { ...question, seen, reason: "entered twice" }));
  expect(answer).toMatch(/^stale/);
});

test("of two who merge one organisation into different ones at once, one does", async () => {
  const ctx = await mergeWorld({ organisations: [...two, school(beach, "900003")], terms: [term(harbour, 1)] });
  const answers = await Promise.all([
    refusal(merge(ctx)),
    refusal(merge(ctx, { ...question, intoOrganisationId: beach })),
    refusal(merge(ctx, { ...question, fromOrganisationId: quay, intoOrganisationId: harbour })),
  ]);
  expect(answers.filter((answer) => answer === "done")).toHaveLength(1);
  expect(answers.filter((answer) => /^(stale|conflict)/.test(answer))).toHaveLength(2);
});

test("a role that changes at the moment of the merge is not lost: the merge is refused", async () => {
  const who = { personId: idNumbered("per", 1), organisationId: harbour, role: "head" } as const;
  const ctx = await mergeWorld({ organisations: two, people: [{ ...who, from: "2026-01-01" }] });
  const { seen } = await previewMerge(ctx, question);
  const ended = { ...who, from: "2026-01-01", until: "2026-11-20" };
  const answers = await Promise.all([
    refusal(commit(ctx, { put: [affiliationPut(ended, 2)] })),
    refusal(mergeOrganisations(ctx, { ...question, seen, reason: "entered twice" })),
  ]);
  expect(answers).toEqual(["done", expect.stringMatching(/^stale/)]);
  expect(await roleOf(ctx, who)).toEqual(ended);
});
