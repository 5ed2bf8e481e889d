import { affiliationPut, openSession } from "@alliance/auth";
import type { PersonActor } from "@alliance/core";
import { createApp } from "@alliance/http";
import { commit } from "@alliance/store";
import { financeRoutes } from "./routes.ts";
import { publicOrigin, testSettings, type World } from "./test-world.ts";

const sessions = new WeakMap<World, Map<string, string>>();

/** Signs somebody in, with the affiliations that the actor has, and remembers their cookie. */
async function cookieOf(world: World, actor: PersonActor): Promise<string> {
  const known = sessions.get(world) ?? new Map<string, string>();
  sessions.set(world, known);
  const before = known.get(actor.personId);
  if (before) return before;
  const { personId, staffRoles } = actor;
  const ctx = world.as(actor);
  const affiliations = actor.affiliations.map((own) => affiliationPut({ ...own, personId, from: "2026-09-01" }, 1));
  await commit(ctx, { put: affiliations });
  const cookie = `__Host-session=${await openSession(ctx, { personId, staffRoles: [...staffRoles], name: "Test Person" })}`;
  known.set(personId, cookie);
  return cookie;
}

export interface Reply {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

/** All of finance's pages and API behind one door, as somebody, or as nobody. */
export function doorOf(world: World) {
  const waits: number[] = [];
  const services = {
    ...world,
    cursorSecret: testSettings.ORIGIN_SECRET,
    checkoutOrigin: "https://pay.example.test",
    wait: async (milliseconds: number) => waits.push(milliseconds),
  };
  const { table, clock, ids, log } = world.ctx;
  const app = createApp({ settings: testSettings, routes: financeRoutes, services, table, clock, ids, log });
  const send = async (actor: PersonActor | undefined, path: string, init: RequestInit = {}): Promise<Reply> => {
    const response = await app.request(`${publicOrigin}${path}`, {
      ...init,
      headers: {
        "x-origin-secret": testSettings.ORIGIN_SECRET,
        ...(actor ? { cookie: await cookieOf(world, actor) } : {}),
        ...init.headers,
      },
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  return {
    waits,
    get: (actor: PersonActor | undefined, path: string, headers: Record<string, string> = {}) =>
      send(actor, path, { headers }),
    /** A script's request, with cookie and JSON. */
    send: (actor: PersonActor | undefined, method: string, path: string, body: unknown, idempotencyKey: string) =>
      send(actor, path, {
        method,
        body: JSON.stringify(body),
        headers: { "content-type": "application/json", origin: publicOrigin, "idempotency-key": idempotencyKey },
      }),
    /** A form with files, as a browser sends it. */
    upload: (
      actor: PersonActor | undefined,
      path: string,
      fields: Record<string, string>,
      files: Record<string, Blob>,
    ) => {
      const body = new FormData();
      for (const [name, value] of Object.entries(fields)) body.append(name, value);
      for (const [name, file] of Object.entries(files)) body.append(name, file, "a file.bin");
      return send(actor, path, { method: "POST", body, headers: { origin: publicOrigin } });
    },
    post: (actor: PersonActor | undefined, path: string, fields: Record<string, string>, headers = {}) =>
      send(actor, path, {
        method: "POST",
        body: new URLSearchParams(fields).toString(),
        headers: { "content-type": "application/x-www-form-urlencoded", origin: publicOrigin, ...headers },
      }),
  };
}
