import { readFileSync } from "node:fs";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import type { Cloud, Module } from "../contract.ts";
import { answer } from "./answer.ts";
import { clockRoutes } from "./clock-routes.ts";
import { logRoutes } from "./log-routes.ts";
import { mailRoutes } from "./mail-routes.ts";
import { overviewRoutes } from "./overview-routes.ts";
import { RefusalPage } from "./pages/refusal.tsx";
import { queueRoutes } from "./queue-routes.ts";
import { isCrossSite, isOwnHost } from "./request-check.ts";
import { timelineRoutes } from "./timeline-routes.tsx";
import { tokenRoutes } from "./token-routes.ts";
import type { WideCloud } from "./wide-cloud.ts";

const MAX_BODY_BYTES = 64_000;
const STYLE = readFileSync(new URL("./style.css", import.meta.url), "utf8");
const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#1c5d5a"/><path d="M7 22h18M7 16h12M7 10h6" stroke="#fff" stroke-width="3" stroke-linecap="round"/></svg>`;

/** The pages and JSON under `/_local/`, for whoever develops the app that runs here. */
export const consoleModule: Module = {
  name: "console",
  types: [],
  start(cloud) {
    const listener = getRequestListener(createConsole(cloud).fetch);
    cloud.addPublicListener("/_local/", (request, response) => void listener(request, response));
  },
};

function createConsole(cloud: Cloud): Hono {
  const app = new Hono({ getPath: pathWithoutSuffix });
  app.use(async (context, next) => {
    const refuse = (title: string, text: string, status: 403 | 421) =>
      answer(context, { error: text }, () => RefusalPage({ title, text }), status);
    if (!isOwnHost(context.req.header("host"), cloud.publicOrigin)) {
      return refuse("Not here", `These pages are at ${cloud.publicOrigin}/_local/ only.`, 421);
    }
    if (context.req.method !== "GET" && isCrossSite((name) => context.req.header(name), cloud.publicOrigin)) {
      return refuse("Not from there", "This form was sent by another site, so nothing was done.", 403);
    }
    if (Number(context.req.header("content-length") ?? 0) > MAX_BODY_BYTES) return context.text("Too large", 413);
    return next();
  });
  const asset = (path: string, type: string, body: string) =>
    app.get(path, (context) => context.body(body, 200, { "content-type": type, "cache-control": "no-cache" }));
  asset("/_local/style.css", "text/css; charset=utf-8", STYLE);
  asset("/_local/icon.svg", "image/svg+xml", ICON);
  const wide = cloud as WideCloud;
  for (const routes of [overviewRoutes, mailRoutes, timelineRoutes, queueRoutes, clockRoutes, logRoutes, tokenRoutes]) {
    app.route("/_local", routes(wide));
  }
  app.notFound((context) => {
    const text = "There is no such page here.";
    return answer(context, { error: text }, () => RefusalPage({ title: "Nothing here", text }), 404);
  });
  app.onError((error, context) => {
    process.stderr.write(`console: ${error.stack ?? error.message}\n`);
    return context.text("The console failed; the terminal says why.", 500);
  });
  return app;
}

/** `/_local/mail.json` is `/_local/mail` asked for as JSON; a slash at the end makes no difference. */
function pathWithoutSuffix(request: Request): string {
  const { pathname } = new URL(request.url);
  return pathname.replace(/\.json$/, "").replace(/\/$/, "");
}
