import { staffMember } from "@alliance/testing";
import { expect, test } from "vitest";
import { capacityOfMembership } from "./capacity.ts";
import { worldWithRegister } from "./test-world.ts";
import { searchEstablishments } from "./use-cases/search-establishments.ts";

test("each use-case costs what it must and no more", async () => {
  expect(await capacityOfMembership()).toEqual({
    "search that finds three schools": { wru: 0, indexWru: 0, rru: 2.5, requests: 5 },
    "apply, new organisation": { wru: 20, indexWru: 6, rru: 4, requests: 6 },
    "apply again, refused without a write": { wru: 0, indexWru: 0, rru: 3.5, requests: 4 },
    activate: { wru: 14, indexWru: 9, rru: 3, requests: 4 },
    "activate, same event again": { wru: 0, indexWru: 0, rru: 1, requests: 1 },
    "portal overview": { wru: 0, indexWru: 0, rru: 3, requests: 6 },
    release: { wru: 8, indexWru: 3, rru: 2, requests: 3 },
    "apply, known organisation": { wru: 12, indexWru: 4, rru: 7, requests: 9 },
    "import the register again, unchanged": { wru: 9, indexWru: 3, rru: 4, requests: 7 },
  });
});

test("a search costs a read of the pointer and few for each school it shows", async () => {
  const { ctx, register } = await worldWithRegister(staffMember());
  ctx.table.meter.reset();
  await searchEstablishments(ctx, register, { q: "900001", limit: 10 });
  expect(ctx.table.meter.requests).toBeLessThanOrEqual(3);
});
