import { expect, test } from "vitest";
import { TapQueue, type TapStore } from "./tap-queue.ts";

class Pocket implements TapStore {
  readonly kept = new Map<string, string>();
  getItem = (key: string): string | null => this.kept.get(key) ?? null;
  setItem(key: string, value: string): void {
    this.kept.set(key, value);
  }
}

const tap = (number: number, mark = "present") => ({
  placeId: `place-${number % 30}`,
  mark,
  tapId: `tap-${number}`,
  tappedAt: number,
});

test("taps wait in their order and outlive the page, until they arrived", () => {
  const pocket = new Pocket();
  const before = new TapQueue(pocket, "a register");
  for (let number = 0; number < 40; number++) before.add(tap(number));
  const queue = new TapQueue(pocket, "a register");
  expect(queue.next().map(({ tapId }) => tapId)).toEqual(Array.from({ length: 25 }, (_, number) => `tap-${number}`));
  queue.remove(queue.next());
  expect([queue.size, new TapQueue(pocket, "a register").size, new TapQueue(pocket, "another").size]).toEqual([
    15, 15, 0,
  ]);
});

test("a tap that came while others were on their way is not lost with them", () => {
  const queue = new TapQueue(new Pocket(), "a register");
  queue.add(tap(1));
  const sent = queue.next();
  queue.add(tap(1 + 30, "absent"));
  queue.remove(sent);
  expect(queue.lastOf("place-1")).toMatchObject({ mark: "absent" });
});

test("without a pocket, or with one that refuses, the page holds them", () => {
  const broken: TapStore = {
    getItem: () => "{not json",
    setItem: () => {
      throw new Error("full");
    },
  };
  for (const store of [undefined, broken]) {
    const queue = new TapQueue(store, "a register");
    queue.add(tap(1));
    expect(queue.all()).toEqual([tap(1)]);
  }
});
