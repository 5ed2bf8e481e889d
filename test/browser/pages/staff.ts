import type { Page } from "playwright-core";
import { describe, it } from "vitest";
import { expectHeading } from "../harness/joining.ts";
import { signedIn } from "../harness/people.ts";
import { look, pressTo, visit } from "../harness/walk.ts";

/** Blank, as a copy, with a name that is taken, and made. */
async function aNewType(page: Page): Promise<void> {
  const types = "/console/membership/types";
  const route = `${types}/new`;
  await visit(page, route, { name: "a new type", route });
  await pressTo(page, "See the new type", { name: "a new type that says nothing", route, status: 422 });
  await visit(page, `${types}/school`, { name: "a type to copy", route: `${types}/:membershipTypeId` });
  await page.getByRole("button", { name: "Make a new type from it" }).click();
  await expectHeading(page, "Make a new type of membership");
  await look(page, { name: "a copy of a type", route });
  await page.getByLabel("Name", { exact: true }).fill("School membership");
  await pressTo(page, "See the new type", { name: "the type that would be", route });
  await pressTo(page, "Make this type", { name: "a new type without a reason", route, status: 422 });
  await page.getByLabel("Why is there a new type?").fill("To see what is taken");
  await pressTo(page, "Make this type", { name: "a new type whose name is taken", route, status: 422 });
  await page.getByLabel("Name", { exact: true }).fill("Small school membership");
  await pressTo(page, "See the new type", { name: "the type that will be", route });
  await page.getByRole("button", { name: "Make this type" }).click();
  await expectHeading(page, "Small school membership");
  await look(page, { name: "a type that is not on sale", route: `${types}/:membershipTypeId` });
}

describe("the staff's pages", () => {
  it("membership", async () => {
    const page = await signedIn("staff");
    const organisations = "/console/membership/organisations";
    await visit(page, "/console", { name: "overview", route: "/console" });
    await visit(page, organisations, { name: "organisations", route: organisations });
    await visit(page, `${organisations}?q=zzzz`, { name: "none found", route: organisations });
    await visit(page, `${organisations}?q=harbour`, { name: "found", route: organisations });
    await page.getByRole("link", { name: "Harbour View Primary School" }).click();
    await expectHeading(page, "Harbour View Primary School");
    await look(page, { name: "a member", route: `${organisations}/:organisationId` });
    const members = "/console/membership/members";
    await visit(page, members, { name: "members in numbers", route: members });
    await visit(page, `${members}?year=2020-21`, { name: "a year without members", route: members });
    const timeline = "/console/membership/timeline";
    await visit(page, timeline, { name: "whose timeline", route: timeline });
    await visit(page, `${timeline}?reference=x`, { name: "no such reference", route: timeline, status: 422 });
    const unknown = "inv_01KAK3F0Q8J5W2M7X9B4C6D8ZZ";
    await visit(page, `${timeline}?reference=${unknown}`, { name: "nothing recorded", route: timeline });
    const reviews = "/console/membership/register/reviews";
    await visit(page, reviews, { name: "nothing to review", route: reviews });
    const add = "/console/membership/add-organisation";
    await visit(page, add, { name: "adding an organisation", route: add });
    await page.goto(`${organisations}?q=harbour`);
    await page.getByRole("link", { name: "Harbour View Primary School" }).click();
    await expectHeading(page, "Harbour View Primary School");
    const change = `${page.url()}/change`;
    await visit(page, change, { name: "changing an organisation", route: `${organisations}/:organisationId/change` });
    await visit(page, "/console/membership/register", { name: "register", route: "/console/membership/register" });
    await visit(page, "/console/finance", { name: "no access", route: "forbidden", status: 403 });
  });

  it("types of membership, and what waits for approval", async () => {
    const page = await signedIn("staff");
    const types = "/console/membership/types";
    const one = `${types}/:membershipTypeId`;
    await visit(page, types, { name: "types of membership", route: types });
    await visit(page, `${types}/school`, { name: "one type", route: one });
    await visit(page, `${types}/school/edit`, { name: "changing a type", route: `${one}/edit` });
    await page.getByLabel("Name", { exact: true }).fill("");
    await page.getByText("What comes with it", { exact: true }).click();
    await pressTo(page, "Add another benefit", { name: "room for another benefit", route: `${one}/edit` });
    await pressTo(page, "See what changes", { name: "a type without a name", route: `${one}/edit`, status: 422 });
    await page.getByLabel("Name", { exact: true }).fill("School member");
    await pressTo(page, "See what changes", { name: "what changes", route: `${one}/edit` });
    await pressTo(page, /^Publish version/, { name: "changed without a reason", route: `${one}/edit`, status: 422 });
    const applications = "/console/membership/applications";
    await visit(page, applications, { name: "applications to approve", route: applications });
    await page.getByRole("link", { name: "Quayside Books" }).click();
    await expectHeading(page, "Quayside Books");
    await look(page, { name: "an application to decide", route: `${applications}/:applicationId` });
    await pressTo(page, "Decide", { name: "nothing decided", route: `${applications}/:applicationId`, status: 422 });
  });

  it("a new type of membership", async () => aNewType(await signedIn("staff")));

  it("an assessor's, who has nothing to do yet", async () => {
    const page = await signedIn("assessor");
    await visit(page, "/console", { name: "welcome", route: "/console" });
  });
});
