import { systemClock } from "@alliance/core";
import { consume } from "@alliance/events";
import { createLog } from "@alliance/observability";
import { connectTable, reactionCtx } from "@alliance/store";
import * as z from "zod";
import { turns } from "./ctx.ts";
import { StripeSettings, stripeCalls } from "./stripe.ts";
import { subscribers } from "./subscribers.ts";

const settings = z
  .object({ ...StripeSettings.shape, CONTEXT: z.string(), TABLE_NAME: z.string().min(1) })
  .parse(process.env);
const log = createLog(settings.CONTEXT);
const parts = { context: settings.CONTEXT, table: connectTable(settings.TABLE_NAME), clock: systemClock, log };
const gateway = stripeCalls(settings);
const inTurn = turns();

export const handler = consume({
  subscribers,
  log,
  makeCtx: (event, subscriber) => ({ ...reactionCtx(parts, event, subscriber), gateway, inTurn }),
});
