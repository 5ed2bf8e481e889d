import { expect, test } from "vitest";
import { capacityOfMembership } from "./capacity.ts";
import { establishmentsFile } from "./register/sample-file.ts";
import { importFiles, worldWithRegister } from "./test-world.ts";
import { applyToJoin } from "./use-cases/apply-to-join.ts";
import { searchEstablishments } from "./use-cases/search-establishments.ts";

test("each use-case costs what it must and no more", async () => {
  expect(await capacityOfMembership()).toEqual({
    "search that finds three schools": { wru: 0, indexWru: 0, rru: 2.5, requests: 2 },
    "apply, new organisation": { wru: 20, indexWru: 6, rru: 4, requests: 6 },
    "apply again, refused without a write": { wru: 0, indexWru: 0, rru: 4.5, requests: 4 },
    activate: { wru: 14, indexWru: 9, rru: 3, requests: 4 },
    "activate, same event again": { wru: 0, indexWru: 0, rru: 1, requests: 1 },
    "portal overview": { wru: 0, indexWru: 0, rru: 3, requests: 6 },
    release: { wru: 8, indexWru: 3, rru: 2, requests: 3 },
    "apply, known organisation": { wru: 12, indexWru: 4, rru: 7, requests: 8 },
    "import the register again, unchanged": { wru: 9, indexWru: 3, rru: 4, requests: 7 },
  });
});

test("a search asks the table three times, however many schools it shows and however many of them are ours", async () => {
  const world = await worldWithRegister();
  const { ctx, register } = world;
  const urns = Array.from({ length: 20 }, (_, at) => String(910_000 + at));
  const row = (URN: string, at: number) => ({ URN, EstablishmentName: `Lighthouse Infant School ${at + 1}` });
  await importFiles(world, establishmentsFile(urns.map(row)));
  const costOf = async (limit: number) => {
    ctx.table.meter.reset();
    const found = await searchEstablishments(ctx, register, { q: "lighthouse infant", limit });
    return { found: found.length, requests: ctx.table.meter.requests };
  };
  expect(await costOf(20)).toEqual({ found: 20, requests: 2 });
  for (const urn of urns) await applyToJoin(ctx, register, { urn, payment: { method: "card" } });
  expect(await costOf(1)).toEqual({ found: 1, requests: 3 });
  expect(await costOf(20)).toEqual({ found: 20, requests: 3 });
});
