const compiled = new Map<string, RegExp>();

/** Whether a text matches an IAM pattern: `*` any run of characters, `?` any single one. */
export function wildcardMatches(pattern: string, text: string, ignoreCase = false): boolean {
  const key = ignoreCase ? `i${pattern}` : `c${pattern}`;
  let expression = compiled.get(key);
  if (expression === undefined) {
    const source = pattern
      .replace(/[.+^${}()|[\]\\]/g, "\\$&")
      .replaceAll("*", ".*")
      .replaceAll("?", ".");
    expression = new RegExp(`^${source}$`, ignoreCase ? "is" : "s");
    compiled.set(key, expression);
  }
  return expression.test(text);
}

/** ARNs match part by part, so that a `*` in one of the first five does not swallow a colon. */
export function arnMatches(pattern: string, arn: string): boolean {
  if (pattern === "*") {
    return true;
  }
  const patternParts = splitArn(pattern);
  const parts = splitArn(arn);
  return (
    patternParts.length === parts.length && patternParts.every((part, at) => wildcardMatches(part, parts[at] ?? ""))
  );
}

function splitArn(arn: string): string[] {
  const parts = arn.split(":");
  return parts.length <= 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(":")];
}
