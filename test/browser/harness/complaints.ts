import type { BrowserContext } from "playwright-core";

/** Reports what must never happen in a page: errors, requests elsewhere, files that are missing, a policy that is broken. */
export function complaintsOf(
  context: BrowserContext,
  allowedOrigins: readonly string[],
  report: (complaint: string) => void,
): void {
  context.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol !== "data:" && !allowedOrigins.includes(url.origin)) report(`asked elsewhere: ${request.url()}`);
  });
  context.on("response", (response) => {
    const isPage = response.request().resourceType() === "document";
    if (!isPage && response.status() >= 400) report(`${response.status()} for ${response.url()}`);
  });
  context.on("weberror", (error) => report(`script failed: ${error.error().message}`));
  context.on("console", (message) => {
    // A refused form is a page with a 4xx, which Chromium tells of as a resource that failed to load.
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) {
      report(`console on ${message.location().url}: ${message.text()}`);
    }
  });
}
