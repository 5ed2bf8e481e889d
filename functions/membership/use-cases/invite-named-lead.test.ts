import { contactsOf, readContact } from "@alliance/auth";
import { membership } from "@alliance/events";
import { type Ctx, commit, reactionCtx } from "@alliance/store";
import { as, eventOf, published, staffMember } from "@alliance/testing";
import { beforeEach, describe, expect, it } from "vitest";
import { invitationsOf } from "../keys/invitation.ts";
import { organisationKey } from "../keys/organisation.ts";
import { Invitation } from "../schema/invitation.ts";
import { browserOf, invoiceFor, type World, workerCtx, worldWithRegister } from "../test-world.ts";
import { activateMembership } from "./activate-membership.ts";
import { applyToJoin } from "./apply-to-join.ts";
import { inviteNamedLead } from "./invite-named-lead.ts";
import { mergeOrganisations } from "./merge-organisations.ts";
import { previewMerge } from "./preview-merge.ts";

const named = { name: "Nadia Lead", email: "nadia@school.example" };
let world: World;
beforeEach(async () => {
  world = await worldWithRegister();
});

async function joined(lead: typeof named | "me", urn = "900001") {
  const input = { urn, payment: { method: "card" }, contacts: { lead } } as const;
  const { application } = await applyToJoin(world.ctx, world.register, input);
  await activateMembership(workerCtx(world.ctx), invoiceFor(application));
  const told = published(world.ctx).findLast(({ type }) => type === membership.membershipActivated.type);
  const event = eventOf(membership.membershipActivated, membership.membershipActivated.data.parse(told?.data));
  const worker = reactionCtx({ ...world.ctx, context: "membership" }, event, "inviteNamedLead");
  return { application, event, run: () => inviteNamedLead(worker, event) };
}

async function invitationsAt(organisationId: string): Promise<Invitation[]> {
  const { table }: Ctx = world.ctx;
  return (await table.query(invitationsOf(organisationId), Invitation)).items.map(({ data }) => data);
}

describe("a lead contact whom somebody else named", () => {
  it("is invited when the membership begins, by whoever named them; the event names nobody", async () => {
    const { application, run } = await joined(named);
    expect(await run()).toBe("invited");
    const [invitation] = await invitationsAt(application.organisationId);
    expect(invitation).toMatchObject({ role: "lead", status: "open", invitedBy: application.applicantId });
    const event = published(world.ctx).find(({ type }) => type === membership.personInvited.type);
    expect(event).toMatchObject({ data: { contactId: invitation?.contactId, invitedBy: application.applicantId } });
    expect(JSON.stringify(event)).not.toMatch(/Nadia|nadia@/);
  });

  it("is invited once, however often and however many at once the event comes", async () => {
    const { application, event, run } = await joined(named);
    await Promise.all(Array.from({ length: 10 }, run));
    expect(await run()).toBe("invited-before");
    expect(await inviteNamedLead(workerCtx(world.ctx), event)).toBe("invited-before");
    expect(await invitationsAt(application.organisationId)).toHaveLength(1);
    expect(published(world.ctx).filter(({ type }) => type === membership.personInvited.type)).toHaveLength(1);
  });

  it("is nobody where the applicant leads, for a renewal, and for an application of nobody", async () => {
    const own = await joined("me");
    expect(await own.run()).toBe("nobody-to-invite");
    const unknown = { ...own.event.data, applicationId: own.application.applicationId.replace(/.$/, "Z") };
    const event = eventOf(membership.membershipActivated, unknown);
    expect(await inviteNamedLead(workerCtx(world.ctx), event)).toBe("nobody-to-invite");
    expect(await invitationsAt(own.application.organisationId)).toEqual([]);
  });

  it("who has joined in, or is named no longer, gets no letter", async () => {
    const { application, run } = await joined(named);
    const [contact] = await contactsOf(world.ctx.table, application.organisationId);
    const stored = await readContact(world.ctx.table, contact?.contactId ?? "");
    if (stored) await commit(world.ctx, { remove: [{ key: stored.key, version: stored.version }] });
    expect(await run()).toBe("nobody-to-invite");
  });

  it("of an organisation that is missing is not invited: the event fails, and is seen", async () => {
    const { application, run } = await joined(named);
    const key = organisationKey(application.organisationId);
    await commit(world.ctx, { remove: [{ key, version: 1 }] });
    await expect(run()).rejects.toThrow("is missing");
  });

  it("is invited into the organisation that the school became part of at the same moment", async () => {
    const { application: a, run } = await joined(named);
    const { application: b } = await joined("me", "900002");
    const [fromOrganisationId, intoOrganisationId] = [a.organisationId, b.organisationId];
    const staff = as(world.ctx, staffMember());
    const question = { fromOrganisationId, intoOrganisationId, because: "duplicate" } as const;
    const { seen } = await previewMerge(staff, question);
    const merge = () => mergeOrganisations(staff, { ...question, reason: "twice", seen });
    const [merged] = await Promise.allSettled([merge(), run()]);
    const at = merged.status === "fulfilled" ? intoOrganisationId : fromOrganisationId;
    expect(await invitationsAt(at)).toHaveLength(1);
    const left = at === intoOrganisationId ? fromOrganisationId : intoOrganisationId;
    expect(await invitationsAt(left)).toEqual([]);
  });
});

describe("whoever named them", () => {
  it("reads on the last page that they are invited, and that they lead alone until then", async () => {
    const { application } = await joined(named);
    if (world.ctx.actor.kind !== "person") throw new Error("a person applied");
    const browser = await browserOf(world, world.ctx.actor);
    const html = await (await browser.get(`/portal/applications/${application.applicationId}`)).text();
    expect(html).toContain("You named Nadia Lead as its lead contact");
    expect(html).toContain(`/portal/people/${application.organisationId}`);
  });
});
