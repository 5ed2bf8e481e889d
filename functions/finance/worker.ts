import { systemClock, systemIds } from "@alliance/core";
import { consume } from "@alliance/events";
import { createLog } from "@alliance/observability";
import { connectTable, reactionCtx } from "@alliance/store";
import * as z from "zod";
import { turns, type WorkerCtx } from "./ctx.ts";
import { StripeSettings, stripeCalls } from "./stripe.ts";
import { subscribers } from "./subscribers.ts";
import { sweepOrders } from "./use-cases/sweep-orders.ts";

const settings = z
  .object({ ...StripeSettings.shape, CONTEXT: z.string(), TABLE_NAME: z.string().min(1) })
  .parse(process.env);
const ExpireOrders = z.object({
  "detail-type": z.literal("finance.expire-orders"),
  detail: z.object({ executionId: z.string() }),
});
const log = createLog(settings.CONTEXT);
const parts = { context: settings.CONTEXT, table: connectTable(settings.TABLE_NAME), clock: systemClock, log };
const gateway = stripeCalls(settings);
const inTurn = turns();

/** A schedule's message, every few minutes. */
const sweepCtx = (executionId: string): WorkerCtx => ({
  ...parts,
  actor: { kind: "system", context: settings.CONTEXT },
  ids: systemIds,
  correlationId: executionId,
  gateway,
  inTurn,
});

export const handler = consume({
  subscribers,
  log,
  makeCtx: (event, subscriber) => ({ ...reactionCtx(parts, event, subscriber), gateway, inTurn }),
  takeNotice: async (notice) => {
    const { detail } = ExpireOrders.parse(notice);
    await sweepOrders(sweepCtx(detail.executionId));
  },
});
