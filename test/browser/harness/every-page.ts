import { routesOfContexts } from "@alliance/dev/generate/contexts";
import { describe, expect, it } from "vitest";
import { seenTitles } from "./walk.ts";

/** Ways on to another page: they show nothing themselves. */
const waysOn = ["/sign-in", "/console/membership/register/upload"];

/** At the end of a walk: it saw every page of the contexts that it is about, and told them apart by their titles. */
export function sawEveryPage(isAbout: (name: string) => boolean): void {
  describe("all of it", () => {
    it("is every page that there is", () => {
      const pages = routesOfContexts
        .filter(({ name }) => isAbout(name))
        .flatMap(({ routes }) =>
          routes.flatMap(({ kind, method, path }) => (kind === "page" && method === "GET" ? [path] : [])),
        );
      const shown = pages.filter((path) => !waysOn.includes(path));
      expect(shown.filter((path) => !seenTitles.has(path)).sort()).toEqual([]);
    });

    it("has no title that two pages share", () => {
      const ours = [...seenTitles].filter(([route]) => route.startsWith("/") && !route.startsWith("/_local"));
      const byTitle = Map.groupBy(
        ours.flatMap(([route, titles]) => [...titles].map((title) => ({ route, title }))),
        ({ title }) => title,
      );
      // What is not there has one page, whatever was looked for.
      const shared = [...byTitle].filter(([title, uses]) => uses.length > 1 && !title.startsWith("Not found"));
      expect(shared.map(([title, uses]) => `${title}: ${uses.map(({ route }) => route).join(" and ")}`)).toEqual([]);
    });
  });
}
