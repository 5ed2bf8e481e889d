import { isProblem } from "@alliance/core";
import { as, person, published, staffMember, type TestCtx, testCtx } from "@alliance/testing";
import { expect, test } from "vitest";
import type { PublishInput } from "../schema/membership-type.ts";
import { builtInVersion } from "../types/built-in-types.ts";
import { publishMembershipType } from "./publish-membership-type.ts";
import { listTypes, listTypesOnSale, readTypeHistory } from "./read-membership-types.ts";

const content = builtInVersion("school")?.content;
if (content === undefined) throw new Error("there is no built-in school type");

const dearer = (basedOn = 1, netPence = 27_500): PublishInput => ({
  basedOn,
  reason: "Rooms cost more this year",
  content: { ...content, price: { by: "flat", bands: [{ netPence }] } },
});
const publish = (ctx: TestCtx, input: PublishInput, id = "school") => publishMembershipType(ctx, id, input);
const problemOf = (publishing: Promise<unknown>): Promise<unknown> =>
  publishing.then(
    () => "no problem",
    (error: unknown) => (isProblem(error) ? error.code : error),
  );

test("a publication is the next version, with who and why, and an event", async () => {
  const ctx = testCtx(staffMember());
  expect(await publish(ctx, dearer())).toMatchObject({ version: 2, reason: "Rooms cost more this year" });
  const { current, versions, sold } = await readTypeHistory(ctx, "school");
  expect(current).toMatchObject({ version: 2, content: { price: { by: "flat", bands: [{ netPence: 27_500 }] } } });
  expect(versions.map(({ version }) => version)).toEqual([2, 1]);
  expect(sold).toBe(0);
  expect(published(ctx)).toMatchObject([
    { type: "membership.type-published", data: { membershipTypeId: "school", version: 2, isOnSale: true } },
  ]);
  await publish(ctx, dearer(2, 28_000));
  expect((await readTypeHistory(ctx, "school")).versions.map(({ version }) => version)).toEqual([3, 2, 1]);
});

test("of two editors at once one publishes, and the other is told", async () => {
  const ctx = testCtx(staffMember());
  const both = [publish(ctx, dearer(1, 27_500)), publish(as(ctx, staffMember("admin")), dearer(1, 29_000))];
  const outcomes = await Promise.all(both.map(problemOf));
  expect(outcomes.sort()).toEqual(["no problem", "stale"]);
  expect((await readTypeHistory(ctx, "school")).versions).toHaveLength(2);
});

test("an old form, a type nobody knows, and no difference are refused", async () => {
  const ctx = testCtx(staffMember());
  await publish(ctx, dearer());
  expect(await problemOf(publish(ctx, dearer(1, 99)))).toBe("stale");
  expect(await problemOf(publish(ctx, dearer(2)))).toBe("invalid-input");
  expect(await problemOf(publish(ctx, dearer(), "king"))).toBe("not-found");
  expect(await problemOf(readTypeHistory(ctx, "king"))).toBe("not-found");
});

test("members and finance change no type, and finance reads them", async () => {
  const ctx = testCtx(person());
  expect(await problemOf(publish(ctx, dearer()))).toBe("not-allowed");
  expect(await problemOf(publish(as(ctx, staffMember("finance")), dearer()))).toBe("not-allowed");
  expect(await problemOf(listTypes(ctx))).toBe("not-allowed");
  expect(await listTypes(as(ctx, staffMember("finance")))).toHaveLength(5);
});

test("a type that is taken off sale is offered no more", async () => {
  const ctx = testCtx(staffMember());
  await publish(ctx, { ...dearer(), content: { ...content, isOnSale: false } });
  expect((await listTypesOnSale(as(ctx, person()))).map(({ membershipTypeId }) => membershipTypeId)).not.toContain(
    "school",
  );
});

test("the same press twice publishes once", async () => {
  const ctx = testCtx(staffMember());
  const all = await Promise.all([publish(ctx, dearer()), publish(ctx, dearer()), publish(ctx, dearer())]);
  expect(all.map(({ version }) => version)).toEqual([2, 2, 2]);
  expect(published(ctx)).toHaveLength(1);
});
