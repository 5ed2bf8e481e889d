import type { Route } from "./route.ts";

const fits = (pattern: string, path: string): boolean => {
  const [wanted, given] = [pattern.split("/"), path.split("/")];
  return (
    wanted.length === given.length &&
    wanted.every((part, index) => (part.startsWith(":") ? given[index] !== "" : part === given[index]))
  );
};

/** What this address may be asked with; nothing where it is no address of ours. */
export function methodsAt(routes: readonly Pick<Route<never>, "method" | "path">[], path: string): readonly string[] {
  const methods = routes.filter((route) => fits(route.path, path)).map(({ method }) => method);
  // Whatever can be read is also answered without its body.
  return [...new Set(methods.flatMap((method) => (method === "GET" ? ["GET", "HEAD"] : [method])))];
}
