import { expect, test } from "vitest";
import { createTurns } from "./turns.ts";

test("so many work at once, and the others come in the order they asked in", async () => {
  const turns = createTurns(2);
  const began: string[] = [];
  const take = async (name: string) => {
    const done = await turns.take();
    began.push(name);
    return done;
  };
  const [first, second] = await Promise.all([take("first"), take("second")]);
  const others = [take("third"), take("fourth")];
  await Promise.resolve();
  expect(began).toEqual(["first", "second"]);
  second();
  await others[0];
  expect(began).toEqual(["first", "second", "third"]);
  first();
  await others[1];
  expect(began).toEqual(["first", "second", "third", "fourth"]);
});
