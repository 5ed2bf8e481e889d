/** `__Host-` needs https; on http (one's own laptop) browsers such as Safari would drop it. */
export const sessionCookieName = (publicOrigin: string): string =>
  publicOrigin.startsWith("https://") ? "__Host-session" : "session";

export const cookieAttributes = (publicOrigin: string): string =>
  `Path=/; HttpOnly; SameSite=Lax${publicOrigin.startsWith("https://") ? "; Secure" : ""}`;

export function readCookie(header: string | undefined, name: string): string | undefined {
  for (const part of header?.split(";") ?? []) {
    const [key, ...value] = part.trim().split("=");
    if (key === name) return value.join("=");
  }
  return undefined;
}
