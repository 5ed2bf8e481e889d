import { describe, it } from "vitest";
import { person, useBrowser } from "./harness/people.ts";
import { letScriptsRun, look, visit } from "./harness/walk.ts";

useBrowser();

describe("pages of the local cloud", () => {
  it("shows what goes on", async () => {
    const page = await person();
    for (const path of ["/_local/", "/_local/iam", "/_local/queues", "/_local/clock", "/_local/no-such-page"]) {
      const status = path.endsWith("no-such-page") ? 404 : 200;
      await visit(page, path, { name: path, route: path, status });
    }
    await page.goto("/_local/clock");
    for (const [path, row] of [
      ["/_local/mail", ".row"],
      ["/_local/timeline", ".row"],
      ["/_local/logs", "main a"],
    ] as const) {
      await visit(page, path, { name: path, route: path });
      await page.locator(row).first().click();
      await page.waitForURL(`**${path}/**`);
      await look(page, { name: `one of ${path}`, route: `${path}/:id` });
    }
    await page.goto("/_local/mail");
    await page.locator(".row").first().click();
    await page.waitForURL("**/_local/mail/**");
    const letter = await person();
    await letScriptsRun(letter);
    // It is shown within the reader's own page, whose landmarks are around it.
    const without = ["landmark-one-main", "region"];
    for (const colorScheme of ["light", "dark"] as const) {
      await letter.emulateMedia({ colorScheme });
      await visit(letter, `${page.url()}/html`, { name: `a letter, ${colorScheme}`, route: "letter", without });
    }
    await visit(page, "/_local/mail?to=nobody", { name: "no mail", route: "/_local/mail" });
    await visit(page, "/_local/timeline?errors=1", { name: "errors only", route: "/_local/timeline" });
  });
});
