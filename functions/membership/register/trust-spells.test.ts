import { expect, test } from "vitest";
import type { TrustMember, TrustSpell } from "./trust.ts";
import { mergeSpells, type SpellsOptions } from "./trust-spells.ts";

const today = "2026-11-21";
const options = (more: Partial<SpellsOptions> = {}): SpellsOptions => ({
  today,
  schoolClosedOn: () => undefined,
  trustClosedOn: () => undefined,
  ...more,
});
const member = (trustUid: string, joinedOn?: string): TrustMember => ({
  urn: "900001",
  trustUid,
  ...(joinedOn ? { joinedOn } : {}),
});
const spell = (trustUid: string, from: string, until?: string): TrustSpell => ({
  urn: "900001",
  trustUid,
  from,
  ...(until ? { until } : {}),
});

test("a school is in its trust since the day it joined, or since today where nobody knows", () => {
  expect(mergeSpells([], [member("5001", "2024-09-01")], options())).toEqual([spell("5001", "2024-09-01")]);
  expect(mergeSpells([], [member("5001")], options())).toEqual([spell("5001", today)]);
});

test("the same file again changes nothing, also when no joining day is known", () => {
  const before = mergeSpells([], [member("5001")], options({ today: "2026-11-01" }));
  expect(mergeSpells(before, [member("5001")], options())).toEqual(before);
});

test("a school that the file no more names has left today", () => {
  expect(mergeSpells([spell("5001", "2024-09-01")], [], options())).toEqual([spell("5001", "2024-09-01", today)]);
});

test("a school that moved left on the eve of joining the other trust", () => {
  const merged = mergeSpells([spell("5001", "2024-09-01")], [member("5002", "2026-11-01")], options());
  expect(merged).toEqual([spell("5001", "2024-09-01", "2026-10-31"), spell("5002", "2026-11-01")]);
});

test("a school that closed left on its closing day, whether it is named still or not", () => {
  const closed = options({ schoolClosedOn: () => "2026-08-31" });
  for (const members of [[], [member("5001", "2024-09-01")], undefined]) {
    const merged = mergeSpells([spell("5001", "2024-09-01")], members, closed);
    expect(merged).toEqual([spell("5001", "2024-09-01", "2026-08-31")]);
  }
});

test("a trust that closed lets its schools go on that day, one in the future not yet", () => {
  const before = [spell("5001", "2024-09-01")];
  const closing = (day: string) => mergeSpells(before, [], options({ trustClosedOn: () => day }));
  expect(closing("2026-10-31")[0]?.until).toBe("2026-10-31");
  expect(closing("2027-08-31")[0]?.until).toBe(today);
});

test("a school that joins again gets a second spell, and the first one stays", () => {
  const before = [spell("5001", "2020-09-01", "2023-08-31")];
  expect(mergeSpells(before, [member("5001", "2025-01-01")], options())).toEqual([
    ...before,
    spell("5001", "2025-01-01"),
  ]);
  expect(mergeSpells(before, [member("5001")], options())).toEqual([...before, spell("5001", today)]);
});

test("a school that was missing from one file was never away", () => {
  const before = [spell("5001", "2020-09-01", "2026-11-01")];
  expect(mergeSpells(before, [member("5001", "2020-09-01")], options())).toEqual([spell("5001", "2020-09-01")]);
});

test("a joining day that the register corrects moves the spell", () => {
  const merged = mergeSpells([spell("5001", "2024-09-01")], [member("5001", "2024-04-01")], options());
  expect(merged).toEqual([spell("5001", "2024-04-01")]);
});

test("without a groups file who is where stays as it was", () => {
  const before = [spell("5001", "2020-09-01", "2023-08-31"), spell("5002", "2023-09-01")];
  expect(mergeSpells(before, undefined, options())).toEqual(before);
});
