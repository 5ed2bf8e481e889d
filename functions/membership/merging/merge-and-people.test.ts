import { contactPut, readContact } from "@alliance/auth";
import { membership } from "@alliance/events";
import { type Ctx, commit } from "@alliance/store";
import { as, eventOf, person, published, system, type TestCtx } from "@alliance/testing";
import { beforeEach, describe, expect, it } from "vitest";
import { invitationKey, invitationPut } from "../keys/invitation.ts";
import { roleRequestKey, roleRequestPut } from "../keys/role-request.ts";
import { Invitation } from "../schema/invitation.ts";
import { RoleRequest } from "../schema/role-request.ts";
import { answerRequest, askToBelong } from "../use-cases/ask-to-belong.ts";
import { bringAlong } from "../use-cases/bring-along.ts";
import { inviteColleague } from "../use-cases/invite-colleague.ts";
import { mergeOrganisations } from "../use-cases/merge-organisations.ts";
import { type MergeQuestion, previewMerge } from "../use-cases/preview-merge.ts";
import { undoMerge } from "../use-cases/undo-merge.ts";
import { harbour, idNumbered, mergeWorld, quay, school, stateOf } from "./test-world.ts";

const question: MergeQuestion = { fromOrganisationId: harbour, intoOrganisationId: quay, because: "duplicate" };
const organisations = [school(harbour, "900001"), school(quay, "900002")];
const asker = idNumbered("per", 7);
const asks = (organisationId: string, number: number, more: Partial<RoleRequest> = {}): RoleRequest => ({
  ...{ requestId: idNumbered("req", number), organisationId, organisationName: `School of ${organisationId}` },
  ...{ personId: asker, role: "finance", from: "2026-11-21", status: "open" },
  ...{ requestedAt: "2026-11-20T10:00:00.000Z", staffFrom: "2026-11-27T10:00:00.000Z" },
  ...more,
});
const requestAt = async (ctx: Ctx, organisationId: string, personId = asker) =>
  (await ctx.table.get(roleRequestKey(personId, organisationId), RoleRequest))?.data;

async function merge(ctx: TestCtx) {
  const { seen } = await previewMerge(ctx, question);
  return mergeOrganisations(ctx, { ...question, seen, reason: "entered twice" });
}

const codeOf = (run: Promise<unknown>): Promise<string> =>
  run.then(
    () => "done",
    ({ code }) => String(code),
  );

describe("somebody who asks to belong", () => {
  it("to the one that disappears asks the one that stays, and is answered there", async () => {
    const ctx = await mergeWorld({ organisations, requests: [asks(harbour, 1)] });
    await merge(ctx);
    expect(await requestAt(ctx, harbour)).toBeUndefined();
    expect(await requestAt(ctx, quay)).toEqual(asks(quay, 1, { organisationName: "School 900002" }));
    const { requestId, personId } = asks(quay, 1);
    const answer = {
      organisationId: quay,
      personId,
      requestId,
      outcome: "approved",
      reason: "data-protection",
    } as const;
    expect(await answerRequest(ctx, answer)).toMatchObject({ status: "approved" });
  });

  it("to both asks once; an answer of before gives way to the open question; the undo restores both", async () => {
    const declined = asks(quay, 2, { status: "declined", answeredAt: "2026-10-01T10:00:00.000Z" });
    for (const ofInto of [asks(quay, 2), declined]) {
      const ctx = await mergeWorld({ organisations, requests: [asks(harbour, 1), ofInto] });
      const before = structuredClone(stateOf(ctx));
      const { mergeId } = await merge(ctx);
      const requestId = ofInto.status === "open" ? ofInto.requestId : asks(harbour, 1).requestId;
      expect(await requestAt(ctx, quay)).toMatchObject({ requestId, status: "open" });
      await undoMerge(ctx, mergeId, "by mistake");
      expect(stateOf(ctx)).toEqual(before);
    }
  });

  it("and got an answer since stands in the way of the undo, by name", async () => {
    const ctx = await mergeWorld({ organisations, requests: [asks(harbour, 1)] });
    const { mergeId } = await merge(ctx);
    const { requestId, personId } = asks(quay, 1);
    const answer = {
      organisationId: quay,
      personId,
      requestId,
      outcome: "declined",
      reason: "data-protection",
    } as const;
    await answerRequest(ctx, answer);
    await expect(undoMerge(ctx, mergeId, "by mistake")).rejects.toThrow("has got an answer");
  });

  it("by an old address asks the one that it leads to", async () => {
    const ctx = await mergeWorld({ organisations });
    await merge(ctx);
    const request = await askToBelong(as(ctx, person(asker)), {
      ...{ organisationId: harbour, role: "colleague", from: "2026-11-21" },
    });
    expect(request).toMatchObject({ organisationId: quay, organisationName: "School 900002" });
  });
});

