import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { expect } from "vitest";

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const phoneWidth = 320;
// The small edition: every page that is looked over has to read it.
const require = createRequire(import.meta.url);
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

export interface LookOptions {
  /** Rules of axe that this page cannot keep; the state that names one says why. */
  readonly without?: readonly string[];
  /** False of a page that was seen in another state, which is laid out alike. */
  readonly isNew?: boolean;
}

// What runs in the page is text: the program that the compiler checks has no `document`.
const widestElement = `(() => {
  const width = document.documentElement.clientWidth;
  const scrolled = document.scrollingElement.scrollWidth;
  if (scrolled <= width) return [];
  const wide = [...document.body.querySelectorAll("*")].filter((each) => each.getBoundingClientRect().right > width);
  return [scrolled + " px wide: " + (wide.at(-1)?.outerHTML.slice(0, 200) ?? "?")];
})()`;

/** Breaches of the accessibility rules; evaluated, because the page's policy would block a script tag. */
async function violationsOf(page: Page, { without = [] }: LookOptions): Promise<string[]> {
  const rules = Object.fromEntries(without.map((id) => [id, { enabled: false }]));
  const options = JSON.stringify({ runOnly: tags, rules, resultTypes: ["violations"] });
  const { violations } = await page.evaluate<{ violations: readonly Violation[] }>(`axe.run(${options})`);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}

/** What every page in every state must keep on a small phone, and on a desk where `isNew`. Answers its title. */
export async function lookOver(page: Page, { isNew = true, ...options }: LookOptions = {}): Promise<string> {
  await page.evaluate(axe);
  const found = isNew ? (await violationsOf(page, options)).map((each) => `wide: ${each}`) : [];
  const wide = page.viewportSize();
  await page.setViewportSize({ width: phoneWidth, height: 700 });
  found.push(...(await violationsOf(page, options)).map((each) => `narrow: ${each}`));
  found.push(...(await page.evaluate<string[]>(widestElement)));
  if (wide) await page.setViewportSize(wide);
  const headings = await page.locator("h1").count();
  if (headings !== 1) found.push(`${headings} h1`);
  expect(found, page.url()).toEqual([]);
  return page.title();
}
