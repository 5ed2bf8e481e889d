import { routesOfContexts } from "@alliance/dev/generate/contexts";
import { contexts } from "@alliance/infra/contexts";
import { describe, expect, it } from "vitest";
import { mountedRoutes } from "./mounted-routes.ts";

interface Way {
  readonly context: string;
  readonly entry: string;
  readonly method: string | undefined;
  readonly path: string;
}

const ways: readonly Way[] = contexts.flatMap(({ name, functions }) =>
  functions.flatMap(({ entry, routes = [] }) =>
    routes.map((route) => {
      const [path = "", method] = route.split(" ").reverse();
      return { context: name, entry, method, path };
    }),
  ),
);

const pattern = (path: string): RegExp =>
  new RegExp(`^${path.replace(/\{\w+\+\}/, ".+").replace(/\{\w+\}/g, "[^/]+")}$`);

/** As the HTTP API chooses: a method before any, whole paths before greedy ones, long before short, then the default. */
function chosen(method: string, path: string): Way | undefined {
  const fitting = ways.filter((way) => (way.method ?? method) === method && pattern(way.path).test(path));
  const rank = (way: Way): number =>
    (way.path.includes("+}") ? 0 : 10_000) + way.path.length * 10 + (way.method === undefined ? 0 : 1);
  const [first] = [...fitting].sort((a, b) => rank(b) - rank(a));
  return first ?? ways.find((way) => way.path === "$default");
}

const mounted = await mountedRoutes();

describe("a route that a function serves", () => {
  it.each(mounted.map(({ route, context, entry }) => [route, `${context}/${entry}`] as const))(
    "%s is reached through the HTTP API: %s",
    (route, served) => {
      const [method = "", path = ""] = route.split(" ");
      const { context, entry } = chosen(method, path.replace(/:\w+/g, "x")) ?? {};
      expect(`${context}/${entry}`).toBe(served);
    },
  );
});

describe("the list that the matrix of roles, the walk through every page and the API's document read", () => {
  it.each(routesOfContexts)("has every route of $name that a function serves, and no other", ({ name, routes }) => {
    const served = mounted.filter(({ context }) => context === name).map(({ route }) => route);
    expect(routes.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(served.sort());
  });

  it("has every context that serves a page or an API", () => {
    expect(routesOfContexts.map(({ name }) => name).sort()).toEqual(
      [...new Set(mounted.map(({ context }) => context))].sort(),
    );
  });
});