describe("at the very moment of a merge", () => {
  let ctx: TestCtx;
  beforeEach(async () => {
    ctx = await mergeWorld({ organisations });
  });

  it("who asks is at one of the two, and never left behind", async () => {
    const { seen } = await previewMerge(ctx, question);
    const people = [1, 2, 3].map((number) => idNumbered("per", number));
    const asking = people.map((id) =>
      askToBelong(as(ctx, person(id)), { organisationId: harbour, role: "colleague", from: "2026-11-21" }),
    );
    const [merged] = await Promise.all([
      codeOf(mergeOrganisations(ctx, { ...question, seen, reason: "entered twice" })),
      ...asking,
    ]);
    expect(["done", "stale"]).toContain(merged);
    const at = merged === "done" ? quay : harbour;
    for (const id of people) expect(await requestAt(ctx, at, id)).toMatchObject({ status: "open" });
  });

  it("an invitation is made for what is there, or refused; none stays with what is gone", async () => {
    const { seen } = await previewMerge(ctx, question);
    const input = { organisationId: harbour, name: "Tom", email: "t@school.example", role: "head" } as const;
    const invite = (email: string) => codeOf(inviteColleague(ctx, { ...input, email, reason: "data-protection" }));
    const answers = await Promise.all([
      invite("a@school.example"),
      codeOf(mergeOrganisations(ctx, { ...question, seen, reason: "entered twice" })),
      invite("b@school.example"),
    ]);
    const merged = answers[1] === "done";
    const invitations = published(ctx).filter(({ type }) => type === membership.personInvited.type);
    expect(invitations).toHaveLength(merged ? 0 : answers.filter((answer) => answer === "done").length);
    if (merged) expect([answers[0], answers[2]]).toEqual(["gone", "gone"]);
    else expect(answers).toContain("stale");
  });
});

describe("what the lists did not show yet when the merge looked", () => {
  const contact = { contactId: idNumbered("con", 9), name: "Tom", email: "t@school.example", role: "head" } as const;
  const at = "2026-11-20T10:00:00.000Z";
  const invitation: Invitation = {
    ...{ invitationId: idNumbered("ivt", 9), contactId: contact.contactId, organisationId: harbour, role: "head" },
    ...{ organisationName: "School 900001", invitedBy: asker, sentAt: at, expiresAt: "2026-12-20T10:00:00.000Z" },
    ...{ sendings: 1, status: "open" },
  };
  const told = eventOf(membership.organisationsMerged, {
    ...membership.organisationsMerged.sample,
    ...{ organisationId: harbour, intoOrganisationId: quay },
  });
  const behind = (ctx: TestCtx) =>
    commit(ctx, {
      put: [
        contactPut({ ...contact, organisationId: harbour, createdAt: at }, 1),
        invitationPut(invitation, 1),
        roleRequestPut(asks(harbour, 1), 1),
      ],
    });

  it("comes along afterwards, once, however often it is told", async () => {
    const ctx = await mergeWorld({ organisations });
    await merge(ctx);
    await behind(ctx);
    const run = () => bringAlong(as(ctx, system("membership")), told);
    const outcomes = await Promise.all([run(), run(), run()]);
    expect(outcomes.filter((outcome) => outcome === "brought")).toHaveLength(1);
    expect(await run()).toBe("nothing-left");
    expect((await readContact(ctx.table, contact.contactId))?.data.organisationId).toBe(quay);
    const { table }: Ctx = ctx;
    const moved = await table.get(invitationKey(invitation.invitationId), Invitation);
    expect(moved?.data).toMatchObject({ organisationId: quay, organisationName: "School 900002" });
    expect(await requestAt(ctx, quay)).toMatchObject({ status: "open" });
    expect(await requestAt(ctx, harbour)).toBeUndefined();
  });

  it("stays where it is when the merge was undone before it was told", async () => {
    const ctx = await mergeWorld({ organisations });
    const { mergeId } = await merge(ctx);
    await undoMerge(ctx, mergeId, "by mistake");
    await behind(ctx);
    expect(await bringAlong(as(ctx, system("membership")), told)).toBe("nothing-left");
    expect(await requestAt(ctx, harbour)).toMatchObject({ status: "open" });
  });
});
