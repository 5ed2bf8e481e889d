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
  /** Kinds of elements that this page had in other states; those it has now are added. */
  readonly known?: Set<string>;
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

// An element's name, class and attributes, without what they say.
const kindsOfElements = `[...new Set([...document.body.querySelectorAll("*")].map((each) =>
  [each.tagName, each.getAttribute("class"), ...each.getAttributeNames().sort()].join(" ")))]`;

/**
 * What every page in every state must keep on a small phone, and when it is seen for the first time on a desk too; the
 * rules of accessibility where it has an element of a kind that was not looked at. Answers its title.
 */
export async function lookOver(page: Page, { known = new Set(), ...options }: LookOptions = {}): Promise<string> {
  const isNew = known.size === 0;
  const kinds = (await page.evaluate<string[]>(kindsOfElements)).filter((kind) => !known.has(kind));
  for (const kind of kinds) known.add(kind);
  if (kinds.length > 0) await page.evaluate(axe);
  const found = isNew ? (await violationsOf(page, options)).map((each) => `wide: ${each}`) : [];
  const wide = page.viewportSize();
  await page.setViewportSize({ width: phoneWidth, height: 700 });
  if (kinds.length > 0) found.push(...(await violationsOf(page, options)).map((each) => `narrow: ${each}`));
  found.push(...(await page.evaluate<string[]>(widestElement)));
  if (wide) await page.setViewportSize(wide);
  const headings = await page.locator("h1").count();
  if (headings !== 1) found.push(`${headings} h1`);
  expect(found, page.url()).toEqual([]);
  return page.title();
}
