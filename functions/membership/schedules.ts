import * as z from "zod";
import type { WorkerCtx } from "./subscribers.ts";
import { clearUp } from "./use-cases/clear-up.ts";
import { importNewestUpload } from "./use-cases/import-newest-upload.ts";
import { remindAboutTerms } from "./use-cases/remind-about-terms.ts";

/** What membership does by the clock, by the name of the schedule. Each may be run again at any time. */
const schedules: Readonly<Record<string, (ctx: WorkerCtx) => Promise<unknown>>> = {
  "membership.clear-up": clearUp,
  "membership.remind-about-terms": remindAboutTerms,
  "membership.import-register": importNewestUpload,
};

const Notice = z.object({ "detail-type": z.string(), detail: z.object({ executionId: z.string() }) });

/** Runs what a schedule's message asks for; one that nobody knows fails, and ends in the dead letters. */
export function scheduled(notice: unknown, makeCtx: (executionId: string) => WorkerCtx): Promise<unknown> {
  const { "detail-type": name, detail } = Notice.parse(notice);
  const run = schedules[name];
  if (run === undefined) throw new Error(`nothing runs by the schedule ${name}`);
  return run(makeCtx(detail.executionId));
}
