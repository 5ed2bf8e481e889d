import type { JSX } from "hono/jsx/jsx-runtime";
import { plainTextOf } from "./plain-text.ts";

/** Both parts of a mail from its JSX. The styles are written inline already: see layout.tsx. */
export function renderEmail(element: JSX.Element): { html: string; text: string } {
  const html = element.toString();
  if (typeof html !== "string") throw new TypeError("An e-mail's parts are never asynchronous.");
  return { html: `<!DOCTYPE html>${html}`, text: plainTextOf(html) };
}

/** One line: a name with a line break in it must not reach into the mail's other headers. */
export const subjectLine = (subject: string): string => subject.replace(/[\p{Cc}\s]+/gu, " ").trim();
