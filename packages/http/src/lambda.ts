import { systemClock, systemIds } from "@alliance/core";
import { createLog } from "@alliance/observability";
import { connectTable } from "@alliance/store";
import { handle } from "hono/aws-lambda";
import { createApp } from "./app.ts";
import type { Route } from "./route.ts";
import { readSettings, WebSettings } from "./settings.ts";

/**
 * The Lambda handler of a context's routes on the real table, clock and log. It says which routes it serves: tests ask
 * each function itself, so no list of routes can leave one out.
 */
export function webHandler<Services>(routes: readonly Route<Services>[], services: Services) {
  const settings = readSettings(WebSettings, process.env);
  const app = createApp({
    settings,
    routes,
    services,
    table: connectTable(settings.TABLE_NAME),
    clock: systemClock,
    ids: systemIds,
    log: createLog(settings.CONTEXT),
  });
  return Object.assign(handle(app), { routes });
}
