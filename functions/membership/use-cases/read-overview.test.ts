import { erasurePut } from "@alliance/auth";
import { commit } from "@alliance/store";
import { as, person, staffMember } from "@alliance/testing";
import { expect, test } from "vitest";
import { applicationPut } from "../keys/application.ts";
import { reviewPut } from "../keys/review.ts";
import { browserOf, type World, worldWithRegister } from "../test-world.ts";
import { applyToJoin } from "./apply-to-join.ts";
import { readOverview } from "./read-overview.ts";

const personId = "per_01KAK3F0Q8J5W2M7X9B4C6D8EF";
const organisationId = "org_01KAK3F0Q8J5W2M7X9B4C6D8EG";

/** One of each kind of work, the review waiting longest. */
async function worldWithWork(): Promise<World> {
  const world = await worldWithRegister();
  const submitted = async (urn: string) =>
    (await applyToJoin(world.ctx, world.register, { urn, payment: { method: "card" } })).application;
  const [late, other] = [await submitted("900001"), await submitted("900002")];
  await commit(world.ctx, {
    put: [
      applicationPut({ ...late, status: "stranded" }, 2),
      applicationPut({ ...other, status: "awaiting-approval" }, 2),
      erasurePut({ personId, requestedAt: "2026-11-10T09:00:00.000Z", status: "open" }, 1),
      reviewPut(
        {
          ...{ reviewId: "rev_01KAK3F0Q8J5W2M7X9B4C6D8EF", kind: "renamed", organisationId, urn: "900001" },
          ...{ organisationName: "Harbour View", importId: "imp_01KAK3F0Q8J5W2M7X9B4C6D8EF", status: "open" },
          openedAt: "2026-11-01T03:00:00.000Z",
        },
        1,
      ),
    ],
  });
  return world;
}

test("every kind of work is one line with its number and its oldest, the longest wait first", async () => {
  const world = await worldWithWork();
  const { waiting } = await readOverview(as(world.ctx, staffMember()));
  expect(waiting.map(({ kind, count, since }) => [kind, count.value, since.slice(0, 10)])).toEqual([
    ["review", 1, "2026-11-01"],
    ["erasure", 1, "2026-11-10"],
    ["application", 1, "2026-11-21"],
    ["stranded", 1, "2026-11-21"],
  ]);
});

test("work is shown to those who may do it, and nothing of it to others", async () => {
  const world = await worldWithWork();
  const { waiting } = await readOverview(as(world.ctx, staffMember("finance")));
  expect(waiting.map(({ kind }) => kind)).toEqual(["stranded"]);
  await expect(readOverview(as(world.ctx, person()))).rejects.toMatchObject({ code: "not-allowed" });
});

test("the page links each kind to where it is done, other teams' work only for them, and says when nothing waits", async () => {
  const work = await (await (await browserOf(await worldWithWork(), staffMember())).get("/console")).text();
  for (const path of ["applications", "register/reviews", "people", "merges"]) {
    expect(work).toContain(`href="/console/membership/${path}"`);
  }
  expect(work).toContain('href="#paid-too-late"');
  expect(work).not.toContain("/console/finance/exceptions");
  const admin = await (await (await browserOf(await worldWithRegister(), staffMember("admin"))).get("/console")).text();
  expect(admin).toContain("Nothing waits for anybody");
  expect(admin).toContain('href="/console/finance/exceptions"');
});
