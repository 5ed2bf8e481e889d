import { systemClock } from "@alliance/core";
import { consume } from "@alliance/events";
import { readSettings } from "@alliance/http";
import { createLog } from "@alliance/observability";
import { connectTable, reactionCtx } from "@alliance/store";
import * as z from "zod";
import { AccountSettings, cognitoAccounts } from "./privacy/accounts.ts";
import { subscribers } from "./subscribers.ts";

const settings = readSettings(AccountSettings.extend({ CONTEXT: z.string(), TABLE_NAME: z.string() }), process.env);
const log = createLog(settings.CONTEXT);
const parts = { context: settings.CONTEXT, table: connectTable(settings.TABLE_NAME), clock: systemClock, log };
const accounts = cognitoAccounts(settings);

export const handler = consume({
  subscribers,
  log,
  makeCtx: (event, subscriber) => ({ ...reactionCtx(parts, event, subscriber), accounts }),
});
