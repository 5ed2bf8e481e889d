import { expect, test } from "vitest";
import { typeIdOf } from "./type-id.ts";

test.each([
  ["Early years & nurseries", "early-years-nurseries"],
  ["  École d'été  ", "ecole-d-ete"],
  ["2027 trial", "trial"],
  ["A very long name of a membership that nobody would ever want to read", "a-very-long-name-of-a-membership-that-no"],
  ["Thirty nine letters before a hyphen and more", "thirty-nine-letters-before-a-hyphen-and"],
])("%s is called %s for ever", (name, id) => {
  expect(typeIdOf(name)).toBe(id);
});

test.each(["2026/27", "new", "New!", "日本", "x"])("%s makes no id", (name) => {
  expect(typeIdOf(name)).toBeUndefined();
});
