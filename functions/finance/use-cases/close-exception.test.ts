import { published, staffMember } from "@alliance/testing";
import { beforeEach, expect, test } from "vitest";
import { orderId, organisationId, testWorld, type World } from "../test-world.ts";
import { closeException, readException } from "./close-exception.ts";
import { raiseException } from "./raise-exception.ts";
import { listExceptions } from "./read-books.ts";

const treasurer = staffMember("finance");
const subject = "pi_refunded_elsewhere";
const words = { subject, note: "Refunded by Mei on the phone to the bank" };

let world: World;
beforeEach(async () => {
  world = testWorld();
  const about = { sessionId: "cs_1", paymentIntentId: subject, orderId, organisationId };
  await raiseException(world.ctx, { reason: "refunded-outside", ...about });
});

const open = async () => (await listExceptions(world.as(treasurer), { limit: 10 })).items.length;

test("a person closes it with a note: who, when and how are kept, and it waits no longer", async () => {
  expect(await open()).toBe(1);
  await closeException(world.as(treasurer), words);
  expect(await open()).toBe(0);
  const { data } = await readException(world.as(treasurer), subject);
  expect(data).toMatchObject({ resolvedBy: treasurer.personId, note: words.note, resolvedAt: expect.any(String) });
  const event = published(world.ctx).find(({ type }) => type === "finance.exception-closed");
  expect(event?.data).toEqual({ exceptionId: data.exceptionId, reason: "refunded-outside", orderId, organisationId });
});

test("of two at once one closes it, and the other hears that it is closed", async () => {
  const close = (note: string) => closeException(world.as(treasurer), { subject, note });
  const outcomes = await Promise.allSettled([close("The one"), close("The other")]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  await expect(close("Again")).rejects.toMatchObject({ code: "conflict" });
});

test("money on account closes its exception by itself: nobody can talk it away", async () => {
  const money = { sessionId: "cs_2", paymentIntentId: "pi_twice", creditId: "crd_1", amountPence: 30000 };
  await raiseException(world.ctx, { reason: "paid-twice", ...money });
  const closing = closeException(world.as(treasurer), { ...words, subject: "pi_twice" });
  await expect(closing).rejects.toMatchObject({ code: "conflict" });
  expect(await open()).toBe(2);
});

test("what is not there cannot be closed, and nobody outside the finance team closes anything", async () => {
  await expect(closeException(world.as(treasurer), { ...words, subject: "pi_none" })).rejects.toMatchObject({
    code: "not-found",
  });
  expect(() => closeException(world.as(staffMember()), words)).toThrow();
  expect(await open()).toBe(1);
});
