import { systemClock, systemIds } from "@alliance/core";
import { consume } from "@alliance/events";
import { readSettings } from "@alliance/http";
import { createLog } from "@alliance/observability";
import { connectTable, reactionCtx } from "@alliance/store";
import * as z from "zod";
import { subscribers } from "./bulk-subscribers.ts";
import { AccountSettings, cognitoAccounts } from "./privacy/accounts.ts";
import { S3Settings, s3Files } from "./register/s3-files.ts";
import { scheduled } from "./schedules.ts";

const settings = readSettings(
  S3Settings.extend(AccountSettings.shape).extend({ CONTEXT: z.string(), TABLE_NAME: z.string() }),
  process.env,
);
const log = createLog(settings.CONTEXT);
const parts = { context: settings.CONTEXT, table: connectTable(settings.TABLE_NAME), clock: systemClock, log };
const services = { files: s3Files(settings, systemClock), accounts: cognitoAccounts(settings) };

export const handler = consume({
  subscribers,
  log,
  makeCtx: (event, subscriber) => ({ ...reactionCtx(parts, event, subscriber), ...services }),
  takeNotice: (notice) =>
    scheduled(notice, (executionId) => ({
      ...parts,
      actor: { kind: "system", context: settings.CONTEXT },
      ids: systemIds,
      correlationId: executionId,
      ...services,
    })),
});
