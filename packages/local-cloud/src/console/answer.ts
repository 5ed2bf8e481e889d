import type { Context } from "hono";
import { PAGE_HEADERS, render } from "./layout.tsx";

/** Scripts get the same facts as JSON: by `Accept: application/json`, or `.json` at the end of the path. */
export function wantsJson(context: Context): boolean {
  if (new URL(context.req.url).pathname.endsWith(".json")) return true;
  const accept = context.req.header("accept") ?? "";
  return accept.includes("application/json") && !accept.includes("text/html");
}

export async function answer(
  context: Context,
  facts: unknown,
  page: () => unknown,
  status: 200 | 400 | 403 | 404 | 421 | 422 = 200,
): Promise<Response> {
  if (wantsJson(context)) return context.json(facts as never, status, { "cache-control": "no-store" });
  return context.body(await render(page()), status, PAGE_HEADERS);
}

/** After a POST: scripts get the facts, a browser goes to a page that can be loaded again. */
export function afterPost(context: Context, facts: unknown, location: string): Response {
  return wantsJson(context) ? context.json(facts as never) : context.redirect(location, 303);
}

/** The fields of a form, or of a JSON object whose members are text, numbers or lists of text. */
export async function readFields(context: Context): Promise<Readonly<Record<string, string>>> {
  const type = context.req.header("content-type") ?? "";
  const source = type.includes("application/json")
    ? await context.req.json<unknown>().catch(() => ({}))
    : await context.req.parseBody();
  if (typeof source !== "object" || source === null) return {};
  return Object.fromEntries(Object.entries(source).map(([name, value]) => [name, String(value)]));
}
