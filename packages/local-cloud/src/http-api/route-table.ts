export interface Route {
  readonly routeKey: string;
  readonly target: string;
}

export interface RouteMatch {
  readonly route: Route;
  readonly pathParameters: Readonly<Record<string, string>>;
}

interface CompiledRoute {
  readonly route: Route;
  readonly method: string;
  readonly segments: readonly string[];
}

/** The routes of an HTTP API in the order in which API Gateway prefers them. */
export class RouteTable {
  readonly #routes: CompiledRoute[] = [];
  readonly #fallback: Route | undefined;

  constructor(routes: readonly Route[]) {
    for (const route of routes) {
      const [method = "", path] = route.routeKey.split(" ");
      if (path !== undefined) {
        this.#routes.push({ route, method, segments: path.split("/").slice(1) });
      }
    }
    this.#routes.sort((left, right) => compare(rank(left), rank(right)));
    this.#fallback = routes.find((route) => route.routeKey === "$default");
  }

  /** The most specific route for a decoded path; the `$default` route when none fits; undefined without one. */
  match(method: string, path: string): RouteMatch | undefined {
    const segments = path.split("/").slice(1);
    for (const candidate of this.#routes) {
      const pathParameters =
        candidate.method === "ANY" || candidate.method === method ? bind(candidate, segments) : undefined;
      if (pathParameters !== undefined) {
        return { route: candidate.route, pathParameters };
      }
    }
    return this.#fallback && { route: this.#fallback, pathParameters: {} };
  }
}

function bind({ segments: pattern }: CompiledRoute, segments: readonly string[]): Record<string, string> | undefined {
  const parameters: Record<string, string> = {};
  for (const [at, part] of pattern.entries()) {
    if (part.startsWith("{") && part.endsWith("+}")) {
      const rest = segments.slice(at).join("/");
      return rest === "" ? undefined : { ...parameters, [part.slice(1, -2)]: rest };
    }
    const segment = segments[at];
    if (segment === undefined) {
      return undefined;
    }
    if (part.startsWith("{")) {
      if (segment === "") {
        return undefined;
      }
      parameters[part.slice(1, -1)] = segment;
    } else if (part !== segment) {
      return undefined;
    }
  }
  return segments.length === pattern.length ? parameters : undefined;
}

/** Static segments before variables before a greedy one, segment by segment; a named method before ANY. */
function rank({ segments, method }: CompiledRoute): string {
  const kinds = segments.map((part) => (part.endsWith("+}") ? "3" : part.startsWith("{") ? "2" : "1")).join("");
  return `${kinds.includes("3") ? "2" : "1"}${kinds}${method === "ANY" ? "9" : "0"}`;
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
