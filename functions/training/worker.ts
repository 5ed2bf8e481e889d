import { systemClock, systemIds } from "@alliance/core";
import { consume } from "@alliance/events";
import { readSettings } from "@alliance/http";
import { createLog } from "@alliance/observability";
import { connectTable, reactionCtx } from "@alliance/store";
import * as z from "zod";
import { scheduled } from "./schedules.ts";
import { subscribers } from "./subscribers.ts";

const settings = readSettings(z.object({ CONTEXT: z.string(), TABLE_NAME: z.string() }), process.env);
const log = createLog(settings.CONTEXT);
const parts = { context: settings.CONTEXT, table: connectTable(settings.TABLE_NAME), clock: systemClock, log };

export const handler = consume({
  subscribers,
  log,
  makeCtx: (event, subscriber) => reactionCtx(parts, event, subscriber),
  takeNotice: (notice) =>
    scheduled(notice, (executionId) => ({
      ...parts,
      actor: { kind: "system", context: settings.CONTEXT },
      ids: systemIds,
      correlationId: executionId,
    })),
});
