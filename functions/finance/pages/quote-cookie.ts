const name = "quote";

/**
 * Remembers the link for the two hours that a payment may take: the payment page must send whoever paid back to an
 * address without the secret in it.
 */
export const quoteCookie = (secret: string, publicOrigin: string): string =>
  `${name}=${secret}; Path=/quotes; HttpOnly; SameSite=Lax; Max-Age=7200${publicOrigin.startsWith("https://") ? "; Secure" : ""}`;

export const secretOfCookie = (header: string | null): string | undefined =>
  /(?:^|;\s*)quote=([\w-]{43})(?:;|$)/.exec(header ?? "")?.[1];
