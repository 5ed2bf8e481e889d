import { timingSafeEqual } from "node:crypto";
import { type Clock, type Ids, isProblem, type Log, Problem } from "@alliance/core";
import type { Ctx, Table } from "@alliance/store";
import { Hono } from "hono/tiny";
import { answerApi, answerPage, answerRaw, type Turn } from "./answer.ts";
import { errorReply } from "./error-page.tsx";
import { identify } from "./identify.ts";
import { methodsAt } from "./methods-at.ts";
import { renderPage } from "./page.tsx";
import { problemJson } from "./reply.ts";
import type { Route } from "./route.ts";
import { securityHeaders } from "./security-headers.ts";
import type { WebSettings } from "./settings.ts";

export interface AppParts<Services> {
  readonly settings: WebSettings;
  readonly routes: readonly Route<Services>[];
  readonly services: Services;
  readonly table: Table;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
}

const correlationOf = (headers: Headers, ids: Ids): string =>
  /Root=([\w-]{10,60})/.exec(headers.get("x-amzn-trace-id") ?? "")?.[1] ?? ids.next("cor");

function sameSecret(given: string | undefined, expected: string): boolean {
  const [a, b] = [Buffer.from(given ?? ""), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** A context's web function: every route of its table, with the house's rules around each. */
export function createApp<Services>(parts: AppParts<Services>): Hono {
  const { settings, log } = parts;
  const app = new Hono();
  app.use(securityHeaders(settings.PUBLIC_ORIGIN));
  for (const route of parts.routes) {
    app.on(route.method, route.path, async (c) => {
      const turn = turnOf(parts, c.req.raw, c.req.param() as Record<string, string>);
      if (!sameSecret(c.req.header("x-origin-secret"), settings.ORIGIN_SECRET)) {
        throw new Problem("not-allowed", "Please come through the front door.");
      }
      if (route.kind === "api") return answerApi(route, turn);
      return route.kind === "page" ? answerPage(route, turn) : answerRaw(route, turn);
    });
  }
  app.notFound(async (c) => {
    const methods = methodsAt(parts.routes, new URL(c.req.url).pathname).join(", ");
    if (methods === "") return failure(new Problem("not-found", "There is no page at this address."), c.req.raw);
    const reply = await failure(new Problem("wrong-method", `This address takes ${methods} only.`), c.req.raw);
    reply.headers.set("allow", methods);
    return reply;
  });
  app.onError((error, c) => failure(error, c.req.raw));
  return app;

  async function failure(error: unknown, request: Request): Promise<Response> {
    const turn = turnOf(parts, request, {});
    const { ctx, url } = turn;
    if (!isProblem(error)) {
      log.error("unexpected", { error, correlationId: ctx.correlationId, method: request.method });
    }
    const forApi = url.pathname.startsWith("/api/") && !url.pathname.startsWith("/api/docs");
    if (forApi) return problemJson(error, url.pathname);
    return renderPage(errorReply(error, ctx.correlationId), { ...(await visitorOf(turn)), url });
  }

  /** Who sees the error page; when that cannot be told either, a visitor. */
  async function visitorOf({ ctx, request }: Turn<Services>) {
    try {
      const { actor, session } = await identify(ctx, request.headers, settings);
      return { ctx: { ...ctx, actor }, session };
    } catch (error) {
      if (!isProblem(error)) log.error("unexpected", { error, correlationId: ctx.correlationId });
      return { ctx, session: undefined };
    }
  }
}

function turnOf<Services>(parts: AppParts<Services>, request: Request, params: Record<string, string>): Turn<Services> {
  const correlationId = correlationOf(request.headers, parts.ids);
  const ctx: Ctx = {
    actor: { kind: "anonymous" },
    table: parts.table,
    clock: parts.clock,
    ids: parts.ids,
    log: parts.log.child({ correlationId }),
    correlationId,
  };
  return { ctx, services: parts.services, settings: parts.settings, request, url: new URL(request.url), params };
}
