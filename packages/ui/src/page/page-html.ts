import type { JSX } from "hono/jsx/jsx-runtime";

/**
 * The document as text, with its doctype (without it browsers fall back to the layout rules of 1998).
 * Waits for components that are asynchronous.
 */
export async function pageHtml(page: JSX.Element): Promise<string> {
  const element = await page;
  return `<!DOCTYPE html>${await element.toString()}`;
}
