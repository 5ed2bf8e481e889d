import { html, raw } from "hono/html";
import type { Child } from "hono/jsx";

export interface PageProps {
  readonly title: string;
  /** The path of the navigation entry that is shown as here. */
  readonly here?: string;
  readonly children?: Child;
}

const NAVIGATION = [
  ["/_local/", "Overview"],
  ["/_local/mail", "Mail"],
  ["/_local/timeline", "Timeline"],
  ["/_local/queues", "Queues"],
  ["/_local/clock", "Clock"],
  ["/_local/iam", "Grants"],
  ["/_local/logs", "Logs"],
] as const;

/** The frame of every page: no script, one small stylesheet, nothing from elsewhere. */
export function Page({ title, here, children }: PageProps) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title} · local cloud`}</title>
        <link rel="stylesheet" href="/_local/style.css" />
        <link rel="icon" href="/_local/icon.svg" type="image/svg+xml" />
      </head>
      <body>
        <a class="skip" href="#main">
          Skip to the content
        </a>
        <header class="top">
          <a class="brand" href="/_local/">
            local cloud
          </a>
          {here === undefined ? null : (
            <nav aria-label="Local cloud">
              {NAVIGATION.map(([path, label]) => (
                <a href={path} aria-current={path === here ? "page" : undefined}>
                  {label}
                </a>
              ))}
            </nav>
          )}
        </header>
        <main id="main">{children}</main>
      </body>
    </html>
  );
}

/** A whole document as text. */
export async function render(page: unknown): Promise<string> {
  return String(await html`<!doctype html>${raw(String(await page))}`);
}

/** Own styles and forms only; scripts nowhere. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  "content-type": "text/html; charset=utf-8",
  "cache-control": "no-store",
  "content-security-policy":
    "default-src 'none'; style-src 'self'; img-src 'self' data:; frame-src 'self'; base-uri 'none'; frame-ancestors 'none'",
  "referrer-policy": "same-origin",
  "x-content-type-options": "nosniff",
};
