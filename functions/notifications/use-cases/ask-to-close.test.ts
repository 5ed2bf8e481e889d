import { recognisePerson } from "@alliance/auth";
import { training } from "@alliance/events";
import { eventOf } from "@alliance/testing";
import { expect, test } from "vitest";
import { lettersWorld } from "../test-world.ts";
import { askToClose } from "./ask-to-close.ts";

const { registerLeftOpen } = training;
const { session } = registerLeftOpen.sample;

test("whoever runs the session is asked once, told twice or not", async () => {
  const { ctx, outbox } = lettersWorld();
  const claims = { issuer: "i", subject: "s", name: "Tess Trainer", email: "tess@trainers.example" };
  const personId = await recognisePerson(ctx, claims);
  const asked = eventOf(registerLeftOpen, { session, askedOf: [personId] });
  for (const _ of [1, 2]) await askToClose(ctx, asked);
  expect(outbox.sent.map(({ to, subject }) => `${to}: ${subject}`)).toEqual([
    `tess@trainers.example: Please close the register: ${session.title}`,
  ]);
  expect(outbox.sent[0]?.text).toContain(`https://alliance.example/training/${session.sessionId}/register`);
  expect(outbox.sent[0]?.text).toContain("18 March 2027");
});

test("somebody who is gone keeps nobody else from theirs", async () => {
  const { ctx, outbox } = lettersWorld();
  const claims = { issuer: "i", subject: "s", name: "Tess Trainer", email: "tess@trainers.example" };
  const askedOf = ["per_01KAK3F0Q8J5W2M7X9B4C6D8ZZ", await recognisePerson(ctx, claims)];
  expect(await askToClose(ctx, eventOf(registerLeftOpen, { session, askedOf }))).toBe(2);
  expect(outbox.sent.map(({ to }) => to)).toEqual(["tess@trainers.example"]);
});
