import { routesOfContexts } from "@alliance/dev/generate/contexts";
import { describe, expect, it } from "vitest";
import { useBrowser } from "./harness/people.ts";
import { seenTitles } from "./harness/walk.ts";

useBrowser();

// Each looks over the pages of one kind of visitor. The last moves the clock, and everybody has to sign in again.
await import("./pages/visitors.ts");
await import("./pages/newcomers.ts");
await import("./pages/paying.ts");
await import("./pages/on-account.ts");
await import("./pages/quotes.ts");
await import("./pages/members.ts");
await import("./pages/people.ts");
await import("./pages/named-by-others.ts");
await import("./pages/staff.ts");
await import("./pages/training.ts");
await import("./pages/training-bookings.ts");
await import("./pages/training-series.ts");
await import("./pages/training-changes.ts");
await import("./pages/merging.ts");
await import("./pages/register.ts");
await import("./pages/time-passed.ts");
await import("./pages/year-passed.ts");

/** Behind a letter's secret, or only after several people did something; other tests render them, axe does not yet. */
const reachedByOtherTests: readonly string[] = [];

describe("all of it", () => {
  it("is every page that the platform has", () => {
    const pages = routesOfContexts.flatMap(({ routes }) =>
      routes.flatMap(({ kind, method, path }) => (kind === "page" && method === "GET" ? [path] : [])),
    );
    // Ways on to another page: they show nothing themselves.
    const waysOn = ["/sign-in", "/console/membership/register/upload"];
    const shown = pages.filter((path) => !waysOn.includes(path));
    expect(shown.filter((path) => !seenTitles.has(path)).sort()).toEqual(reachedByOtherTests);
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
