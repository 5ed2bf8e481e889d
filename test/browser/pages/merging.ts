import { beforeAll, describe, it } from "vitest";
import { expectHeading } from "../harness/joining.ts";
import { signedIn } from "../harness/people.ts";
import { apply } from "../harness/platform.ts";
import { look, pressTo, visit } from "../harness/walk.ts";

const organisations = "/console/membership/organisations";
const merges = "/console/membership/merges";
const routes = {
  choose: `${organisations}/:organisationId/merge`,
  preview: `${organisations}/:organisationId/merge/:intoId`,
};

describe("two organisations become one", () => {
  let [from, into, waiting] = ["", "", ""];
  beforeAll(async () => {
    const named = (name: string) => ({ name: `${name} Marsh`, email: `${name.toLowerCase()}.marsh@merging.example` });
    from = (await apply(named("Fay"), "900024", "invoice")).organisationId;
    into = (await apply(named("Gus"), "900022", "invoice")).organisationId;
    waiting = (await apply(named("Hal"), "900023", "card")).organisationId;
  });

  it("chosen, looked at, done, and undone", async () => {
    const page = await signedIn("staff");
    await visit(page, merges, { name: "nothing merged", route: merges });
    await visit(page, `${organisations}/${from}/merge`, { name: "choose", route: routes.choose });
    await visit(page, `${organisations}/${from}/merge?q=zzzz`, { name: "none found", route: routes.choose });
    await visit(page, `${organisations}/${from}/merge?q=${into}`, { name: "found", route: routes.choose });
    const obstructed = `${organisations}/${from}/merge/${waiting}`;
    await visit(page, obstructed, { name: "an application waits", route: routes.preview, status: 409 });
    await visit(page, `${organisations}/${from}/merge/${into}`, { name: "preview", route: routes.preview });
    await pressTo(page, "Merge them", { name: "no reason", route: routes.preview, status: 422 });
    await page.getByLabel("Why are they merged?").fill("Entered twice");
    await pressTo(page, "Merge them", { name: "merged", route: `${merges}/:mergeId` });
    const merge = page.url().replace(/\?.*$/, "");
    await visit(page, `${organisations}/${from}`, { name: "merged", route: `${organisations}/:organisationId` });
    await visit(page, merges, { name: "one merged", route: merges });
    await visit(page, merge, { name: "a merge", route: `${merges}/:mergeId` });
    await pressTo(page, "Undo the merge", { name: "no reason", route: `${merges}/:mergeId`, status: 422 });
    await page.getByLabel("Why is it undone?").fill("They are two schools");
    await page.getByRole("button", { name: "Undo the merge" }).click();
    await page.waitForURL(/done=undone/);
    await expectHeading(page, / into /);
    await look(page, { name: "undone", route: `${merges}/:mergeId` });
  });
});
