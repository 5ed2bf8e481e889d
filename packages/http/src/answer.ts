import { can } from "@alliance/auth";
import { Problem } from "@alliance/core";
import type { Ctx } from "@alliance/store";
import { noForm, parseForm, readValues } from "./form.ts";
import { IdempotencyKey, runOnce } from "./idempotency.ts";
import { type Identified, identify, refuseForeignOrigin } from "./identify.ts";
import { renderPage } from "./page.tsx";
import { isFilesForm, parseAs, parseJson, parseParams, readFilesForm, readText, requireType } from "./read-body.ts";
import { redirect } from "./reply.ts";
import type { ApiRoute, Incoming, PageRoute, RawRoute } from "./route.ts";
import type { WebSettings } from "./settings.ts";

/** One request on its way through the house. */
export interface Turn<Services> {
  readonly ctx: Ctx;
  readonly services: Services;
  readonly settings: WebSettings;
  readonly request: Request;
  readonly url: URL;
  readonly params: Record<string, string>;
}

type FormWithFiles = Awaited<ReturnType<typeof readFilesForm>>;
type AnyRoute<S> = ApiRoute<S> | PageRoute<S>;

const changes = (method: string): boolean => method !== "GET";

async function admit<S>(route: AnyRoute<S> | RawRoute<S>, turn: Turn<S>): Promise<Incoming<S>> {
  const { request, services, url, settings } = turn;
  const { actor, session }: Identified = await identify(turn.ctx, request.headers, settings);
  if (changes(route.method) && route.kind !== "raw") refuseForeignOrigin(request.headers, settings);
  if (route.access !== "public") {
    if (actor.kind === "anonymous") throw new Problem("not-signed-in", "Please sign in first.");
    if (!can(actor, route.access)) throw new Problem("not-allowed", "Your account does not have access to this.");
  }
  return { ctx: { ...turn.ctx, actor }, services, headers: request.headers, url, session };
}

export async function answerApi<S>(route: ApiRoute<S>, turn: Turn<S>): Promise<Response> {
  const incoming = await admit(route, turn);
  const params = parseParams(route.params, turn.params);
  const query = parseAs(route.query, Object.fromEntries(turn.url.searchParams), "query");
  let text = "";
  let body = undefined as never;
  if (route.body !== undefined) {
    requireType(turn.request, "application/json");
    text = await readText(turn.request);
    body = parseAs(route.body, parseJson(text), "request");
  }
  const run = async (ctx: Ctx): Promise<Response> => {
    const result = await route.handle({ ...incoming, ctx, params, query, body });
    if (result instanceof Response) return result;
    if (route.reply.status === 204) return new Response(null, { status: 204 });
    return Response.json(route.reply.schema.parse(result), { status: route.reply.status });
  };
  if (!route.idempotent) return run(incoming.ctx);
  const key = IdempotencyKey.safeParse(turn.request.headers.get("idempotency-key"));
  if (!key.success) throw new Problem("malformed", "Please send an Idempotency-Key of 8 to 100 letters and digits.");
  return runOnce(
    incoming.ctx,
    { key: key.data, scope: `${route.method} ${turn.url.pathname}`, body: text, patient: false },
    run,
  );
}

/** The sign-in page knows where somebody wanted to go; only our own paths are remembered. */
const signInFirst = (url: URL): Response =>
  redirect(`/sign-in?${new URLSearchParams({ to: url.pathname + url.search })}`);

/** Where a form was filled in, so that signing in leads back to it: a form itself cannot be sent again. */
function pageOfForm({ request, settings, url }: Pick<Turn<unknown>, "request" | "settings" | "url">): URL {
  const from = URL.parse(request.headers.get("referer") ?? "");
  return from?.origin === settings.PUBLIC_ORIGIN ? from : new URL("/", url);
}

const noBody: FormWithFiles = { text: "", files: new Map<string, Uint8Array>() };

async function readForm<S>({ maxFileBytes }: PageRoute<S>, request: Request): Promise<FormWithFiles> {
  if (maxFileBytes !== undefined && isFilesForm(request)) return readFilesForm(request, maxFileBytes);
  requireType(request, "application/x-www-form-urlencoded");
  return { ...noBody, text: await readText(request) };
}

export async function answerPage<S>(route: PageRoute<S>, turn: Turn<S>): Promise<Response> {
  let incoming: Incoming<S>;
  try {
    incoming = await admit(route, turn);
  } catch (error) {
    if (error instanceof Problem && error.code === "not-signed-in") {
      return signInFirst(changes(route.method) ? pageOfForm(turn) : turn.url);
    }
    throw error;
  }
  const params = parseParams(route.params, turn.params);
  const query = parseAs(route.query, Object.fromEntries(turn.url.searchParams), "address");
  const { text, files } = changes(route.method) ? await readForm(route, turn.request) : noBody;
  const { onceKey, ...values } = readValues(text);
  const form = route.form === undefined ? noForm : parseForm(route.form as never, values);
  const run = async (ctx: Ctx): Promise<Response> => {
    const reply = await route.handle({ ...incoming, ctx, params, query, form: form as never, files });
    return reply instanceof Response ? reply : renderPage(reply, { ...incoming, ctx });
  };
  if (!route.idempotent) return run(incoming.ctx);
  const key = IdempotencyKey.safeParse(onceKey);
  if (!key.success)
    throw new Problem("malformed", "This form was not complete. Please go back, reload the page and try again.");
  return runOnce(
    incoming.ctx,
    { key: key.data, scope: `${route.method} ${turn.url.pathname}`, body: text, patient: true },
    run,
  );
}

export async function answerRaw<S>(route: RawRoute<S>, turn: Turn<S>): Promise<Response> {
  const incoming = await admit(route, turn);
  const body = changes(route.method) ? await readText(turn.request) : "";
  return route.handle({ ...incoming, body, params: turn.params });
}
