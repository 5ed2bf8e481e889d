import { routesOfContexts } from "@alliance/dev/generate/contexts";
import { contexts } from "@alliance/infra/contexts";
import { expect, test } from "vitest";

interface Way {
  readonly context: string;
  readonly method: string | undefined;
  readonly path: string;
}

const ways: readonly Way[] = contexts.flatMap(({ name, functions }) =>
  functions.flatMap(({ routes = [] }) =>
    routes.map((route) => {
      const [path = "", method] = route.split(" ").reverse();
      return { context: name, method, path };
    }),
  ),
);

const pattern = (path: string): RegExp =>
  new RegExp(`^${path.replace(/\{\w+\+\}/, ".+").replace(/\{\w+\}/g, "[^/]+")}$`);

/** As the HTTP API chooses: a method before any, whole paths before greedy ones, long before short, then the default. */
function chosen(method: string, path: string): string | undefined {
  const fitting = ways.filter((way) => (way.method ?? method) === method && pattern(way.path).test(path));
  const rank = (way: Way): number =>
    (way.path.includes("+}") ? 0 : 10_000) + way.path.length * 10 + (way.method === undefined ? 0 : 1);
  const [first] = [...fitting].sort((a, b) => rank(b) - rank(a));
  return (first ?? ways.find((way) => way.path === "$default"))?.context;
}

test.each(
  routesOfContexts.flatMap(({ name, routes }) =>
    routes.map(({ method, path }) => [`${method} ${path}`, name] as const),
  ),
)("%s reaches %s", (route, context) => {
  const [method = "", path = ""] = route.split(" ");
  expect(chosen(method, path.replace(/:\w+/g, "x"))).toBe(context);
});
