import { expect, test } from "vitest";
import { SearchText } from "./search-text.ts";

test.each([
  ["\0", ""],
  ["\0king\u0007\u001b oswald\u007f", "king  oswald"],
  ["\u202eegelloc", "egelloc"],
  ["a\tb\nc", "a b c"],
  ["  Saint Thomas à Becket’s ", "Saint Thomas à Becket’s"],
])("what nobody sees is no part of a search: %j", (typed, searched) => {
  expect(SearchText.parse(typed)).toBe(searched);
});

test("its length counts without what nobody sees", () => {
  expect(SearchText.min(2).safeParse("a\0\0").success).toBe(false);
});
