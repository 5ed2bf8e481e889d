import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { operations } from "./api.ts";

it("the README lists every operation, and no other", () => {
  const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
  const listed = [...readme.matchAll(/^- `((?:GET|POST) \/v1\/[^`]+)`/gm)].map(([, operation]) => operation);
  expect(listed.toSorted()).toEqual(operations.toSorted());
});
