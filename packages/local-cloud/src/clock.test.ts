import { DatabaseSync } from "node:sqlite";
import { afterEach, describe, expect, it } from "vitest";
import { createClock, shiftDate, wallNow } from "./clock.ts";

const DAY = 86_400_000;

describe("the clock", () => {
  let restore: (() => void) | undefined;
  afterEach(() => restore?.());

  it("moves forward, tells its listeners and remembers after a restart", () => {
    const state = new DatabaseSync(":memory:");
    const clock = createClock(state);
    let moves = 0;
    clock.onMove(() => {
      moves += 1;
    });
    clock.moveForward(DAY);
    clock.moveTo(clock.now() + DAY);
    expect(moves).toBe(2);
    const again = createClock(state);
    expect(Math.round((again.now() - wallNow()) / DAY)).toBe(2);
    expect(again.offsetMs()).toBe(clock.offsetMs());
  });

  it("refuses to go back, to stand at no date, or to leave the century", () => {
    const clock = createClock(new DatabaseSync(":memory:"));
    expect(() => clock.moveForward(-1)).toThrow(RangeError);
    expect(() => clock.moveForward(Number.NaN)).toThrow(RangeError);
    expect(() => clock.moveTo(Date.UTC(9000, 0))).toThrow("2200");
    expect(clock.offsetMs()).toBe(0);
  });

  it("makes Date follow it, as a constructor, as a function and through now", () => {
    const clock = createClock(new DatabaseSync(":memory:"));
    restore = shiftDate(clock.shared);
    clock.moveForward(30 * DAY);
    const ahead = wallNow() + 30 * DAY;
    expect(Math.abs(Date.now() - ahead)).toBeLessThan(1000);
    expect(Math.abs(Date.parse(new Date().toISOString()) - ahead)).toBeLessThan(1000);
    expect(Math.abs(Date.parse(Date()) - ahead)).toBeLessThan(2000);
    expect(new Date(0).toISOString()).toBe("1970-01-01T00:00:00.000Z");
    expect(new Date() instanceof Date).toBe(true);
    restore();
    expect(Math.abs(Date.now() - wallNow())).toBeLessThan(1000);
  });
});
