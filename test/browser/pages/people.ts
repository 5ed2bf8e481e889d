import type { Page } from "playwright-core";
import { beforeAll, describe, it } from "vitest";
import { chooseWho, named, origin, person, signedIn } from "../harness/people.ts";
import { inLetterTo } from "../harness/platform.ts";
import { look, pressTo, visit } from "../harness/walk.ts";

const portal = "/portal/people/:organisationId";
const staffs = "/console/membership/organisations/:organisationId/people";
const onePerson = "/console/membership/people/:personId";

/** Adds an address in the settings of whoever is signed in. */
async function addAddress(page: Page, address: string, look: boolean): Promise<void> {
  const route = "/portal/settings/addresses";
  await visit(page, route, { name: "add an address", route });
  await page.getByLabel("E-mail address").fill(address);
  await pressTo(page, "Send the code", { name: "enter the code", route: `${route}/:addressId` });
  if (look) await pressTo(page, "Confirm", { name: "no code", route: `${route}/:addressId`, status: 422 });
  await page.getByLabel("Code of six digits").fill(await inLetterTo(address, /code is (\d{6})/));
  await pressTo(page, "Confirm", { name: "address added", route: "/portal/settings" });
}

describe("the people of a school", () => {
  let lead: Page;
  let staff: Page;
  let base: string;
  beforeAll(async () => {
    staff = await signedIn("staff");
    lead = await signedIn("lead");
    await lead.goto(`${origin}/portal/people`);
    base = new URL(lead.url()).pathname;
  });

  it("are listed, invited and changed by their lead contact", async () => {
    await visit(lead, base, { name: "people", route: portal });
    await visit(lead, `${base}/invite`, { name: "invite", route: `${portal}/invite` });
    await pressTo(lead, "Send the invitation", { name: "nobody named", route: `${portal}/invite`, status: 422 });
    await lead.getByLabel("Their name").fill("Wanda Marsh");
    await lead.getByLabel("Their e-mail address").fill("wanda.marsh@states.example");
    await lead.getByLabel("Finance contact").check();
    await pressTo(lead, "Send the invitation", { name: "invited", route: portal });
    await lead.getByRole("link", { name: /^Send again or take back/ }).click();
    await look(lead, { name: "an invitation", route: `${portal}/invitations/:invitationId` });
    await visit(lead, base, { name: "people again", route: portal });
    await lead.getByRole("link", { name: /^Change the role of Tom/ }).click();
    await look(lead, { name: "a role", route: `${portal}/roles/:personId/:role` });
    await pressTo(lead, "Save", { name: "no decision", route: `${portal}/roles/:personId/:role`, status: 422 });
    await visit(lead, `${base}/hand-over`, { name: "hand over", route: `${portal}/hand-over` });
    await pressTo(lead, "Hand over the lead role", { name: "to nobody", route: `${portal}/hand-over`, status: 422 });
    await visit(lead, `${base}/leave`, { name: "leave", route: `${portal}/leave` });
    await lead.getByLabel("Now").check();
    await pressTo(lead, "Leave", { name: "the last lead contact", route: `${portal}/leave`, status: 422 });
  });

  it("come by a letter", async () => {
    const path = await inLetterTo("wanda.marsh@states.example", /(\/invitations\/[\w-]{43})/);
    const visitor = await person();
    await visit(visitor, path, { name: "invited", route: "/invitations/:secret" });
    await visit(lead, path, { name: "invited, and somebody else", route: "/invitations/:secret" });
    const wanda = await signedIn(named("Wanda"));
    await visit(wanda, path, { name: "invited and signed in", route: "/invitations/:secret" });
    await pressTo(wanda, "Accept", { name: "accepted", route: "/invitations/:secret" });
    await visit(lead, path, { name: "accepted by another", route: "/invitations/:secret", status: 410 });
  });

  it("come by asking", async () => {
    const asker = await signedIn(named("Yusuf"));
    await visit(asker, "/portal/people", { name: "no school", route: "/portal/people" });
    await visit(asker, "/portal/people/requests", { name: "where", route: "/portal/people/requests" });
    await asker.getByLabel("Name or URN of the school").fill("900001");
    await pressTo(asker, "Search", { name: "found", route: "/portal/people/requests" });
    await asker.locator(".app-card__link").first().click();
    const route = "/portal/people/requests/:organisationId";
    await look(asker, { name: "I work there", route });
    await pressTo(asker, "Ask the lead contact", { name: "no role", route, status: 422 });
    await asker.getByLabel("Colleague").check();
    await pressTo(asker, "Ask the lead contact", { name: "asked", route: "/portal/people" });
    await visit(lead, base, { name: "somebody asks", route: portal });
    await lead.getByRole("link", { name: /^Say yes or no/ }).click();
    await look(lead, { name: "a request", route: `${portal}/requests/:personId` });
    const there = new URL(lead.url()).pathname.replace("/portal/people/", "/console/membership/organisations/");
    const path = there.replace("/requests/", "/people/requests/");
    await visit(staff, path, { name: "a request, for staff", route: `${staffs}/requests/:personId` });
    await lead.getByLabel("Yes, they work with us").check();
    await pressTo(lead, "Answer", { name: "approved", route: portal });
  });

  it("and their staff side", async () => {
    const path = `/console/membership/organisations/${base.split("/").at(-1)}/people`;
    const queue = "/console/membership/requests";
    await visit(staff, queue, { name: "requests to belong", route: queue });
    await visit(staff, path, { name: "people, for staff", route: staffs });
    await visit(staff, `${path}/invite`, { name: "invite, for staff", route: `${staffs}/invite` });
    await staff.getByLabel("Their name").fill("Xenia Marsh");
    await staff.getByLabel("Their e-mail address").fill("xenia.marsh@states.example");
    await staff.getByLabel("Head", { exact: true }).check();
    await staff.getByLabel("Why do you do this?").selectOption("asked-by-the-organisation");
    await pressTo(staff, "Send the invitation", { name: "invited by staff", route: staffs });
    await staff.getByRole("link", { name: /^Send again or take back/ }).click();
    await look(staff, { name: "an invitation, for staff", route: `${staffs}/invitations/:invitationId` });
    await visit(staff, `${path}/hand-over`, { name: "hand over, for staff", route: `${staffs}/hand-over` });
    await visit(staff, path, { name: "people, for staff again", route: staffs });
    await staff.getByRole("link", { name: /^Change the role of Tom/ }).click();
    await look(staff, { name: "a role, for staff", route: `${staffs}/roles/:personId/:role` });
  });
});

