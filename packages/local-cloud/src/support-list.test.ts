import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { supportList } from "./support-list.ts";

test("the README lists what is supported, as it is", () => {
  const readme = readFileSync(join(import.meta.dirname, "../README.md"), "utf8");
  const [, listed] = /<!-- supported -->\n([\s\S]*?)\n<!-- \/supported -->/.exec(readme) ?? [];
  expect(listed, "make it anew with: pnpm local-cloud --supported").toBe(supportList());
});
