import { staffMember } from "@alliance/testing";
import { beforeEach, expect, test } from "vitest";
import { doorOf } from "../test-door.ts";
import { testWorld } from "../test-world.ts";
import { raiseException } from "../use-cases/raise-exception.ts";

const treasurer = staffMember("finance");
const list = "/console/finance/exceptions";
const one = `${list}/one`;
const subject = "pi_elsewhere";
const filled = { subject, note: "Agreed with the bank", onceKey: "once_00000001" };

let door: ReturnType<typeof doorOf>;
beforeEach(async () => {
  const world = testWorld();
  await raiseException(world.ctx, { reason: "refunded-outside", sessionId: "cs_1", paymentIntentId: subject });
  const money = { sessionId: "cs_2", paymentIntentId: "pi_twice", creditId: "crd_1", amountPence: 30000 };
  await raiseException(world.ctx, { reason: "paid-twice", ...money });
  door = doorOf(world);
});

test("an exception is opened from the list, closed with a note, and then only read; a second click changes nothing", async () => {
  expect((await door.get(treasurer, list)).text).toContain(`${one}?subject=${subject}`);
  expect((await door.get(treasurer, `${one}?subject=${subject}`)).text).toContain("What did you find out");
  for (const _ of [1, 2]) {
    expect((await door.post(treasurer, one, filled)).headers.get("location")).toBe(`${list}?done=closed`);
  }
  const closed = (await door.get(treasurer, `${one}?subject=${subject}`)).text;
  expect(closed).toContain("Agreed with the bank");
  expect(closed).not.toContain("What did you find out");
  expect((await door.get(treasurer, list)).text).not.toContain(subject);
});

test("without a note the form says so and keeps what it is about", async () => {
  const refused = await door.post(treasurer, one, { ...filled, note: " " });
  expect(refused.status).toBe(422);
  for (const text of ["Enter what you found out and did", `value="${subject}"`]) expect(refused.text).toContain(text);
});

test("money on account is decided about first; what is not there is not found", async () => {
  const twice = await door.get(treasurer, `${one}?subject=pi_twice`);
  expect(twice.text).toContain("Decide about the money");
  expect((await door.post(treasurer, one, { ...filled, subject: "pi_twice" })).status).toBe(409);
  expect((await door.get(treasurer, `${one}?subject=pi_none`)).status).toBe(404);
  expect((await door.post(treasurer, one, { ...filled, subject: "pi_none" })).status).toBe(404);
});

test("by API: the list, closing, and closing what is closed", async () => {
  const { items } = JSON.parse((await door.get(treasurer, "/api/finance/exceptions")).text);
  expect(items).toMatchObject([{ reason: "refunded-outside" }, { reason: "paid-twice" }]);
  const close = (note: string) =>
    door.send(treasurer, "POST", "/api/finance/exceptions/closings", { subject, note }, `key-of-${note}`);
  expect(await close("Agreed")).toMatchObject({ status: 201 });
  expect(await close("Again")).toMatchObject({ status: 409 });
});
