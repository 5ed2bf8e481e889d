import { describe, it } from "vitest";
import { person, useBrowser } from "./harness/people.ts";
import { look, visit } from "./harness/walk.ts";

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
    await visit(page, "/_local/mail?to=nobody", { name: "no mail", route: "/_local/mail" });
    await visit(page, "/_local/timeline?errors=1", { name: "errors only", route: "/_local/timeline" });
  });
});