describe("oneself", () => {
  it("in the settings", async () => {
    const page = await signedIn(named("Zara"));
    await visit(page, "/portal/settings", { name: "settings", route: "/portal/settings" });
    await visit(page, "/portal/settings/name", { name: "name", route: "/portal/settings/name" });
    await page.getByLabel("Full name").fill("");
    await pressTo(page, "Save", { name: "no name", route: "/portal/settings/name", status: 422 });
    await addAddress(page, "office.marsh@states.example", true);
    await visit(page, "/portal/settings/sessions", { name: "sessions", route: "/portal/settings/sessions" });
    await visit(page, "/portal/settings/data", { name: "data", route: "/portal/settings/data" });
    await pressTo(page, "Ask to be erased", { name: "asked to be erased", route: "/portal/settings/data" });
  });

  it("behind a mailbox of two", async () => {
    await addAddress(await signedIn(named("Quentin")), "office.marsh@states.example", false);
    const page = await person();
    await page.goto(`${origin}/sign-in`);
    await chooseWho(page, { name: "Office Marsh", email: "office.marsh@states.example" });
    await page.waitForURL(/\/sign-in\/who/);
    await look(page, { name: "who are you", route: "/sign-in/who" });
    await pressTo(page, "Continue", { name: "nobody chosen", route: "/sign-in/who", status: 422 });
  });

  it("as staff see it", async () => {
    const staff = await signedIn("staff");
    const route = "/console/membership/people";
    await visit(staff, route, { name: "find a person", route });
    await staff.getByLabel("E-mail address").fill("zara.marsh@states.example");
    await pressTo(staff, "Find", { name: "found", route });
    await staff.locator(".app-card__link").first().click();
    await look(staff, { name: "a person", route: onePerson });
    await staff.getByRole("link", { name: /^Erase this person/ }).click();
    await look(staff, { name: "erase", route: `${onePerson}/erasure` });
    await pressTo(staff, "Decide", { name: "no decision", route: `${onePerson}/erasure`, status: 422 });
    await staff.getByLabel("Erase them").check();
    await staff.getByLabel("Why do you do this?").selectOption("asked-by-the-person");
    await pressTo(staff, "Decide", { name: "erasure approved", route: onePerson });
    const path = new URL(staff.url()).pathname;
    await inLetterTo("zara.marsh@states.example", /(We erase what we hold about you)/);
    for (let tries = 0; tries < 100 && (await staff.request.get(path)).status() !== 404; tries++) {
      await fetch(`${origin}/_local/`);
    }
    await visit(staff, path, { name: "erased", route: onePerson, status: 404 });
  });
});
