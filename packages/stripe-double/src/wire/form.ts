import { invalidRequest } from "./refusals.ts";

/** What a form says before it is checked: text, or named parts (a list is parts named "0", "1", …). */
export type RawValue = string | RawParts;
export interface RawParts {
  [name: string]: RawValue;
}

const maxDepth = 6;

/** Reads `line_items[0][price_data][currency]=gbp&expand[]=customer`. Refuses a malformed key by name. */
export function parseForm(text: string): RawParts {
  const root = parts();
  for (const [key, value] of new URLSearchParams(text)) {
    const path = pathOf(key);
    let place = root;
    for (const name of path.slice(0, -1)) {
      const next = place[nameIn(place, name)] ?? parts();
      if (typeof next === "string") throw invalidRequest(`Invalid hash: ${key}`, "parameter_invalid_hash", key);
      place[nameIn(place, name)] = next;
      place = next;
    }
    place[nameIn(place, path.at(-1) ?? "")] = value;
  }
  return root;
}

/** No prototype: a parameter called `__proto__` is only a name. */
const parts = (): RawParts => Object.create(null) as RawParts;

/** `a[]` appends: it takes the next free number. */
const nameIn = (place: RawParts, name: string) => (name === "" ? String(Object.keys(place).length) : name);

function pathOf(key: string): string[] {
  const match = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(key);
  const path = match
    ? [match[1] ?? "", ...[...(match[2] ?? "").matchAll(/\[([^[\]]*)\]/g)].map((part) => part[1] ?? "")]
    : [];
  if (path.length === 0 || path.length > maxDepth) {
    throw invalidRequest(`Received unknown parameter: ${key.slice(0, 100)}`, "parameter_unknown", key.slice(0, 100));
  }
  return path;
}
