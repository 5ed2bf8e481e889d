const allowedSchemes = new Set(["http:", "https:", "mailto:", "tel:"]);

/**
 * The address when following it cannot run script, otherwise undefined: the link then renders as plain text.
 * JSX escapes text but not the meaning of an address, and organisations type in their own websites.
 */
export function safeHref(href: string): string | undefined {
  // Browsers ignore blanks and control characters in front of and inside a scheme.
  const bare = [...href].filter((character) => character > " ").join("");
  const scheme = /^[a-z][a-z0-9+.-]*:/i.exec(bare)?.[0].toLowerCase();
  return scheme === undefined || allowedSchemes.has(scheme) ? href : undefined;
}
