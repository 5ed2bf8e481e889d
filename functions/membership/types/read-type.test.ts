import { commit } from "@alliance/store";
import { person, testCtx } from "@alliance/testing";
import { expect, test } from "vitest";
import { currentTypePut, typeVersionPut } from "../keys/membership-type.ts";
import { builtInVersion } from "./built-in-types.ts";
import { currentType, currentTypes, typeAtVersion, typesFor, typeVersions } from "./read-type.ts";

const dearer = () => {
  const first = builtInVersion("school");
  if (first === undefined) throw new Error("there is no built-in school type");
  const content = { ...first.content, name: "School membership plus", isOnSale: false };
  return {
    ...first,
    version: 2,
    content,
    reason: "Costs rose",
    publishedBy: "per_1",
    publishedAt: "2026-11-21T10:00:00.000Z",
  };
};

test("types exist before anybody wrote one", async () => {
  const { table } = testCtx(person());
  expect((await currentTypes(table)).map(({ membershipTypeId }) => membershipTypeId)).toEqual([
    "business-partner",
    "charity-or-university",
    "local-authority",
    "school",
    "trust",
  ]);
  expect((await typesFor(table, "university")).map(({ name }) => name)).toEqual(["Charity and university membership"]);
  expect(await currentType(table, "king")).toBeUndefined();
});

test("a new version is what is sold, and the one before is read as it was", async () => {
  const ctx = testCtx(person());
  const second = dearer();
  await commit(ctx, { put: [typeVersionPut(second), currentTypePut(second, 1)] });
  expect(await currentType(ctx.table, "school")).toMatchObject({ version: 2, name: "School membership plus" });
  expect(await typeAtVersion(ctx.table, "school", 1)).toMatchObject({ version: 1, name: "School membership" });
  expect(await typeAtVersion(ctx.table, "school", 2)).toMatchObject({ version: 2 });
  expect(await typeAtVersion(ctx.table, "school", 3)).toBeUndefined();
  expect((await typeVersions(ctx.table, "school")).map(({ version }) => version)).toEqual([2, 1]);
  expect(await typesFor(ctx.table, "school")).toEqual([]);
});
