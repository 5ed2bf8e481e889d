import { systemClock, systemIds } from "@alliance/core";
import { createLog } from "@alliance/observability";
import { connectTable } from "@alliance/store";
import { handle } from "hono/aws-lambda";
import { createApp } from "./app.ts";
import type { Route } from "./route.ts";
import { readSettings, WebSettings } from "./settings.ts";

/** The Lambda handler of a context's routes on the real table, clock and log. */
export function webHandler<Services>(routes: readonly Route<Services>[], services: Services) {
  const settings = readSettings(WebSettings, process.env);
  return handle(
    createApp({
      settings,
      routes,
      services,
      table: connectTable(settings.TABLE_NAME),
      clock: systemClock,
      ids: systemIds,
      log: createLog(settings.CONTEXT),
    }),
  );
}
