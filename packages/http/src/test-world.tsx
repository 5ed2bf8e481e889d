import { openSession } from "@alliance/auth";
import { idOf, Problem, type StaffRole } from "@alliance/core";
import { commit } from "@alliance/store";
import { MemoryTable } from "@alliance/store/memory";
import { countingIds, FixedClock, LogBook, person, testCtx } from "@alliance/testing";
import * as z from "zod";
import { createApp } from "./app.ts";
import { redirect } from "./reply.ts";
import { routesFor } from "./route.ts";

const origin = "https://alliance.example";
const { api, page, raw } = routesFor<undefined>();

const Note = z.strictObject({ text: z.string().min(1, "Enter a note").max(20, "Use 20 characters or fewer") });

const routes = [
  api({
    method: "POST",
    path: "/api/notes",
    access: "membership.apply",
    summary: "Write a note",
    body: Note,
    idempotent: true,
    reply: { status: 201, description: "The note", schema: z.object({ id: z.string(), text: z.string() }) },
    async handle({ ctx, body }) {
      const id = ctx.ids.next("note");
      if (body.text === "refused") throw new Problem("conflict", "Somebody else has it.");
      if (body.text === "broken") throw new Error("secret detail");
      await commit(ctx, { put: [{ key: { pk: `note#${id}`, sk: "note" }, entity: "note", version: 1, data: body }] });
      return { id, text: body.text };
    },
  }),
  api({
    method: "GET",
    path: "/api/notes/:id",
    access: "membership.read-any",
    summary: "Read a note",
    params: z.object({ id: idOf("note") }),
    query: z.strictObject({ limit: z.coerce.number().max(100).optional() }),
    reply: { status: 200, description: "A note", schema: z.object({ id: z.string() }) },
    handle: async ({ params }) => ({ id: params.id }),
  }),
  page({
    method: "POST",
    path: "/notes",
    access: "membership.apply",
    form: Note,
    idempotent: true,
    async handle({ ctx, form }) {
      if (form.ok) return redirect(`/notes/${ctx.ids.next("note")}`);
      return { title: "Notes", errors: form.errors, body: <p>{String(form.values.text)}</p> };
    },
  }),
  page({ method: "GET", path: "/open", access: "public", handle: async () => ({ title: "Open", body: <p>Hello</p> }) }),
  page({
    method: "GET",
    path: "/own",
    access: "membership.apply",
    handle: async () => ({ title: "Own", body: <p>Own</p> }),
  }),
  raw({
    method: "POST",
    path: "/api/hook",
    access: "public",
    summary: "Hook",
    handle: async ({ body }) => new Response(body),
  }),
];

/** A small web function with one route of each kind, and somebody signed in. */
export async function house(staffRoles: StaffRole[] = []) {
  const table = new MemoryTable();
  const clock = new FixedClock();
  const log = new LogBook();
  const settings = {
    CONTEXT: "test",
    TABLE_NAME: "alliance",
    PUBLIC_ORIGIN: origin,
    ORIGIN_SECRET: "0123456789abcdef",
    OIDC_ISSUER: "https://issuer.example",
    OIDC_CLIENT_ID: "client",
  };
  const ids = countingIds();
  const app = createApp({ settings, routes, services: undefined, table, clock, ids, log });
  const ctx = testCtx(person(), { table, clock });
  const token = await openSession(ctx, { personId: "per_1", staffRoles, name: "Amara Osei" });
  const cookie = `__Host-session=${token}`;
  const send = (path: string, init: RequestInit & { headers?: Record<string, string> } = {}) =>
    app.request(`${origin}${path}`, {
      ...init,
      headers: { "x-origin-secret": settings.ORIGIN_SECRET, cookie, origin, ...init.headers },
    });
  const post = (body: unknown, headers: Record<string, string> = {}) =>
    send("/api/notes", {
      method: "POST",
      body: typeof body === "string" ? body : JSON.stringify(body),
      headers: { "content-type": "application/json", "idempotency-key": "key-00000001", ...headers },
    });
  const submit = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
    send("/notes", {
      method: "POST",
      body: new URLSearchParams({ onceKey: "once-00000001", ...fields }).toString(),
      headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
    });
  const notes = () => [...table.items.values()].filter(({ entity }) => entity === "note");
  return { app, send, post, submit, notes, log, clock, cookie, table };
}
