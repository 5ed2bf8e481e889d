import { recognisePerson } from "@alliance/auth";
import { training } from "@alliance/events";
import { eventOf } from "@alliance/testing";
import { beforeEach, expect, test } from "vitest";
import { type LettersCtx, lettersWorld, type Outbox } from "../test-world.ts";
import { askForApproval, tellApproved, tellNotApproved, tellUnanswered } from "./letters-of-approvals.ts";

const { approvalAsked, approvalGiven, approvalDeclined, bookingExpired } = training;
const title = "Evaluating a partnership: a practical afternoon";

let ctx: LettersCtx;
let outbox: Outbox;
let personId: string;
beforeEach(async () => {
  ({ ctx, outbox } = lettersWorld());
  const claims = { issuer: "i", subject: "s", name: "Amara Osei", email: "amara@school.example" };
  personId = await recognisePerson(ctx, claims);
});
const subjects = () => outbox.sent.map(({ subject }) => subject);

test("the budget holder is asked once and reminded once, whatever order the events come in", async () => {
  const ask = (isReminder: boolean) =>
    askForApproval(ctx, eventOf(approvalAsked, { ...approvalAsked.sample, approver: personId, isReminder }));
  for (const isReminder of [true, false, false, true]) await ask(isReminder);
  expect(subjects()).toEqual([`Still waiting for your approval: ${title}`, `Please approve: ${title}`]);
  expect(outbox.sent[1]?.text).toContain(
    `https://alliance.example/training/approvals/${approvalAsked.sample.bookingId}`,
  );
  expect(outbox.sent[1]?.text).toContain("£190.00, without VAT");
});

test("whoever booked hears of a yes where they pay next, of a no, and of no answer: each once", async () => {
  const who = { bookedBy: personId };
  const given = eventOf(approvalGiven, { ...approvalGiven.sample, ...who });
  for (const _ of [1, 2]) await tellApproved(ctx, given);
  const { payBy: __, ...sample } = approvalGiven.sample;
  await tellApproved(ctx, eventOf(approvalGiven, { ...sample, ...who, payment: "invoice" }));
  const declined = eventOf(approvalDeclined, { ...approvalDeclined.sample, ...who });
  for (const _ of [1, 2]) await tellNotApproved(ctx, declined);
  const expired = { ...bookingExpired.sample, ...who, bookingId: "bkg_01KAK3F0Q8J5W2M7X9B4C6D8EX" };
  await tellUnanswered(ctx, eventOf(bookingExpired, expired));
  const unanswered = eventOf(bookingExpired, { ...expired, because: "approval-ran-out" });
  for (const _ of [1, 2]) await tellUnanswered(ctx, unanswered);
  expect(subjects()).toEqual([
    `Approved, please pay now: ${title}`,
    `Not approved: ${title}`,
    `Nobody approved in time: ${title}`,
  ]);
});

test("somebody whose data is gone gets no letter", async () => {
  await askForApproval(ctx, eventOf(approvalAsked, approvalAsked.sample));
  expect(outbox.sent).toEqual([]);
});
