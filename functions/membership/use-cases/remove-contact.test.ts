import { contactsOf, readContact } from "@alliance/auth";
import type { Ctx } from "@alliance/store";
import { published, type TestCtx } from "@alliance/testing";
import { beforeEach, expect, it } from "vitest";
import { invitationKey } from "../keys/invitation.ts";
import { again, browserIn, harbourView, quayside, secretOf, someone, worldOfSchools } from "../people/test-world.ts";
import { Invitation } from "../schema/invitation.ts";
import { acceptInvitation } from "./accept-invitation.ts";
import { inviteColleague } from "./invite-colleague.ts";
import { removeContact } from "./remove-contact.ts";

type Someone = Awaited<ReturnType<typeof someone>>;
const organisationId = harbourView;
const bea = { organisationId, name: "Bea Finch", email: "bea@school.example", role: "head" } as const;
let world: TestCtx;
let lead: Someone;
let invitation: Invitation;
let contactId: string;

beforeEach(async () => {
  world = await worldOfSchools();
  lead = await someone(world, "Amara Osei", [[harbourView, "lead"]]);
  invitation = await inviteColleague(lead, bea);
  contactId = invitation.contactId;
});

it("removes name, address and invitation in one step, once, however often it is asked", async () => {
  const outcomes = await Promise.all([1, 2, 3].map(() => removeContact(lead, { organisationId, contactId })));
  expect(outcomes.toSorted()).toEqual(["removed", "removed-before", "removed-before"]);
  expect(await contactsOf(world.table, organisationId)).toEqual([]);
  const { table }: Ctx = world;
  expect((await table.get(invitationKey(invitation.invitationId), Invitation))?.data.status).toBe("revoked");
  expect(JSON.stringify([...world.table.items.values()])).not.toMatch(/Bea Finch|bea@/);
  const last = published(world).slice(-2);
  expect(last.map(({ type }) => type)).toEqual(["membership.invitation-revoked", "membership.contact-removed"]);
});

it("is refused to colleagues and strangers, to staff without a reason, and under another organisation", async () => {
  const colleague = await someone(world, "Tom Whitfield", [[harbourView, "colleague"]]);
  await expect(removeContact(colleague, { organisationId, contactId })).rejects.toMatchObject({ code: "not-allowed" });
  const other = await someone(world, "Cy Lo", [[quayside, "lead"]]);
  await expect(removeContact(other, { organisationId, contactId })).rejects.toMatchObject({ code: "not-found" });
  const theirs = { organisationId: quayside, contactId };
  await expect(removeContact(other, theirs)).rejects.toMatchObject({ code: "not-found" });
  const staff = await again(await someone(world, "Ruth Adeyemi"), "staff");
  await expect(removeContact(staff, { organisationId, contactId })).rejects.toMatchObject({ code: "invalid-input" });
  expect(await removeContact(staff, { organisationId, contactId, reason: "data-protection" })).toBe("removed");
});

it("at the moment of accepting one of the two happens, whole", async () => {
  const secret = await secretOf(world, invitation);
  const person = await someone(world, "Bea Finch");
  const [accepted, removed] = await Promise.allSettled([
    acceptInvitation(person, secret, person.personId),
    removeContact(lead, { organisationId, contactId }),
  ]);
  expect([accepted.status, removed.status].toSorted()).toEqual(["fulfilled", "rejected"]);
  const contact = await readContact(world.table, contactId);
  expect(contact?.data.personId).toBe(accepted.status === "fulfilled" ? person.personId : undefined);
});

it("has a page that shows all we hold, asks what to do, and is over once they have joined in", async () => {
  const browser = await browserIn(world, lead);
  const path = `/portal/people/${organisationId}/contacts/${contactId}`;
  const html = await (await browser.get(path)).text();
  expect(html).toContain("bea@school.example");
  const onceKey = /name="onceKey" value="([^"]*)"/.exec(html)?.[1] ?? "";
  expect((await browser.submit(path, { onceKey })).status).toBe(422);
  const invited = await browser.submit(path, { onceKey: "once-000000002", decision: "invite" });
  expect([invited.status, await invited.text()]).toEqual([422, expect.stringContaining("invited already")]);
  const done = await browser.submit(path, { onceKey: "once-000000003", decision: "remove" });
  expect(done.headers.get("location")).toBe(`/portal/people/${organisationId}?done=removed`);
  expect((await browser.get(path)).status).toBe(404);
});
