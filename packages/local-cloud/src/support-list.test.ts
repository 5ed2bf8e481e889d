import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { supportList } from "./support-list.ts";

test("the README lists what is supported, as it is", () => {
  const readme = readFileSync(join(import.meta.dirname, "../README.md"), "utf8");
  const [, listed] = /<!-- supported -->([\s\S]*?)<!-- \/supported -->/.exec(readme) ?? [];
  expect(unaligned(listed ?? ""), "make it anew with: pnpm local-cloud --supported").toBe(supportList());
});

/** The formatter pads the columns of tables. */
function unaligned(text: string): string {
  return text.trim().replace(/-{3,}/g, "---").replace(/ {2,}/g, " ");
}
