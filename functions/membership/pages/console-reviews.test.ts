import { as, staffMember } from "@alliance/testing";
import { expect, test } from "vitest";
import { establishmentsFile, linksFile, sampleRows } from "../register/sample-file.ts";
import { browserOf, importFiles, type World, worldWithRegister } from "../test-world.ts";
import { applyToJoin } from "../use-cases/apply-to-join.ts";
import { listReviews } from "../use-cases/list-reviews.ts";

const path = "/console/membership/register/reviews";

async function worldWithReviews(): Promise<World> {
  const world = await worldWithRegister();
  const input = { urn: "900001", payment: { method: "card" } } as Parameters<typeof applyToJoin>[2];
  await applyToJoin(world.ctx, world.register, input);
  const rows = [{ ...sampleRows[0], EstablishmentName: "Harbour View Academy" }] as typeof sampleRows;
  await importFiles(world, establishmentsFile(rows), linksFile([["900001", "900003", "", "Successor", "01-12-2026"]]));
  return world;
}

const reviewOf = async (world: World, kind: string) =>
  (await listReviews(as(world.ctx, staffMember()), { status: "open", limit: 9 })).items.find(
    (each) => each.kind === kind,
  );

test("reviews are listed in words, decided with a reason, and gone from the list", async () => {
  const world = await worldWithReviews();
  const staff = await browserOf(world, staffMember());
  const list = await (await staff.get(path)).text();
  expect(list).toContain("URN 900001 is now called “Harbour View Academy”.");
  expect(list).toContain("was followed by Saint Thomas à Becket Catholic Academy (URN 900003) on 1 December 2026.");
  const review = await reviewOf(world, "renamed");
  const page = await (await staff.get(`${path}/${review?.reviewId}`)).text();
  expect(page).toContain("Its former name stays on what was issued before.");
  const decided = await staff.submit(`${path}/${review?.reviewId}`, { decision: "accept", reason: "By their letter" });
  expect([decided.status, decided.headers.get("location")]).toEqual([303, path]);
  expect(await (await staff.get(path)).text()).not.toContain("is now called");
  expect(await (await staff.get(`${path}?status=done`)).text()).toContain("Followed");
  expect(await (await staff.get(`${path}/${review?.reviewId}`)).text()).toContain("By their letter");
});

test.each([
  ["nothing", {}, "Choose whether to accept or to dismiss it"],
  ["no reason", { decision: "accept", reason: " " }, "Say why in a few words"],
])("a decision with %s is shown again with what is wrong", async (_, fields, message) => {
  const world = await worldWithReviews();
  const staff = await browserOf(world, staffMember());
  const review = await reviewOf(world, "renamed");
  const reply = await staff.submit(`${path}/${review?.reviewId}`, fields);
  expect(reply.status).toBe(422);
  expect(await reply.text()).toContain(message);
  expect(await reviewOf(world, "renamed")).toBeDefined();
});

test("a queue without anything says so, and a cursor that is not ours is refused", async () => {
  const world = await worldWithRegister();
  const staff = await browserOf(world, staffMember());
  expect(await (await staff.get(path)).text()).toContain("Nothing to decide");
  expect((await staff.get(`${path}?cursor=forged`)).status).toBeGreaterThanOrEqual(400);
});
