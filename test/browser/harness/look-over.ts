import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { expect } from "vitest";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const phoneWidth = 320;

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
  }[];
}
declare const axe: { run(options: object): Promise<AxeResults> };

export interface LookOptions {
  /** Rules that cannot hold on this page, each with its reason in the state that names it. */
  readonly without?: readonly string[];
}

/** Breaches of the accessibility rules; evaluated, because the page's policy would block a script tag. */
async function violationsOf(page: Page, { without = [] }: LookOptions): Promise<string[]> {
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(
    ({ tags, rules }) => axe.run({ runOnly: tags, rules, resultTypes: ["violations"] }),
    { tags, rules: Object.fromEntries([...without.map((id) => [id, { enabled: false }])]) },
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}

/** Elements that reach beyond the window and so would be what widens the page. */
const tooWide = (page: Page): Promise<string[]> =>
  page.evaluate((width) => {
    const scrolled = document.scrollingElement?.scrollWidth ?? 0;
    if (scrolled <= width) return [];
    const wide = [...document.body.querySelectorAll("*")].filter((each) => each.getBoundingClientRect().right > width);
    return [`${scrolled} px wide: ${wide.at(-1)?.outerHTML.slice(0, 200) ?? "?"}`];
  }, phoneWidth);

/** What every page in every state must keep, on a desk and on a small phone. Answers its title. */
export async function lookOver(page: Page, options: LookOptions = {}): Promise<string> {
  const found: string[] = [];
  await page.setViewportSize({ width: 1280, height: 900 });
  found.push(...(await violationsOf(page, options)).map((each) => `wide, ${each}`));
  await page.setViewportSize({ width: phoneWidth, height: 700 });
  found.push(...(await violationsOf(page, options)).map((each) => `narrow, ${each}`), ...(await tooWide(page)));
  await page.setViewportSize({ width: 1280, height: 900 });
  expect(found).toEqual([]);
  expect(await page.locator("h1").count(), "h1").toBe(1);
  return page.title();
}
