import { contactPut, recognisePerson } from "@alliance/auth";
import { membership } from "@alliance/events";
import { commit } from "@alliance/store";
import { eventOf, published } from "@alliance/testing";
import { beforeEach, expect, test } from "vitest";
import { type LettersCtx, lettersWorld, type Outbox } from "../test-world.ts";
import { remindOfRenewal, tellOfGrace, tellOfLapse } from "./remind-of-renewal.ts";

let ctx: LettersCtx;
let outbox: Outbox;
let personId: string;
const due = (recipients: ({ personId: string } | { contactId: string })[], step: 90 | 30 | 7 = 90) =>
  eventOf(membership.renewalDue, { ...membership.renewalDue.sample, step, recipients });

beforeEach(async () => {
  ({ ctx, outbox } = lettersWorld());
  personId = await recognisePerson(ctx, { issuer: "i", subject: "s", name: "Amara", email: "amara@school.example" });
  const contact = { organisationId: "org_1", name: "Bea", email: "bursar@school.example", role: "finance" } as const;
  await commit(ctx, { put: [contactPut({ ...contact, contactId: "con_1", createdAt: ctx.clock.now() }, 1)] });
});

test("each who can act gets one letter, also when the event comes again", async () => {
  const event = due([{ personId }, { contactId: "con_1" }]);
  expect(await remindOfRenewal(ctx, event)).toEqual(["sent", "sent"]);
  expect(await remindOfRenewal(ctx, event)).toEqual(["sent-before", "sent-before"]);
  expect(outbox.sent.map(({ to }) => to)).toEqual(["amara@school.example", "bursar@school.example"]);
  expect(outbox.sent[0]?.text).toContain("/portal/membership/renew/org_01KAK3F0Q8J5W2M7X9B4C6D8EG");
});

test("somebody who is not known any more is passed over, and the others are written to", async () => {
  expect(await remindOfRenewal(ctx, due([{ personId: "per_gone" }, { personId }]))).toEqual(["not-known", "sent"]);
});

test("each step, the grace and the lapse are letters of their own", async () => {
  const { step: _, ...sample } = membership.renewalDue.sample;
  const told = { ...sample, recipients: [{ personId }] };
  for (const step of [90, 30, 7] as const) await remindOfRenewal(ctx, due([{ personId }], step));
  await tellOfGrace(ctx, eventOf(membership.membershipInGrace, told));
  await tellOfLapse(ctx, eventOf(membership.membershipLapsed, told));
  expect(new Set(outbox.sent.map(({ subject }) => subject)).size).toBe(5);
  expect(JSON.stringify(published(ctx))).not.toMatch(/Amara|amara@/);
});

test("a mail service that does not answer leaves the letter to be tried again", async () => {
  const deaf = { ...ctx, sender: { send: () => Promise.reject(new Error("no answer")) } };
  await expect(remindOfRenewal(deaf, due([{ personId }]))).rejects.toThrow("no answer");
});
