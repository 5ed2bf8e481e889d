import { affiliationPut, can, openSession } from "@alliance/auth";
import { type AffiliationRole, type PersonActor, Problem, type StaffRole } from "@alliance/core";
import { routesOfContexts } from "@alliance/dev/generate/contexts";
import { createApp, type Route } from "@alliance/http";
import { commit } from "@alliance/store";
import { MemoryTable } from "@alliance/store/memory";
import { countingIds, FixedClock, LogBook, person, testCtx } from "@alliance/testing";
import { beforeAll, describe, expect, it } from "vitest";

const origin = "https://alliance.example";
const secret = "0123456789abcdef";
const organisationId = "org_01KAK3F0Q8J5W2M7X9B4C6D8EG";

const member = (role: AffiliationRole) => ({ affiliations: [{ organisationId, role }] });
const employee = (...staffRoles: StaffRole[]) => ({ staffRoles });

/** Every kind of person there is; a new role without a line here fails the last test. */
const people: Record<string, Parameters<typeof person>[1] | "nobody"> = {
  nobody: "nobody",
  newcomer: {},
  "own-colleague": member("colleague"),
  "own-lead": member("lead"),
  "own-finance": member("finance"),
  "own-head": member("head"),
  staff: employee("staff"),
  assessor: employee("assessor"),
  finance: employee("finance"),
  admin: employee("admin"),
};

const unavailable = new Proxy(
  {},
  {
    get: () => {
      throw new Problem("unavailable", "not in this test");
    },
  },
);
const table = new MemoryTable();
const clock = new FixedClock();
const cookies = new Map<string, string>();
const actors = new Map<string, PersonActor | { kind: "anonymous" }>();

beforeAll(async () => {
  for (const [name, who] of Object.entries(people)) {
    if (who === "nobody") {
      actors.set(name, { kind: "anonymous" });
      continue;
    }
    const personId = `per_${String(cookies.size).padStart(26, "0")}`;
    const actor = person(personId, who);
    const ctx = testCtx(actor, { table, clock });
    for (const each of actor.affiliations) {
      await commit(ctx, { put: [affiliationPut({ personId, from: "2020-01-01", ...each }, 1)] });
    }
    const token = await openSession(ctx, { personId, staffRoles: [...actor.staffRoles], name });
    cookies.set(name, `__Host-session=${token}`);
    actors.set(name, actor);
  }
});

function appOf(name: string, routes: readonly Route<never>[]) {
  const settings = {
    CONTEXT: name,
    TABLE_NAME: "alliance",
    PUBLIC_ORIGIN: origin,
    ORIGIN_SECRET: secret,
    OIDC_ISSUER: "https://issuer.example",
    OIDC_CLIENT_ID: "client",
  };
  return createApp({
    settings,
    routes: routes as readonly Route<unknown>[],
    services: unavailable,
    table,
    clock,
    ids: countingIds(),
    log: new LogBook(),
  });
}

type Answer = "let in" | "asked to sign in" | "turned away";

async function ask(
  name: string,
  route: Route<never>,
  who: string,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const path = route.path.replace(/:\w+/g, "app_01KAK3F0Q8J5W2M7X9B4C6D8EF");
  const isApi = route.kind !== "page";
  const body = route.method === "GET" ? {} : { body: isApi ? "[]" : "unknown=1&onceKey=once-00000001" };
  const type = isApi ? "application/json" : "application/x-www-form-urlencoded";
  const reply = await appOf(name, [route]).request(`${origin}${path}`, {
    method: route.method,
    ...body,
    headers: {
      "x-origin-secret": secret,
      origin,
      "content-type": type,
      "idempotency-key": "key-00000001",
      cookie: cookies.get(who) ?? "",
      ...headers,
    },
  });
  const toSignIn = reply.status === 303 && reply.headers.get("location")?.startsWith("/sign-in?");
  if (toSignIn || reply.status === 401) return "asked to sign in";
  return reply.status === 403 ? "turned away" : "let in";
}

function expected(route: Route<never>, who: string): Answer {
  const actor = actors.get(who);
  if (route.access === "public" || actor === undefined) return "let in";
  if (actor.kind === "anonymous") return "asked to sign in";
  return can(actor, route.access) ? "let in" : "turned away";
}

const everyRoute = routesOfContexts.flatMap(({ name, routes }) => routes.map((route) => ({ name, route })));

describe("every role on every route", () => {
  it.each(everyRoute.map(({ name, route }) => [`${route.method} ${route.path}`, name, route] as const))(
    "%s",
    async (_, name, route) => {
      for (const who of Object.keys(people)) {
        expect(`${who}: ${await ask(name, route, who)}`).toBe(`${who}: ${expected(route, who)}`);
      }
    },
  );
});

describe("every route that changes something", () => {
  const changing = everyRoute.filter(({ route }) => route.method !== "GET" && route.kind !== "raw");

  it.each(changing.map(({ name, route }) => [`${route.method} ${route.path}`, name, route] as const))(
    "%s turns a form of another site away, whoever's browser sends it",
    async (_, name, route) => {
      for (const who of Object.keys(people)) {
        expect(await ask(name, route, who, { origin: "https://evil.example" })).toBe("turned away");
      }
    },
  );

  it("turns a forged session away", async () => {
    for (const { name, route } of everyRoute.filter(({ route }) => route.access !== "public")) {
      const cookie = `__Host-session=${"A".repeat(43)}`;
      expect(await ask(name, route, "nobody", { cookie })).toBe("asked to sign in");
    }
  });
});
