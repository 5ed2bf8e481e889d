import { describe, it } from "vitest";
import { reloadUntil } from "../harness/joining.ts";
import { named, origin, signedIn } from "../harness/people.ts";
import { apply } from "../harness/platform.ts";
import { look, pressTo, visit } from "../harness/walk.ts";

const portal = "/portal/people/:organisationId";
const staffs = "/console/membership/organisations/:organisationId/people";
const queue = "/console/membership/requests";

describe("people whom others named", () => {
  it("lead when they accept, and are invited, removed and found by their address", async () => {
    const [lena, hugh] = [named("Lena"), named("Hugh")];
    const { applicationId, organisationId } = await apply(named("Petra"), "900027", "invoice", {
      lead: lena,
      head: hugh,
    });
    const petra = await signedIn(named("Petra"));
    await petra.goto(`/portal/applications/${applicationId}`);
    await reloadUntil(petra, "You named Lena Marsh as its lead contact");
    await look(petra, { name: "whoever was named to lead", route: "/portal/applications/:applicationId" });
    const base = `/portal/people/${organisationId}`;
    await petra.goto(base);
    await reloadUntil(petra, /^Sent on/);
    await look(petra, { name: "invited by itself", route: portal });
    await petra.getByRole("link", { name: /^Invite or remove.*Hugh/ }).click();
    const route = `${portal}/contacts/:contactId`;
    await look(petra, { name: "somebody named", route });
    await pressTo(petra, "Continue", { name: "nothing chosen", route, status: 422 });

    const staff = await signedIn("staff");
    await staff.goto("/console/membership/people");
    await staff.getByLabel("E-mail address").fill(hugh.email);
    await pressTo(staff, "Find", { name: "somebody named is found", route: "/console/membership/people" });
    await staff.locator(".app-card__link").first().click();
    await look(staff, { name: "somebody named, for staff", route: `${staffs}/contacts/:contactId` });
    await pressTo(staff, "Continue", {
      ...{ name: "nothing chosen, for staff", route: `${staffs}/contacts/:contactId`, status: 422 },
    });
    await staff.getByLabel("Remove them").check();
    await staff.getByLabel("Why do you do this?").selectOption("data-protection");
    await pressTo(staff, "Continue", { name: "removed", route: staffs });
  });

  it("ask to belong where nobody leads: work of the staff", async () => {
    const { organisationId } = await apply(named("Otto"), "900028", "card");
    const asker = await signedIn(named("Quill"));
    const route = "/portal/people/requests/:organisationId";
    await visit(asker, `/portal/people/requests/${organisationId}`, { name: "I work there too", route });
    await asker.getByLabel("Colleague").check();
    await pressTo(asker, "Ask to belong", { name: "asked where nobody leads", route: "/portal/people" });
    const staff = await signedIn("staff");
    await visit(staff, "/console", { name: "somebody asks and nobody answers", route: "/console" });
    await visit(staff, queue, { name: "requests that wait", route: queue });
    await staff.goto(`${origin}${queue}`);
    await staff.getByRole("link", { name: "Quill Marsh" }).click();
    await look(staff, { name: "a request that waits", route: `${staffs}/requests/:personId` });
  });
});
