import { isProblem } from "@alliance/core";
import type { Ctx } from "@alliance/store";
import { as, person, published, staffMember } from "@alliance/testing";
import { beforeEach, expect, test } from "vitest";
import { aliasKey, organisationKey } from "../keys/organisation.ts";
import { establishmentsFile, linksFile, sampleRows } from "../register/sample-file.ts";
import { Alias, Organisation } from "../schema/organisation.ts";
import type { Review } from "../schema/review.ts";
import { importFiles, type World, worldWithRegister } from "../test-world.ts";
import { applyToJoin } from "./apply-to-join.ts";
import { decideReview } from "./decide-review.ts";
import { listReviews } from "./list-reviews.ts";

let world: World;
let staff: Ctx;
let organisationId: string;
const reason = "The head confirmed it by phone";

const join = (urn: string) =>
  applyToJoin(world.ctx, world.register, { urn, payment: { method: "card" } } as Parameters<typeof applyToJoin>[2]);

beforeEach(async () => {
  world = await worldWithRegister();
  staff = as(world.ctx, staffMember());
  organisationId = (await join("900001")).application.organisationId;
});

async function importWith(changes: Record<string, string>, links?: Uint8Array) {
  const rows = sampleRows.map((row) => (row.URN === "900001" ? { ...row, ...changes } : row));
  await importFiles(world, establishmentsFile(rows as typeof sampleRows), links);
}
const open = async (): Promise<readonly Review[]> => (await listReviews(staff, { status: "open", limit: 20 })).items;
const decide = async (kind: string, decision: "accept" | "dismiss" = "accept") => {
  const review = (await open()).find((each) => each.kind === kind);
  return decideReview(staff, world.register, { reviewId: review?.reviewId ?? "none", decision, reason });
};
const organisation = async () => (await staff.table.get(organisationKey(organisationId), Organisation))?.data;
const leadsTo = async (urn: string) => (await staff.table.get(aliasKey("urn", urn), Alias))?.data.organisationId;
const followedBy = (urn: string, type = "Successor") => linksFile([["900001", urn, "", type, "01-12-2026"]]);

test("an accepted name is the organisation's, and the former one is kept", async () => {
  await importWith({ EstablishmentName: "Harbour View Academy" });
  const decided = await decide("renamed");
  expect(decided).toMatchObject({ status: "done", reason, decidedBy: staffMember().personId });
  expect(await organisation()).toMatchObject({
    name: "Harbour View Academy",
    formerNames: [{ name: "Harbour View Primary School", until: "2026-11-21" }],
  });
  expect(await open()).toEqual([]);
  expect(published(world.ctx).slice(-2)).toMatchObject([
    { type: "membership.register-review-decided", data: { kind: "renamed", decision: "done" } },
    { type: "membership.organisation-changed", data: { organisationId, changed: ["name"] } },
  ]);
});

test("a dismissed one changes nothing but the review", async () => {
  await importWith({ EstablishmentName: "Harbour View Academy" });
  const before = await organisation();
  expect(await decide("renamed", "dismiss")).toMatchObject({ status: "dismissed", reason });
  expect(await organisation()).toEqual(before);
});

test("an accepted closing sets the day, and opening again takes it away", async () => {
  await importWith({ "EstablishmentStatus (code)": "2", CloseDate: "31-10-2026" });
  await decide("closed");
  expect(await organisation()).toMatchObject({ closedOn: "2026-10-31" });
  await importWith({});
  await decide("opened");
  expect(await organisation()).not.toHaveProperty("closedOn");
});

test("an organisation carries on as its successor: same id, old number ended, new one leads to it", async () => {
  await importWith({}, followedBy("900003"));
  await decide("successor");
  const after = await organisation();
  expect(after).toMatchObject({
    organisationId,
    name: "Saint Thomas à Becket Catholic Academy",
    formerNames: [{ name: "Harbour View Primary School", until: "2026-11-30" }],
  });
  const urns = after?.identifiers.filter(({ scheme }) => scheme === "urn");
  expect(urns).toMatchObject([
    { value: "900001", until: "2026-11-30" },
    { value: "900003", from: "2026-12-01" },
  ]);
  expect([await leadsTo("900001"), await leadsTo("900003")]).toEqual([organisationId, organisationId]);
});

test("a successor that is an organisation of ours is not taken over: the two have to be merged", async () => {
  await join("900002");
  await importWith({}, followedBy("900002", "Successor - merged"));
  await expect(decide("merged")).rejects.toSatisfy((error) => isProblem(error, "already-exists"));
  expect(await open()).toHaveLength(1);
});

test("of a split school one successor carries on, the other one is refused", async () => {
  const links = linksFile(
    ["900002", "900003"].map((urn) => ["900001", urn, "", "Successor - Split School", "01-12-2026"]),
  );
  await importWith({}, links);
  const [first, second] = await open();
  const accept = (review?: Review) =>
    decideReview(staff, world.register, { reviewId: review?.reviewId ?? "", decision: "accept", reason });
  await accept(first);
  await expect(accept(second)).rejects.toSatisfy((error) => isProblem(error, "conflict"));
});

test("deciding twice, also at once, decides once; the other way round is refused", async () => {
  await importWith({ EstablishmentName: "Harbour View Academy" });
  const [review] = await open();
  const input = { reviewId: review?.reviewId ?? "", decision: "accept", reason } as const;
  await Promise.all([1, 2, 3].map(() => decideReview(staff, world.register, input)));
  const decided = published(world.ctx).filter(({ type }) => type === "membership.register-review-decided");
  expect(decided).toHaveLength(1);
  const otherwise = decideReview(staff, world.register, { ...input, decision: "dismiss" });
  await expect(otherwise).rejects.toSatisfy((error) => isProblem(error, "conflict"));
});

test("only staff see reviews and decide, and one that is not there is not found", async () => {
  const notAllowed = (error: unknown) => isProblem(error, "not-allowed");
  const input = { reviewId: "rev_01KAK3F0Q8J5W2M7X9B4C6D8EF", decision: "accept", reason } as const;
  await expect(listReviews(as(world.ctx, person()), { status: "open", limit: 5 })).rejects.toSatisfy(notAllowed);
  await expect(decideReview(as(world.ctx, person()), world.register, input)).rejects.toSatisfy(notAllowed);
  await expect(decideReview(staff, world.register, input)).rejects.toSatisfy((error) => isProblem(error, "not-found"));
});
