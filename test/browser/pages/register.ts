import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "@alliance/dev/synthesize";
import type { Page } from "playwright-core";
import { beforeAll, describe, it } from "vitest";
import { expectHeading } from "../harness/joining.ts";
import { named, signedIn } from "../harness/people.ts";
import { apply } from "../harness/platform.ts";
import { holdStill, look, pressTo, visit } from "../harness/walk.ts";

const register = "/console/membership/register";
const routes = {
  upload: `${register}/upload/:importId`,
  import: `${register}/imports/:importId`,
  review: `${register}/reviews/:reviewId`,
};

/** The demo's own file, changed in places; of as many bytes as characters. */
function demoFile(...changes: readonly (readonly [string, string])[]): Buffer {
  const text = readFileSync(join(root, "packages/dev/demo/establishments.csv"), "latin1");
  const changed = changes.reduce((before, [from, to]) => before.replace(from, to), text);
  return Buffer.from(changed, "latin1");
}

async function choose(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.locator(`#${name}`).setInputFiles({ name: `${name}.csv`, mimeType: "text/csv", buffer });
}

/** Looks again and again, as the page itself would. */
async function until(page: Page, path: string, text: string | RegExp): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    await page.goto(path);
    if ((await page.getByText(text).count()) > 0) return;
  }
  throw new Error(`${path} never says ${text}`);
}

async function importFile(page: Page, buffer: Buffer, end: string): Promise<void> {
  await page.goto(`${register}/upload`);
  await choose(page, "establishments", buffer);
  await page.getByRole("button", { name: "Upload the establishments file" }).click();
  await page.getByText("The establishments file is uploaded.").waitFor();
  await page.getByRole("button", { name: "Import these files" }).click();
  await expectHeading(page, /^Import of /);
  await until(page, page.url(), end);
}

describe("the national register", () => {
  beforeAll(async () => {
    await apply(named("Ida"), "900025", "invoice");
    await apply(named("Jon"), "900026", "invoice");
  });

  it("is uploaded in the browser, looked at, imported and followed", async () => {
    const page = await signedIn("staff");
    await visit(page, `${register}/upload`, { name: "nothing uploaded", route: routes.upload });
    await pressTo(page, "Import these files", { name: "nothing to import", route: routes.upload, status: 422 });
    await choose(page, "establishments", Buffer.from("PK\u0003\u0004 an archive"));
    const upload = "Upload the establishments file";
    await pressTo(page, upload, { name: "an archive", route: routes.upload, status: 422 });
    await choose(page, "establishments", demoFile());
    await pressTo(page, upload, { name: "uploaded", route: routes.upload });
    await page.getByRole("button", { name: "Import these files" }).click();
    await expectHeading(page, /^Import of /);
    await holdStill(page);
    await visit(page, page.url(), { name: "under way", route: routes.import });
    await until(page, page.url(), "Searches use it from now on.");
    await look(page, { name: "imported", route: routes.import });
    await importFile(page, demoFile(['"Open"', '"Open']), "Upload other files");
    await look(page, { name: "refused", route: routes.import });
    await visit(page, register, { name: "imports", route: register });
  });

  it("says what is to be decided of schools that it calls otherwise now", async () => {
    const page = await signedIn("staff");
    const [first, second] = ["Netherbrook First School", "Upper Calder Primary School"];
    const renamed = demoFile([first, "Netherbrook Primary Academy"], [second, "Upper Calder Academy"]);
    await importFile(page, renamed, "Searches use it from now on.");
    const reviews = `${register}/reviews`;
    await until(page, reviews, first);
    await until(page, reviews, second);
    await look(page, { name: "two to decide", route: reviews });
    await page.getByRole("link", { name: first }).click();
    await expectHeading(page, first);
    await look(page, { name: "to decide", route: routes.review });
    await pressTo(page, "Save the decision", { name: "nothing chosen", route: routes.review, status: 422 });
    const review = page.url();
    await page.getByLabel("Accept: do what is proposed").check();
    await page.getByLabel("Why").fill("By their letter");
    await pressTo(page, "Save the decision", { name: "one to decide", route: reviews });
    await visit(page, review, { name: "followed", route: routes.review });
    await page.goto(reviews);
    await page.getByRole("link", { name: second }).click();
    await page.getByLabel("Dismiss: leave the organisation as it is").check();
    await page.getByLabel("Why").fill("They told us that it is a slip");
    const other = page.url();
    await pressTo(page, "Save the decision", { name: "none to decide", route: reviews });
    await visit(page, other, { name: "dismissed", route: routes.review });
    await visit(page, `${reviews}?status=dismissed`, { name: "what was dismissed", route: reviews });
  });
});
