import type { MiddlewareHandler } from "hono";

interface PolicyOptions {
  /** Of the one inline script of the shell. */
  readonly nonce?: string;
  /** Where else forms may end: for the payment page only. */
  readonly formActions?: readonly string[] | undefined;
  /** Where else videos come from: for the page that shows one only. */
  readonly mediaSources?: readonly string[] | undefined;
}

/** What a page may load, and where its forms may end. */
export const contentSecurityPolicy = ({ nonce, formActions = [], mediaSources = [] }: PolicyOptions = {}): string =>
  [
    "default-src 'self'",
    `script-src 'self'${nonce ? ` 'nonce-${nonce}'` : ""}`,
    "style-src 'self'",
    "img-src 'self' data:",
    ...(mediaSources.length > 0 ? [`media-src ${mediaSources.join(" ")}`] : []),
    "object-src 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    `form-action ${["'self'", ...formActions].join(" ")}`,
  ].join("; ");

/** Defaults for every reply; a route that set its own header keeps it. Private pages are never cached. */
export function securityHeaders(publicOrigin: string): MiddlewareHandler {
  const defaults: Record<string, string> = {
    "content-security-policy": contentSecurityPolicy(),
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    ...(publicOrigin.startsWith("https://")
      ? { "strict-transport-security": "max-age=63072000; includeSubDomains; preload" }
      : {}),
  };
  return async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(defaults)) {
      if (!c.res.headers.has(name)) c.res.headers.set(name, value);
    }
  };
}
