import { expect, test } from "vitest";
import type { Establishment } from "./establishment.ts";
import { searchableRegisterOf } from "./searchable-register.ts";
import { emptySnapshot, linesOf } from "./snapshot.ts";

const school = (urn: string, name: string, more: Partial<Establishment> = {}): Establishment => ({
  urn,
  name,
  status: "open",
  ...more,
});

const schools = [
  school("900001", "Harbour View Primary School", { town: "Seaham", postcode: "SR7 0AA" }),
  school("900002", "St Mary’s Church of England Primary School", { town: "Whitby", postcode: "YO21 3AB" }),
  school("900003", "Saint Thomas à Becket Catholic Academy", { town: "Salisbury", postcode: "SP3 4RZ" }),
  school("900004", "St Mary's RC Primary School", { town: "Seaham", postcode: "SR7 1BB" }),
  school("900005", "Harbour View Junior School", { town: "Seaham", postcode: "SR7 0AA", status: "closed" }),
  school("900006", "Penistone Grammar School", { town: "Sheffield", postcode: "S36 7BX" }),
];
const register = searchableRegisterOf({ ...emptySnapshot, establishments: linesOf(schools) });
const urns = async (words: string, limit = 10): Promise<string[]> =>
  (await register.search(words, limit)).map(({ urn }) => urn);

test.each([
  ["its name", "harbour view primary", "900001"],
  ["the beginnings of its words", "penis gram", "900006"],
  ["a name with typing mistakes", "penistoen grammer", "900006"],
  ["a name without its apostrophe", "st marys ce whitby", "900002"],
  ["a name with a straight apostrophe", "st mary's church of england", "900002"],
  ["Saint where the register says St", "saint marys c of e", "900002"],
  ["St where the register says Saint", "st thomas a becket", "900003"],
  ["a name without its accent", "thomas a becket", "900003"],
  ["RC where it stands for Roman Catholic", "st mary roman catholic", "900004"],
  ["its URN", "900006", "900006"],
  ["its URN with the word", "URN 900006", "900006"],
  ["its postcode", "YO21 3AB", "900002"],
  ["its postcode without the space, in small letters", "yo213ab", "900002"],
  ["the postcode's first half", "s36", "900006"],
  ["the postcode's first half and a digit", "sp3 4", "900003"],
  ["name and town", "st mary seaham", "900004"],
])("finds a school by %s", async (_, words, urn) => {
  expect((await urns(words))[0]).toBe(urn);
});

test("puts open schools before closed ones", async () => {
  expect(await urns("harbour view")).toEqual(["900001", "900005"]);
  expect(await urns("SR7 0AA")).toEqual(["900001", "900005"]);
});

test("does not take a first half for the beginning of a longer one", async () => {
  expect(await urns("S3")).not.toContain("900006");
});

test("finds the nearest when no school has every word", async () => {
  expect(await urns("penistone primary sheffield")).toContain("900006");
});

test("answers nothing for nothing, and for what nobody is called", async () => {
  expect(await urns("  ")).toEqual([]);
  expect(await urns("xylophone")).toEqual([]);
  expect(await urns("<script>alert(1)</script>")).toEqual([]);
});

test("gives no more than was asked for", async () => {
  expect(await urns("st", 1)).toHaveLength(1);
});
