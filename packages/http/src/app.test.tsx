import { openSession } from "@alliance/auth";
import { idOf, Problem } from "@alliance/core";
import { commit } from "@alliance/store";
import { MemoryTable } from "@alliance/store/memory";
import { countingIds, FixedClock, LogBook, person, testCtx } from "@alliance/testing";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { createApp } from "./app.ts";
import { maxBodyBytes } from "./read-body.ts";
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
      return { title: "Notes", status: 422, errors: form.errors, body: <p>{String(form.values.text)}</p> };
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

async function house() {
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
  const token = await openSession(ctx, { personId: "per_1", staffRoles: [], name: "Amara Osei" });
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

describe("the house's rules around an API route", () => {
  it("answers what the use-case made", async () => {
    const { post, notes } = await house();
    const reply = await post({ text: "hello" });
    expect(reply.status).toBe(201);
    expect(await reply.json()).toMatchObject({ text: "hello" });
    expect(notes()).toHaveLength(1);
  });

  it.each([
    ["malformed JSON", "{", {}, 400],
    ["a wrong type", { text: 7 }, {}, 422],
    ["a text too long", { text: "x".repeat(21) }, {}, 422],
    ["an unknown field", { text: "a", more: 1 }, {}, 422],
    ["no JSON type", { text: "a" }, { "content-type": "text/plain" }, 415],
    ["a body too large", JSON.stringify({ text: "x".repeat(maxBodyBytes) }), {}, 413],
    ["no idempotency key", { text: "a" }, { "idempotency-key": "" }, 400],
    ["no origin", { text: "a" }, { origin: "" }, 403],
    ["a foreign origin", { text: "a" }, { origin: "https://evil.example" }, 403],
    ["no way in but the side door", { text: "a" }, { "x-origin-secret": "wrong" }, 403],
    ["a forged session", { text: "a" }, { cookie: `__Host-session=${"A".repeat(43)}` }, 401],
    ["a token that is none", { text: "a" }, { authorization: "Basic abc" }, 401],
  ])("refuses %s with a problem and changes nothing", async (_, body, headers, status) => {
    const { post, notes } = await house();
    const reply = await post(body, headers);
    expect(reply.status).toBe(status);
    expect(reply.headers.get("content-type")).toBe("application/problem+json");
    expect(await reply.json()).toMatchObject({ status, instance: "/api/notes" });
    expect(notes()).toHaveLength(0);
  });

  it("names the field that is wrong", async () => {
    const { post } = await house();
    const problem = await (await post({ text: "" })).json();
    expect(problem).toMatchObject({ errors: [{ pointer: "/text", detail: "Enter a note" }] });
  });

  it("refuses whoever may not, and an id that cannot be ours does not exist", async () => {
    const { send } = await house();
    expect((await send("/api/notes/note_01KAK3F0Q8J5W2M7X9B4C6D8EF")).status).toBe(403);
    expect((await send("/api/elsewhere")).status).toBe(404);
  });

  it("keeps the detail of our own fault to itself and logs it once, with the reference", async () => {
    const { post, log } = await house();
    const reply = await post({ text: "broken" }, { "x-amzn-trace-id": "Root=1-abc-0123456789" });
    expect(reply.status).toBe(500);
    expect(await reply.text()).not.toContain("secret detail");
    expect(log.lines.filter(({ level }) => level === "error")).toMatchObject([
      { fields: { correlationId: "1-abc-0123456789" } },
    ]);
  });
});

describe("the same request again", () => {
  it("gets the first answer, byte for byte, and has no new effect", async () => {
    const { post, notes } = await house();
    const first = await (await post({ text: "hello" })).text();
    const again = await post({ text: "hello" });
    expect([again.status, await again.text()]).toEqual([201, first]);
    expect(notes()).toHaveLength(1);
  });

  it("is refused with another body", async () => {
    const { post, notes } = await house();
    await post({ text: "hello" });
    expect((await post({ text: "other" })).status).toBe(422);
    expect(notes()).toHaveLength(1);
  });

  it("twenty at once have one effect", async () => {
    const { post, notes } = await house();
    const replies = await Promise.all(Array.from({ length: 20 }, () => post({ text: "hello" })));
    expect(notes()).toHaveLength(1);
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([201, 409]));
  });

  it("may be tried again after a refusal or a fault", async () => {
    const { post } = await house();
    expect((await post({ text: "refused" })).status).toBe(409);
    expect((await post({ text: "refused" })).status).toBe(409);
    expect((await post({ text: "broken" })).status).toBe(500);
    expect((await post({ text: "hello" })).status).toBe(201);
  });

  it("a double-clicked form shows the second click what the first one made", async () => {
    const { submit } = await house();
    const [first, second] = await Promise.all([submit({ text: "hello" }), submit({ text: "hello" })]);
    expect([first.status, second.status]).toEqual([303, 303]);
    expect(second.headers.get("location")).toBe(first.headers.get("location"));
  });
});

describe("the house's rules around a page", () => {
  it("is whole, private, and may load nothing from elsewhere", async () => {
    const { send } = await house();
    const reply = await send("/open");
    expect(reply.headers.get("cache-control")).toBe("no-store");
    expect(reply.headers.get("content-security-policy")).toMatch(
      /default-src 'self'; script-src 'self' 'nonce-[\w+/=]+'/,
    );
    const html = await reply.text();
    expect(html).toContain("Amara Osei");
    expect(html).not.toMatch(/https?:\/\/(?!www\.w3\.org)/);
  });

  it("sends a visitor to sign in and remembers where to", async () => {
    const { send } = await house();
    const reply = await send("/own?x=1", { headers: { cookie: "" } });
    expect([reply.status, reply.headers.get("location")]).toEqual([303, "/sign-in?to=%2Fown%3Fx%3D1"]);
  });

  it("shows a refused form again with what was typed and what is wrong", async () => {
    const { submit } = await house();
    const reply = await submit({ text: "far too long for this field" });
    expect(reply.status).toBe(422);
    const html = await reply.text();
    expect(html).toContain("<title>Error: Notes");
    expect(html).toContain("far too long for this field");
    expect(html).toContain("Use 20 characters or fewer");
  });

  it.each([
    ["another origin", {}, { origin: "https://evil.example" }, 403],
    ["another type", {}, { "content-type": "multipart/form-data; boundary=x" }, 415],
    ["no key against a second click", { onceKey: "" }, {}, 400],
  ])("refuses a form from %s on a page that explains", async (_, fields, headers, status) => {
    const { submit } = await house();
    const reply = await submit(fields, headers);
    expect(reply.status).toBe(status);
    expect(reply.headers.get("content-type")).toContain("text/html");
    expect(await reply.text()).toContain("Go to the front page");
  });

  it("ends a session after an hour without use", async () => {
    const { send, clock } = await house();
    clock.moveSeconds(3599);
    expect((await send("/own")).status).toBe(200);
    clock.moveSeconds(3601);
    expect((await send("/own")).status).toBe(303);
  });

  it("hands a raw body on as it came", async () => {
    const { send } = await house();
    const body = '{ "a":  1 }\n';
    expect(await (await send("/api/hook", { method: "POST", body, headers: { origin: "" } })).text()).toBe(body);
  });
});
