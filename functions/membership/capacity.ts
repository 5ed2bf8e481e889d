import { actorOf } from "@alliance/auth";
import { as } from "@alliance/testing";
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
