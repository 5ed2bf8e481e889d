import {
  affiliationPut,
  contactPut,
  isRightCode,
  openLetterSecret,
  pendingEmailPut,
  readPendingEmail,
  recognisePerson,
} from "@alliance/auth";
import { home, membership } from "@alliance/events";
import { commit } from "@alliance/store";
import { eventOf, published } from "@alliance/testing";
import { beforeEach, describe, expect, it } from "vitest";
import { type LettersCtx, lettersWorld, type Outbox } from "../test-world.ts";
import { inviteByLetter } from "./invite-by-letter.ts";
import { sendEmailCode } from "./send-email-code.ts";
import { tellOfErasure } from "./tell-of-erasure.ts";
import { askLeads, tellAnswer } from "./tell-of-request.ts";

let ctx: LettersCtx;
let outbox: Outbox;
let leadId: string;
let tomId: string;

const invited = membership.personInvited.sample;
const requested = membership.roleRequested.sample;

const known = (name: string) =>
  recognisePerson(ctx, {
    issuer: "i",
    subject: name,
    name,
    email: `${name.split(" ")[0]?.toLowerCase()}@school.example`,
  });

beforeEach(async () => {
  ({ ctx, outbox } = lettersWorld());
  leadId = await known("Amara Osei");
  tomId = await known("Tom Whitfield");
  const { contactId, organisationId, role } = invited;
  const contact = { contactId, organisationId, role, name: "Bea Finch", email: "office@school.example" };
  const affiliation = { personId: leadId, organisationId, role: "lead", from: "2026-09-01" } as const;
  await commit(ctx, {
    put: [contactPut({ ...contact, createdAt: ctx.clock.now() }, 1), affiliationPut(affiliation, 1)],
  });
});

describe("the letter that invites", () => {
  const event = (sending = 1) =>
    eventOf(membership.personInvited, { ...invited, sending, invitedBy: leadId }, { actor: "system:membership" });

  it("names whoever wrote the event where an older one does not say who invited", async () => {
    const { invitedBy: _, ...before } = invited;
    await inviteByLetter(ctx, eventOf(membership.personInvited, before, { actor: leadId }));
    expect(outbox.sent[0]?.text).toContain("Amara Osei");
  });

  it("names who asks whom to what, and its link alone opens the invitation", async () => {
    await inviteByLetter(ctx, event());
    expect(await inviteByLetter(ctx, event())).toBe("sent-before");
    const [mail] = outbox.sent;
    expect(mail).toMatchObject({ to: "office@school.example" });
    expect(mail?.text).toContain("Amara Osei");
    const secret = /\/invitations\/([\w-]{43})/.exec(mail?.text ?? "")?.[1] ?? "";
    expect(await openLetterSecret(ctx, "invitation", secret)).toMatchObject({ opens: invited.invitationId });
    expect(await openLetterSecret(ctx, "something else", secret)).toBeUndefined();
    expect(JSON.stringify([...ctx.table.items])).not.toContain(secret);
    expect(JSON.stringify(published(ctx))).not.toMatch(/Bea|office@/);
  });

  it("goes again with another secret when it is asked for again", async () => {
    await inviteByLetter(ctx, event());
    await inviteByLetter(ctx, event(2));
    expect(new Set(outbox.sent.map(({ text }) => /\/invitations\/([\w-]{43})/.exec(text)?.[1])).size).toBe(2);
  });

  it("is refused when the contact was taken off the list meanwhile", async () => {
    const gone = eventOf(membership.personInvited, { ...invited, contactId: "con_gone" }, { actor: leadId });
    await expect(inviteByLetter(ctx, gone)).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("letters about a request to belong", () => {
  it("ask every lead contact once, and tell the answer to who asked", async () => {
    const data = { ...requested, personId: tomId };
    await askLeads(ctx, eventOf(membership.roleRequested, data));
    await askLeads(ctx, eventOf(membership.roleRequested, data));
    const { requestId, organisationId, organisationName, role } = requested;
    const answer = { requestId, organisationId, organisationName, role, personId: tomId, outcome: "approved" } as const;
    await tellAnswer(ctx, eventOf(membership.roleRequestAnswered, answer));
    expect(outbox.sent.map(({ to }) => to)).toEqual(["amara@school.example", "tom@school.example"]);
    expect(outbox.sent[0]?.text).toContain("Tom Whitfield");
    expect(outbox.sent[1]?.subject).toBe("You belong to Harbour View Primary School now");
  });
});

describe("the letter with a code", () => {
  const addressId = "adr_01KAK3F0Q8J5W2M7X9B4C6D8EF";
  const ask = (sending = 1) => eventOf(home.emailCodeRequested, { personId: tomId, addressId, sending });
  const pending = { addressId, email: "tom@home.example", sendings: 1 };

  it("goes to the new address, and its code, of which the table holds a hash, is right", async () => {
    await commit(ctx, { put: [pendingEmailPut({ ...pending, personId: tomId, requestedAt: ctx.clock.now() }, 1)] });
    await sendEmailCode(ctx, ask());
    expect(await sendEmailCode(ctx, ask())).toBe("sent-before");
    const [mail] = outbox.sent;
    expect(mail?.to).toBe("tom@home.example");
    const code = /code is (\d{6})/.exec(mail?.text ?? "")?.[1] ?? "";
    const stored = await readPendingEmail(ctx, tomId, addressId);
    expect(stored && isRightCode(stored.data, code)).toBe(true);
    expect(JSON.stringify(stored)).not.toContain(code);
  });

  it("is not written for an address that waits no more, nor for a request that was repeated", async () => {
    expect(await sendEmailCode(ctx, ask())).toBe("not-needed");
    await commit(ctx, {
      put: [pendingEmailPut({ ...pending, personId: tomId, requestedAt: ctx.clock.now(), sendings: 2 }, 1)],
    });
    expect(await sendEmailCode(ctx, ask(1))).toBe("not-needed");
    expect(outbox.sent).toEqual([]);
  });
});

describe("the letter with the outcome of an erasure", () => {
  const decide = (outcome: "approved" | "refused") =>
    eventOf(membership.erasureDecided, { personId: tomId, outcome, reason: "data-protection" });
  const told = () => published(ctx).filter(({ type }) => type === "notifications.erasure-told");

  it("goes before the address does: only then is told that it is out", async () => {
    await tellOfErasure(ctx, decide("approved"));
    expect(outbox.sent[0]?.text).toContain("What we must keep");
    expect(told().map(({ data }) => data)).toEqual([{ personId: tomId }]);
    expect(await tellOfErasure(ctx, decide("approved"))).toBe("sent-before");
    expect(outbox.sent).toHaveLength(1);
  });

  it("of a refusal removes nothing, and is refused for somebody unknown", async () => {
    await tellOfErasure(ctx, decide("refused"));
    expect(told()).toEqual([]);
    tomId = "per_unknown";
    const other = { ...decide("approved"), id: "evt_01KAK3F0Q8J5W2M7X9B4C6D8EW" };
    await expect(tellOfErasure(ctx, other)).rejects.toMatchObject({ code: "not-found" });
  });
});
