import { contactPut, recognisePerson } from "@alliance/auth";
import type { MailSender } from "@alliance/emails";
import { membership } from "@alliance/events";
import { commit } from "@alliance/store";
import { eventOf, published } from "@alliance/testing";
import { beforeEach, describe, expect, it } from "vitest";
import { type LettersCtx, lettersWorld, type Outbox } from "../test-world.ts";
import { confirmMembership } from "./confirm-membership.ts";
import { recordMailNotice } from "./record-mail-notice.ts";
import { type Letter, sendMail, Unconfirmed } from "./send-mail.ts";

let ctx: LettersCtx;
let outbox: Outbox;
let personId: string;

const activated = () =>
  eventOf(membership.membershipActivated, { ...membership.membershipActivated.sample, applicantId: personId });
const mailId = `membership-confirmed_${membership.membershipActivated.sample.applicationId}`;
const types = () =>
  published(ctx)
    .map(({ type }) => type)
    .filter((type) => type.startsWith("notifications."));

const notice = (detailType: "Email Sent" | "Email Bounced" | "Email Complaint Received", bounceType?: string) => ({
  "detail-type": detailType,
  detail: { mail: { tags: { "mail-id": [mailId] } }, ...(bounceType ? { bounce: { bounceType } } : {}) },
});

/** The process dies between the mail service's yes and our own note of it. */
const crashing = (): MailSender => ({
  async send(mail) {
    await outbox.send(mail);
    throw new Error("killed");
  },
});

beforeEach(async () => {
  ({ ctx, outbox } = lettersWorld());
  personId = await recognisePerson(ctx, {
    issuer: "i",
    subject: "s",
    name: "Amara Osei",
    email: "amara@school.example",
  });
});

describe("the letter of welcome", () => {
  it("goes to who joined, with the invoice as PDF", async () => {
    expect(await confirmMembership(ctx, activated())).toBe("sent");
    const [mail] = outbox.sent;
    expect(mail).toMatchObject({ to: "amara@school.example", mailId });
    expect(mail?.text).toContain("Amara Osei");
    expect(mail?.attachments[0]?.filename).toBe("INV-000001.pdf");
    expect(
      Buffer.from(mail?.attachments[0]?.content ?? [])
        .subarray(0, 5)
        .toString(),
    ).toBe("%PDF-");
    expect(types()).toEqual(["notifications.email-sent"]);
  });

  it("is sent once, however often the event comes and however many come at once", async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => confirmMembership(ctx, activated())));
    expect(
      outcomes.filter((each) => each.status === "rejected").every((each) => each.reason instanceof Unconfirmed),
    ).toBe(true);
    expect(await confirmMembership(ctx, activated())).toBe("sent-before");
    expect(outbox.sent).toHaveLength(1);
    expect(types()).toEqual(["notifications.email-sent"]);
  });

  it("is refused for a person nobody knows", async () => {
    const event = eventOf(membership.membershipActivated, membership.membershipActivated.sample);
    await expect(confirmMembership(ctx, event)).rejects.toMatchObject({ code: "not-found" });
    expect(outbox.sent).toHaveLength(0);
  });

  it("tells no name or address to any event", async () => {
    await confirmMembership(ctx, activated());
    expect(JSON.stringify(published(ctx))).not.toMatch(/Amara|amara@/);
  });
});

describe("a crash after the mail service said yes", () => {
  beforeEach(async () => {
    await expect(confirmMembership({ ...ctx, sender: crashing() }, activated())).rejects.toThrow("killed");
  });

  it("is mended by the mail service's own notice: no second letter", async () => {
    await recordMailNotice(ctx, notice("Email Sent"));
    ctx.clock.moveSeconds(3600);
    expect(await confirmMembership(ctx, activated())).toBe("sent-before");
    expect(outbox.sent).toHaveLength(1);
    expect(types()).toEqual(["notifications.email-sent"]);
  });

  it("waits for that notice before it would send again", async () => {
    ctx.clock.moveSeconds(100);
    await expect(confirmMembership(ctx, activated())).rejects.toThrow(Unconfirmed);
    expect(outbox.sent).toHaveLength(1);
  });
});

describe("a crash before the mail service heard of it", () => {
  it("is mended by sending again when no notice came", async () => {
    const deaf: MailSender = { send: () => Promise.reject(new Error("no answer")) };
    await expect(confirmMembership({ ...ctx, sender: deaf }, activated())).rejects.toThrow("no answer");
    ctx.clock.moveSeconds(180);
    expect(await confirmMembership(ctx, activated())).toBe("sent");
    expect(outbox.sent).toHaveLength(1);
  });
});

describe("what becomes of a letter", () => {
  it("a notice twice, late or before our own note changes nothing", async () => {
    await confirmMembership(ctx, activated());
    await recordMailNotice(ctx, notice("Email Sent"));
    await recordMailNotice(ctx, notice("Email Sent"));
    expect(types()).toEqual(["notifications.email-sent"]);
  });

  it("a letter that came back is told once, and a full mailbox not at all", async () => {
    await confirmMembership(ctx, activated());
    await recordMailNotice(ctx, notice("Email Bounced", "Transient"));
    expect(types()).not.toContain("notifications.email-returned");
    await Promise.all([1, 2, 3].map(() => recordMailNotice(ctx, notice("Email Bounced", "Permanent"))));
    await recordMailNotice(ctx, notice("Email Sent"));
    expect(types()).toEqual(["notifications.email-sent", "notifications.email-returned"]);
  });

  it("a notice of somebody else's mail is none of ours", async () => {
    await recordMailNotice(ctx, notice("Email Complaint Received"));
    expect(types()).toEqual([]);
  });
});

describe("a letter to somebody named by others", () => {
  const contact = {
    contactId: "con_1",
    organisationId: "org_1",
    name: "Bea Finch",
    email: "bursar@school.example",
    role: "finance" as const,
    createdAt: "2026-11-21T10:00:00.000Z",
  };
  const letter = (contactId: string): Letter => ({
    mailId: `test_${contactId}`,
    template: "test",
    to: { contactId },
    write: async ({ name }) => ({ email: { subject: `For ${name}`, html: "", text: "" }, attachments: [] }),
  });

  it("goes to the contact's address, and only an id is told", async () => {
    await commit(ctx, { put: [contactPut(contact, 1)] });
    expect(await sendMail(ctx, letter("con_1"))).toBe("sent");
    expect(outbox.sent[0]).toMatchObject({ to: "bursar@school.example", subject: "For Bea Finch" });
    const sent = published(ctx).filter(({ type }) => type === "notifications.email-sent");
    expect(sent.map(({ data }) => data)).toEqual([{ mailId: "test_con_1", template: "test", contactId: "con_1" }]);
  });

  it("reaches the person the contact turned out to be", async () => {
    await commit(ctx, { put: [contactPut({ ...contact, personId }, 1)] });
    await sendMail(ctx, letter("con_1"));
    expect(outbox.sent[0]).toMatchObject({ to: "amara@school.example" });
  });

  it("is refused for a contact nobody knows", async () => {
    await expect(sendMail(ctx, letter("con_2"))).rejects.toMatchObject({ code: "not-found" });
  });
});
