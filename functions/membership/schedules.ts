import * as z from "zod";
import { clearUp } from "./use-cases/clear-up.ts";
import type { ErasingCtx } from "./use-cases/erase-person.ts";
import { importNewestUpload } from "./use-cases/import-newest-upload.ts";
import type { ImportCtx } from "./use-cases/import-register.ts";
import { remindAboutTerms } from "./use-cases/remind-about-terms.ts";

/** What the nightly runs are given. */
export type BulkCtx = ImportCtx & ErasingCtx;

/** What membership does by the clock, by the name of the schedule. Each may be run again at any time. */
export const schedules: Readonly<Record<string, (ctx: BulkCtx) => Promise<unknown>>> = {
  "membership.clear-up": clearUp,
  "membership.remind-about-terms": remindAboutTerms,
  "membership.import-register": importNewestUpload,
};

const Notice = z.object({ "detail-type": z.string(), detail: z.object({ executionId: z.string() }) });

/** Runs what a schedule's message asks for; one that nobody knows fails, and ends in the dead letters. */
export function scheduled(notice: unknown, makeCtx: (executionId: string) => BulkCtx): Promise<unknown> {
  const { "detail-type": name, detail } = Notice.parse(notice);
  const run = schedules[name];
  if (run === undefined) throw new Error(`nothing runs by the schedule ${name}`);
  return run(makeCtx(detail.executionId));
}
