import { actorOf } from "@alliance/auth";
import { as, staffMember } from "@alliance/testing";
import { expect, test } from "vitest";
import { establishmentsFile, sampleRows } from "./register/sample-file.ts";
import { expiryOf, importFiles, invoiceFor, workerCtx, worldWithRegister } from "./test-world.ts";
import { activateMembership } from "./use-cases/activate-membership.ts";
import { applyToJoin } from "./use-cases/apply-to-join.ts";
import { readMembership } from "./use-cases/read-membership.ts";
import { releaseApplication } from "./use-cases/release-application.ts";
import { searchEstablishments } from "./use-cases/search-establishments.ts";

/**
 * What each step of joining costs on demand: write units of the table (a transaction counts double), of the indexes,
 * read units, and requests. The budget page reads these figures by running this function.
 */
export async function capacityOfMembership() {
  const world = await worldWithRegister();
  const { ctx, register } = world;
  const costs: Record<string, { wru: number; indexWru: number; rru: number; requests: number }> = {};
  async function costOf<T>(step: string, run: () => Promise<T>): Promise<T> {
    ctx.table.meter.reset();
    const result = await run();
    const { wru, indexWru, rru, requests } = ctx.table.meter;
    costs[step] = { wru, indexWru, rru, requests };
    return result;
  }
  const input = { urn: "900001", payment: { method: "card" } } as const;
  const apply = (urn: string) => applyToJoin(ctx, register, { ...input, urn });
  await costOf("search that finds three schools", () => searchEstablishments(ctx, register, { q: "seaham", limit: 5 }));
  const { application } = await costOf("apply, new organisation", () => apply("900001"));
  await costOf("apply again, refused without a write", () => apply("900001"));
  await costOf("activate", () => activateMembership(workerCtx(ctx), invoiceFor(application)));
  await costOf("activate, same event again", () => activateMembership(workerCtx(ctx), invoiceFor(application)));
  const lead = as(ctx, await actorOf(ctx, application.applicantId, []));
  await costOf("portal overview", () => readMembership(lead));
  const other = (await apply("900002")).application;
  await costOf("release", () => releaseApplication(workerCtx(ctx), expiryOf(other)));
  await costOf("apply, known organisation", () => apply("900002"));
  await costOf("import the register again, unchanged", () => importFiles(world, establishmentsFile(sampleRows)));
  return costs;
}

test("each use-case costs what it must and no more", async () => {
  expect(await capacityOfMembership()).toEqual({
    "search that finds three schools": { wru: 0, indexWru: 0, rru: 1.5, requests: 3 },
    "apply, new organisation": { wru: 12, indexWru: 5, rru: 1.5, requests: 3 },
    "apply again, refused without a write": { wru: 0, indexWru: 0, rru: 3.5, requests: 4 },
    activate: { wru: 10, indexWru: 6, rru: 3, requests: 4 },
    "activate, same event again": { wru: 0, indexWru: 0, rru: 1, requests: 1 },
    "portal overview": { wru: 0, indexWru: 0, rru: 1.5, requests: 3 },
    release: { wru: 6, indexWru: 3, rru: 2, requests: 3 },
    "apply, known organisation": { wru: 6, indexWru: 3, rru: 2.5, requests: 4 },
    "import the register again, unchanged": { wru: 9, indexWru: 3, rru: 4, requests: 7 },
  });
});

test("a search costs a read of the pointer and two for each school it shows", async () => {
  const { ctx, register } = await worldWithRegister(staffMember());
  ctx.table.meter.reset();
  await searchEstablishments(ctx, register, { q: "900001", limit: 10 });
  expect(ctx.table.meter.requests).toBeLessThanOrEqual(3);
});
