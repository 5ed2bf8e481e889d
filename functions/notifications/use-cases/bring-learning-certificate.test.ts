import { recognisePerson } from "@alliance/auth";
import { training } from "@alliance/events";
import { eventOf } from "@alliance/testing";
import { expect, test } from "vitest";
import { lettersWorld } from "../test-world.ts";
import { bringLearningCertificate } from "./bring-learning-certificate.ts";

const { learningCertified } = training;

test("whoever finished a recording, and whoever talked to an expert, is led to their certificate once", async () => {
  const { ctx, outbox } = lettersWorld();
  const claims = { issuer: "i", subject: "s", name: "Amara Osei", email: "amara@school.example" };
  const personId = await recognisePerson(ctx, claims);
  const told = { ...learningCertified.sample, personId };
  const talked = {
    of: "clinic",
    learnedId: "apt_01KAK3F0Q8J5W2M7X9B4C6D8EF",
    title: "Evaluation clinic",
    hours: 1,
  } as const;
  for (const _ of [1, 2]) {
    await bringLearningCertificate(ctx, eventOf(learningCertified, told));
    await bringLearningCertificate(ctx, eventOf(learningCertified, { ...told, ...talked }));
  }
  expect(outbox.sent.map(({ to, subject }) => `${to}: ${subject}`)).toEqual([
    `amara@school.example: Your certificate: ${told.title}`,
    "amara@school.example: Your certificate: Evaluation clinic",
  ]);
  expect(outbox.sent[0]?.text).toContain("0.75 hours");
  expect(outbox.sent[0]?.text).toContain("by your own account");
  expect(outbox.sent[1]?.text).toContain("1 hour");
  for (const { text } of outbox.sent) expect(text).toContain("https://alliance.example/portal/training/record");
});

test("somebody whose data is gone gets no letter", async () => {
  const { ctx, outbox } = lettersWorld();
  expect(await bringLearningCertificate(ctx, eventOf(learningCertified, learningCertified.sample))).toBe("not-known");
  expect(outbox.sent).toEqual([]);
});
