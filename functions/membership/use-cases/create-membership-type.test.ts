import { isProblem } from "@alliance/core";
import { as, person, published, staffMember, type TestCtx, testCtx } from "@alliance/testing";
import { expect, test } from "vitest";
import type { CreateTypeInput, TypeContent } from "../schema/membership-type.ts";
import { builtInVersion } from "../types/built-in-types.ts";
import { typesFor } from "../types/read-type.ts";
import { createMembershipType } from "./create-membership-type.ts";
import { publishMembershipType } from "./publish-membership-type.ts";
import { listTypes, listTypesOnSale, readTypeHistory } from "./read-membership-types.ts";

const school = builtInVersion("school")?.content;
if (school === undefined) throw new Error("there is no built-in school type");

const named = (name: string, more: Partial<TypeContent> = {}): CreateTypeInput => ({
  reason: "Asked for by small schools",
  content: { ...school, isOnSale: false, name, ...more },
});
const make = (ctx: TestCtx, input: CreateTypeInput) => createMembershipType(ctx, input);
const outcomeOf = (making: Promise<unknown>): Promise<unknown> =>
  making.then(
    () => "made",
    (error: unknown) => (isProblem(error) ? error.code : error),
  );

test("a new type has its first version, who and why, an event, and nobody can join with it yet", async () => {
  const ctx = testCtx(staffMember());
  expect(await make(ctx, named("Small schools & nurseries"))).toMatchObject({
    ...{ membershipTypeId: "small-schools-nurseries", version: 1, reason: "Asked for by small schools" },
    content: { isOnSale: false },
  });
  expect(published(ctx)).toMatchObject([
    {
      type: "membership.type-published",
      data: { membershipTypeId: "small-schools-nurseries", version: 1, isOnSale: false },
    },
  ]);
  expect((await listTypes(ctx)).map(({ membershipTypeId }) => membershipTypeId)).toContain("small-schools-nurseries");
  expect(await listTypesOnSale(as(ctx, person()))).toHaveLength(5);
  expect((await typesFor(ctx.table, "school")).map(({ membershipTypeId }) => membershipTypeId)).toEqual(["school"]);
});

test("it is put on sale as its second version, and is offered from then on", async () => {
  const ctx = testCtx(staffMember());
  const { membershipTypeId, content } = await make(ctx, named("Small schools"));
  const sold = { basedOn: 1, reason: "The board agreed", content: { ...content, isOnSale: true } };
  expect(await publishMembershipType(ctx, membershipTypeId, sold)).toMatchObject({ version: 2 });
  expect((await readTypeHistory(ctx, membershipTypeId)).versions.map(({ version }) => version)).toEqual([2, 1]);
  expect((await typesFor(ctx.table, "school")).map(({ name }) => name)).toEqual(["School membership", "Small schools"]);
});

test("of two who make a type of the same name at once one does, and the other is told", async () => {
  const ctx = testCtx(staffMember());
  const rival = as(ctx, staffMember("admin"));
  const both = [make(ctx, named("Small schools")), make(rival, named("Small Schools!", { graceDays: 5 }))];
  expect((await Promise.all(both.map(outcomeOf))).sort()).toEqual(["already-exists", "made"]);
  expect((await readTypeHistory(ctx, "small-schools")).versions).toHaveLength(1);
  expect(published(ctx)).toHaveLength(1);
});

test("the same press twice makes it once", async () => {
  const ctx = testCtx(staffMember());
  const all = await Promise.all([1, 2, 3].map(() => make(ctx, named("Small schools"))));
  expect(all.map(({ version }) => version)).toEqual([1, 1, 1]);
  expect(published(ctx)).toHaveLength(1);
});

test.each([
  ["the short name of a type that comes with the platform", "School", "already-exists"],
  ["the name of a type whose short name is another", "school MEMBERSHIP", "already-exists"],
  ["a name without letters", "2026/27", "invalid-input"],
  ["a name that is an address of ours", "New", "invalid-input"],
])("%s is refused at the name", async (_, name, code) => {
  const ctx = testCtx(staffMember());
  const refusal = await make(ctx, named(name)).catch((error: unknown) => error);
  expect(refusal).toMatchObject({ code, errors: [{ field: "name" }] });
  expect(published(ctx)).toEqual([]);
});

test("a name is free again for nobody: also that of a type that has another name now keeps its short name", async () => {
  const ctx = testCtx(staffMember());
  const { content } = await make(ctx, named("Small schools"));
  const renamed = { basedOn: 1, reason: "A better name", content: { ...content, name: "Village schools" } };
  await publishMembershipType(ctx, "small-schools", renamed);
  await expect(make(ctx, named("Small schools"))).rejects.toThrow("Village schools has the short name");
  await expect(make(ctx, named("Village Schools"))).rejects.toThrow("There is a type called Village schools already");
});

test("a new type that is on sale at once is refused", async () => {
  const ctx = testCtx(staffMember());
  expect(await outcomeOf(make(ctx, named("Small schools", { isOnSale: true })))).toBe("invalid-input");
});

test("members and finance make no type", async () => {
  const ctx = testCtx(person());
  expect(await outcomeOf(make(ctx, named("Small schools")))).toBe("not-allowed");
  expect(await outcomeOf(make(as(ctx, staffMember("finance")), named("Small schools")))).toBe("not-allowed");
});

test("there are forty types at most, so that whoever joins reads them at once", async () => {
  const ctx = testCtx(staffMember());
  for (let number = 6; number <= 40; number += 1) await make(ctx, named(`Type number ${number}`));
  expect(await outcomeOf(make(ctx, named("One more")))).toBe("conflict");
  expect(await listTypes(ctx)).toHaveLength(40);
});
