import { expect, test } from "vitest";
import { compilePattern } from "./pattern.ts";

const matches = (pattern: unknown, event: unknown) => compilePattern(pattern)(event);
const order = {
  source: "shop.orders",
  "detail-type": "placed",
  resources: ["arn:a", "arn:b"],
  detail: {
    state: "Open",
    total: 150,
    note: null,
    paid: true,
    empty: "",
    tags: ["red", "blue"],
    none: [],
    address: "10.1.2.3",
    customer: { name: "Ada", path: "a/b*c/d" },
    lines: [
      { sku: "x", count: 1 },
      { sku: "y", count: 5 },
    ],
  },
};

type Case = readonly [name: string, pattern: unknown, expected: boolean];
const detail = (field: string, ...values: unknown[]) => ({ detail: { [field]: values } });

const cases: readonly Case[] = [
  ["an exact value", { source: ["shop.orders"] }, true],
  ["any of several values", { source: ["a", "shop.orders"] }, true],
  ["another value", { source: ["shop"] }, false],
  ["every field must match", { source: ["shop.orders"], "detail-type": ["cancelled"] }, false],
  ["a field that is not there", { account: ["1"] }, false],
  ["a list matches by any element", { resources: ["arn:b"] }, true],
  ["a list without the element", { resources: ["arn:c"] }, false],
  ["a number is not its text", detail("total", "150"), false],
  ["a number", detail("total", 150), true],
  ["a boolean", detail("paid", true), true],
  ["null", detail("note", null), true],
  ["null is not an absent field", detail("missing", null), false],
  ["empty text", detail("empty", ""), true],
  ["an object is not a leaf", { detail: { customer: ["Ada"] } }, false],
  ["nested fields", { detail: { customer: { name: ["Ada"] } } }, true],
  ["any object of a list", { detail: { lines: { sku: ["y"] } } }, true],
  ["fields of one object of a list together", { detail: { lines: { sku: ["x"], count: [5] } } }, false],
  ["prefix", { source: [{ prefix: "shop." }] }, true],
  ["prefix of a number never", detail("total", { prefix: "1" }), false],
  ["prefix, ignoring case", { source: [{ prefix: { "equals-ignore-case": "SHOP." } }] }, true],
  ["suffix", { source: [{ suffix: ".orders" }] }, true],
  ["suffix, ignoring case", { source: [{ suffix: { "equals-ignore-case": ".ORDERS" } }] }, true],
  ["suffix that is elsewhere", { source: [{ suffix: "shop" }] }, false],
  ["equals-ignore-case", detail("state", { "equals-ignore-case": "oPEN" }), true],
  ["exists", detail("state", { exists: true }), true],
  ["exists, but is null", detail("note", { exists: true }), true],
  ["does not exist", detail("missing", { exists: false }), true],
  ["does not exist inside an absent object", { detail: { absent: { deep: [{ exists: false }] } } }, true],
  ["exists inside an absent object", { detail: { absent: { deep: [{ exists: true }] } } }, false],
  ["an empty list does not exist", detail("none", { exists: false }), true],
  ["an object does not exist as a leaf", { detail: { customer: [{ exists: true }] } }, false],
  ["anything but a value", detail("state", { "anything-but": "Closed" }), true],
  ["anything but this value", detail("state", { "anything-but": "Open" }), false],
  ["anything but several", detail("state", { "anything-but": ["Closed", "Open"] }), false],
  ["anything but a number", detail("total", { "anything-but": [100, 200] }), true],
  ["anything but, on an absent field", detail("missing", { "anything-but": "x" }), false],
  ["anything but a prefix", { source: [{ "anything-but": { prefix: "shop." } }] }, false],
  ["anything but prefixes", { source: [{ "anything-but": { prefix: ["a", "b"] } }] }, true],
  ["anything but a suffix", { source: [{ "anything-but": { suffix: ".x" } }] }, true],
  ["anything but, ignoring case", detail("state", { "anything-but": { "equals-ignore-case": ["OPEN"] } }), false],
  ["anything but a wildcard", { source: [{ "anything-but": { wildcard: "shop.*" } }] }, false],
  ["numeric equality", detail("total", { numeric: ["=", 150] }), true],
  ["a numeric range", detail("total", { numeric: [">", 100, "<=", 150] }), true],
  ["outside a numeric range", detail("total", { numeric: [">", 150] }), false],
  ["numeric on text", detail("state", { numeric: [">", 0] }), false],
  ["wildcard", { source: [{ wildcard: "sh*.ord*s" }] }, true],
  ["wildcard must match the whole", { source: [{ wildcard: "shop" }] }, false],
  ["wildcard with an escaped star", { detail: { customer: { path: [{ wildcard: "a/b\\*c/*" }] } } }, true],
  ["a dot in a wildcard is a dot", { source: [{ wildcard: "shopXorders" }] }, false],
  ["cidr", detail("address", { cidr: "10.1.0.0/16" }), true],
  ["outside a cidr", detail("address", { cidr: "10.2.0.0/16" }), false],
  ["$or, first", { $or: [{ source: ["shop.orders"] }, { source: ["x"] }] }, true],
  ["$or, nested and neither", { detail: { $or: [{ state: ["Closed"] }, { total: [{ numeric: ["<", 9] }] }] } }, false],
  ["$or and the other fields", { source: ["x"], $or: [{ source: ["shop.orders"] }, { source: ["x"] }] }, false],
];

test.each(cases)("%s", (_name, pattern, expected) => {
  expect(matches(pattern, order)).toBe(expected);
});

const refused: readonly (readonly [pattern: unknown, says: RegExp])[] = [
  [{ a: [{ soundex: "x" }] }, /pattern\.a: the pattern operator soundex/],
  [{ a: [{ toString: "x" }] }, /toString/],
  [{ a: { b: [{ prefix: "x", suffix: "y" }] } }, /pattern\.a\.b: the pattern operator prefix with suffix/],
  [{ a: [{ prefix: { wildcard: "x" } }] }, /wildcard is not supported here/],
  [{ a: [{ "anything-but": { numeric: ["=", 1] } }] }, /numeric is not supported here/],
  [{ a: [{ numeric: [">"] }] }, /pairs/],
  [{ a: [{ numeric: ["~", 1] }] }, /~/],
  [{ a: [{ numeric: [">", "1"] }] }, /numbers/],
  [{ a: [{ exists: "yes" }] }, /true or false/],
  [{ a: [{ wildcard: "x**y" }] }, /two \* in a row/],
  [{ a: [{ cidr: "10.0.0.0" }] }, /CIDR/],
  [{ a: "x" }, /pattern\.a must be a list/],
  [{ a: [] }, /pattern\.a must be a list/],
  [{ a: [["x"]] }, /list in a list/],
  [{ $or: [{ a: ["x"] }] }, /at least two/],
  [{}, /at least one field/],
  ["x", /must be a JSON object/],
];

test.each(refused)("%j is refused by name", (pattern, says) => {
  expect(() => compilePattern(pattern)).toThrow(says);
});

test("an event that is not an object matches nothing but the absence of fields", () => {
  expect(matches({ a: ["x"] }, "text")).toBe(false);
  expect(matches({ a: [{ exists: false }] }, null)).toBe(true);
});
