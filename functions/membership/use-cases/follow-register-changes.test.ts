import { type Coverage, grantsOf } from "@alliance/entitlement";
import type { Ctx } from "@alliance/store";
import { published } from "@alliance/testing";
import { expect, test } from "vitest";
import { organisationKey } from "../keys/organisation.ts";
import { reviewsThat } from "../keys/review.ts";
import { readCoverage } from "../register/coverage.ts";
import { establishmentsFile, groupsFile, linksFile, sampleGroups, sampleRows } from "../register/sample-file.ts";
import { Organisation } from "../schema/organisation.ts";
import { Review } from "../schema/review.ts";
import { importFiles, type World, workerCtx, worldWithRegister } from "../test-world.ts";
import { applyToJoin } from "./apply-to-join.ts";
import { followRegisterChanges } from "./follow-register-changes.ts";

const rows = (changes: Record<string, Record<string, string>>) =>
  establishmentsFile(
    sampleRows.map((row) => ({ OpenDate: "01-09-1990", ...row, ...changes[row.URN ?? ""] })) as typeof sampleRows,
  );

async function joined(urn: string): Promise<World & { organisationId: string }> {
  const world = await worldWithRegister();
  await importFiles(world, rows({}), undefined, groupsFile(sampleGroups));
  const input = { urn, payment: { method: "card" } } as const;
  const { application } = await applyToJoin(world.ctx, world.register, input);
  return { ...world, organisationId: application.organisationId };
}

const linksOf = async ({ ctx, organisationId }: World & { organisationId: string }): Promise<Coverage[]> =>
  (await readCoverage(ctx.table, organisationId)).map(({ data }) => data);
const reviewsIn = async ({ ctx }: { ctx: Ctx }): Promise<Review[]> =>
  (await ctx.table.query({ ...reviewsThat("open"), limit: 50 }, Review)).items.map(({ data }) => data);
const organisationOf = ({ ctx, organisationId }: { ctx: Ctx; organisationId: string }) =>
  ctx.table.get(organisationKey(organisationId), Organisation);
const trustLink = { by: { scheme: "trust-uid", value: "5001" }, from: "2026-01-01" };
const laLink = { by: { scheme: "la-code", value: "840" } };

test("a school that is registered is tied to its trust and its authority", async () => {
  const world = await joined("900001");
  expect(await linksOf(world)).toMatchObject([laLink, trustLink]);
});

test("a school that leaves its trust is told to entitlement, once, and it is on its timeline", async () => {
  const world = await joined("900001");
  const without = groupsFile(sampleGroups.filter(({ URN }) => URN !== "900001"));
  const { followed, follow } = await importFiles(world, rows({}), undefined, without);
  expect(followed).toEqual({ organisations: 1, reviews: 0 });
  expect(await linksOf(world)).toMatchObject([laLink, { ...trustLink, until: "2026-11-21" }]);
  const told = { organisationId: world.organisationId, links: [{ scheme: "trust-uid", until: "2026-11-21" }] };
  expect(published(world.ctx).at(-1)).toMatchObject({ type: "membership.coverage-changed", data: told });
  const items = structuredClone([...world.ctx.table.items]);
  expect(await follow()).toEqual({ organisations: 0, reviews: 0 });
  expect([...world.ctx.table.items]).toEqual(items);
  expect(await grantsOf(world.ctx.table, [world.organisationId], "2026-11-21")).toHaveLength(1);
});

test("the same files again change nothing of any organisation", async () => {
  const world = await joined("900001");
  const before = [...world.ctx.table.items.keys()].filter((key) => !key.includes("import#"));
  const { followed } = await importFiles(world, rows({}), undefined, groupsFile(sampleGroups));
  expect(followed).toEqual({ organisations: 0, reviews: 0 });
  expect([...world.ctx.table.items.keys()].filter((key) => !key.includes("import#"))).toEqual(before);
});

test("a new name waits for a decision, and the organisation keeps its own until then", async () => {
  const world = await joined("900001");
  const { follow } = await importFiles(world, rows({ "900001": { EstablishmentName: "Harbour View Academy" } }));
  const [review, ...more] = await reviewsIn(world);
  expect(review).toMatchObject({
    ...{ kind: "renamed", urn: "900001", newName: "Harbour View Academy", status: "open" },
    organisationName: "Harbour View Primary School",
  });
  expect(more).toEqual([]);
  await follow();
  expect(await reviewsIn(world)).toHaveLength(1);
  const stored = await organisationOf(world);
  expect(stored?.data.name).toBe("Harbour View Primary School");
});

test("a closing, its successor and a split each wait for a decision; mirrored links are one", async () => {
  const world = await joined("900001");
  const closed = { "EstablishmentStatus (code)": "2", "EstablishmentStatus (name)": "Closed", CloseDate: "31-08-2026" };
  const links = linksFile([
    ["900001", "900003", "Saint Thomas à Becket Catholic Academy", "Successor - Split School", "01-09-2026"],
    ["900003", "900001", "Harbour View Primary School", "Predecessor - Split School", "01-09-2026"],
    ["900001", "900002", "", "Children's Centre Link", ""],
  ]);
  await importFiles(world, rows({ "900001": closed }), links);
  expect((await reviewsIn(world)).map(({ kind, on, otherUrn }) => [kind, on, otherUrn]).sort()).toEqual([
    ["closed", "2026-08-31", undefined],
    ["split", "2026-09-01", "900003"],
  ]);
  expect(await linksOf(world)).toMatchObject([
    { ...laLink, until: "2026-08-31" },
    { ...trustLink, until: "2026-08-31" },
  ]);
});

test("schools that nobody joined for make no work", async () => {
  const world = await joined("900001");
  const { followed } = await importFiles(world, rows({ "900002": { EstablishmentName: "Another Name" } }));
  expect(followed).toEqual({ organisations: 0, reviews: 0 });
  expect(await reviewsIn(world)).toEqual([]);
});

test("pupils and phase follow by themselves", async () => {
  const world = await joined("900001");
  await importFiles(world, rows({ "900001": { NumberOfPupils: "321" } }));
  const stored = await organisationOf(world);
  expect(stored?.data.pupils).toBe(321);
  expect(published(world.ctx).at(-1)).toMatchObject({ data: { changed: ["facts"] } });
});

test("an import whose changes nobody kept any more is refused: nothing is decided by guessing", async () => {
  const world = await joined("900001");
  const { told } = await importFiles(world, rows({ "900001": { NumberOfPupils: "321" } }));
  world.files.files.clear();
  expect(await followRegisterChanges(workerCtx(world.ctx, world.files), told)).toEqual({
    organisations: 0,
    reviews: 0,
  });
});
