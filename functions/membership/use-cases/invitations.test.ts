import { contactsOf, readContact } from "@alliance/auth";
import { published, type TestCtx } from "@alliance/testing";
import { beforeEach, describe, expect, it } from "vitest";
import { again, harbourView, quayside, secretOf, someone, worldOfSchools } from "../people/test-world.ts";
import { acceptInvitation, readInvitation } from "./accept-invitation.ts";
import { inviteColleague, resendInvitation, revokeInvitation } from "./invite-colleague.ts";
import { readPeople } from "./read-people.ts";

const organisationId = harbourView;
const tom = { organisationId, name: "Tom Whitfield", email: "office@school.example", role: "colleague" } as const;

let world: TestCtx;
let lead: Awaited<ReturnType<typeof someone>>;

beforeEach(async () => {
  world = await worldOfSchools();
  lead = await someone(world, "Amara Osei", [[harbourView, "lead"]]);
});

const types = () => published(world).map(({ type }) => type);

describe("an invitation", () => {
  it("is sent by a lead contact: the contact is known, the event names nobody", async () => {
    const invitation = await inviteColleague(lead, tom);
    expect(await contactsOf(world.table, harbourView)).toMatchObject([{ name: "Tom Whitfield", role: "colleague" }]);
    expect(invitation).toMatchObject({ status: "open", sendings: 1, expiresAt: "2026-12-21T10:00:00.000Z" });
    const event = published(world).find(({ type }) => type === "membership.person-invited");
    expect(JSON.stringify(event)).not.toMatch(/Tom|office@/);
  });

  it("is refused to a colleague, to a stranger and to somebody who belongs nowhere", async () => {
    const colleague = await someone(world, "Bea Finch", [[harbourView, "colleague"]]);
    await expect(inviteColleague(colleague, tom)).rejects.toMatchObject({ code: "not-allowed" });
    const stranger = await someone(world, "Cy Lo", [[quayside, "lead"]]);
    await expect(inviteColleague(stranger, tom)).rejects.toMatchObject({ code: "not-found" });
    const nobody = await someone(world, "Dee Ash");
    await expect(inviteColleague(nobody, tom)).rejects.toMatchObject({ code: "not-found" });
  });

  it("is sent by staff with a reason only", async () => {
    const staff = await again(await someone(world, "Ruth Adeyemi"), "staff");
    await expect(inviteColleague(staff, tom)).rejects.toMatchObject({ code: "invalid-input" });
    const reason = "lead-cannot-be-reached";
    await inviteColleague(staff, { ...tom, reason });
    expect(published(world).at(-1)?.data).toMatchObject({ reason });
  });

  it("is not sent twice to the same person, but to two people behind one mailbox", async () => {
    await inviteColleague(lead, tom);
    await expect(inviteColleague(lead, { ...tom, email: "OFFICE@school.example" })).rejects.toMatchObject({
      code: "already-exists",
    });
    await inviteColleague(lead, { ...tom, name: "Una Reed" });
    expect(await contactsOf(world.table, harbourView)).toHaveLength(2);
  });

  it("is sent again with a new end, five times at most, and taken back for good", async () => {
    const { invitationId } = await inviteColleague(lead, tom);
    world.clock.moveSeconds(86_400);
    const resent = await resendInvitation(lead, { organisationId, invitationId });
    expect(resent).toMatchObject({ sendings: 2, expiresAt: "2026-12-22T10:00:00.000Z" });
    for (let n = 0; n < 3; n++) await resendInvitation(lead, { organisationId, invitationId });
    await expect(resendInvitation(lead, { organisationId, invitationId })).rejects.toMatchObject({ code: "too-many" });
    await revokeInvitation(lead, { organisationId, invitationId });
    expect(await revokeInvitation(lead, { organisationId, invitationId })).toMatchObject({ status: "revoked" });
    await expect(resendInvitation(lead, { organisationId, invitationId })).rejects.toMatchObject({ code: "gone" });
    expect(await contactsOf(world.table, harbourView)).toEqual([]);
  });

  it("of another organisation cannot be touched", async () => {
    const { invitationId } = await inviteColleague(lead, tom);
    const other = await someone(world, "Cy Lo", [[quayside, "lead"]]);
    const theirs = { organisationId: quayside, invitationId };
    await expect(revokeInvitation(other, theirs)).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("accepting", () => {
  it("gives the role from today, ends the contact, and says the same when it is done again", async () => {
    const invitation = await inviteColleague(lead, tom);
    const secret = await secretOf(world, invitation);
    const person = await someone(world, "Tom Whitfield");
    expect(await acceptInvitation(person, secret, person.personId)).toBe("accepted");
    expect(await acceptInvitation(person, secret, person.personId)).toBe("accepted-before");
    expect((await again(person)).actor).toMatchObject({ affiliations: [{ organisationId, role: "colleague" }] });
    expect((await readContact(world.table, invitation.contactId))?.data.personId).toBe(person.personId);
    expect((await readPeople(lead, harbourView)).contacts).toEqual([]);
    expect(types().filter((type) => type === "membership.invitation-accepted")).toHaveLength(1);
  });

  it("many clicks at once accept once; of two people one gets it", async () => {
    const secret = await secretOf(world, await inviteColleague(lead, tom));
    const [person, other] = [await someone(world, "Tom Whitfield"), await someone(world, "Una Reed")];
    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, (_, n) =>
        n % 2 ? acceptInvitation(person, secret, person.personId) : acceptInvitation(other, secret, other.personId),
      ),
    );
    expect(types().filter((type) => type === "membership.invitation-accepted")).toHaveLength(1);
    const refused = outcomes.filter((each) => each.status === "rejected");
    expect(refused.map(({ reason }) => reason.code)).toEqual(refused.map(() => "gone"));
    expect(refused).toHaveLength(5);
  });

  it("somebody who has the role already is calm", async () => {
    const person = await someone(world, "Tom Whitfield", [[harbourView, "colleague"]]);
    const secret = await secretOf(world, await inviteColleague(lead, tom));
    expect(await acceptInvitation(person, secret, person.personId)).toBe("accepted");
    expect((await readPeople(lead, harbourView)).people).toHaveLength(2);
  });

  it("does nothing when another account is signed in than the page named", async () => {
    const secret = await secretOf(world, await inviteColleague(lead, tom));
    const [person, other] = [await someone(world, "Tom Whitfield"), await someone(world, "Una Reed")];
    expect(await acceptInvitation(other, secret, person.personId)).toBe("somebody-else");
    expect((await readInvitation(world, secret)).state).toBe("open");
  });

  it("is refused after it was taken back, after thirty days, and with a secret nobody made", async () => {
    const person = await someone(world, "Tom Whitfield");
    await expect(acceptInvitation(person, "A".repeat(43), person.personId)).rejects.toMatchObject({
      code: "not-found",
    });
    const first = await inviteColleague(lead, tom);
    const secret = await secretOf(world, first);
    await revokeInvitation(lead, { organisationId, invitationId: first.invitationId });
    await expect(acceptInvitation(person, secret, person.personId)).rejects.toMatchObject({ code: "gone" });
    const late = await secretOf(world, await inviteColleague(lead, tom));
    world.clock.moveSeconds(30 * 86_400);
    await expect(acceptInvitation(person, late, person.personId)).rejects.toMatchObject({ code: "gone" });
    expect((await readInvitation(person, late)).state).toBe("expired");
  });
});
