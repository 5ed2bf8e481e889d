import { recognisePerson } from "@alliance/auth";
import { membership } from "@alliance/events";
import { eventOf } from "@alliance/testing";
import { beforeEach, expect, test } from "vitest";
import { type LettersCtx, lettersWorld, type Outbox } from "../test-world.ts";
import { tellApproval, tellDecline } from "./tell-decision.ts";

let ctx: LettersCtx;
let outbox: Outbox;
let applicantId: string;

beforeEach(async () => {
  ({ ctx, outbox } = lettersWorld());
  applicantId = await recognisePerson(ctx, {
    ...{ issuer: "i", subject: "bea", name: "Bea Finch", email: "bea@books.example" },
  });
});

const approved = (payment: "card" | "invoice" | "quote") =>
  eventOf(membership.applicationApproved, { ...membership.applicationApproved.sample, applicantId, payment });
const declined = () =>
  eventOf(membership.applicationDeclined, { ...membership.applicationDeclined.sample, applicantId });

test("an approval says what comes next, once", async () => {
  await tellApproval(ctx, approved("card"));
  expect(await tellApproval(ctx, approved("card"))).toBe("sent-before");
  expect(outbox.sent).toHaveLength(1);
  expect(outbox.sent[0]).toMatchObject({
    to: "bea@books.example",
    subject: "Your application for Quayside Books is approved",
  });
  expect(outbox.sent[0]?.text).toContain("https://alliance.example/pay/app_");
});

test.each(["invoice", "quote"] as const)("an approval by %s leads to the application", async (payment) => {
  await tellApproval(ctx, approved(payment));
  expect(outbox.sent[0]?.text).toContain("https://alliance.example/portal/applications/app_");
});

test("a declined application leads to the page that says why", async () => {
  await tellDecline(ctx, declined());
  expect(outbox.sent[0]?.text).toContain("says why we could not accept it");
});

test("somebody who is not known any more gets no letter", async () => {
  const gone = { ...membership.applicationDeclined.sample, applicantId: "per_01KAK3F0Q8J5W2M7X9B4C6D8ZZ" };
  await tellDecline(ctx, eventOf(membership.applicationDeclined, gone)).catch(() => undefined);
  expect(outbox.sent).toHaveLength(0);
});
