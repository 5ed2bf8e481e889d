const entities: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#39;": "'",
};
const decode = (text: string): string =>
  text.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => entities[entity] ?? entity);

/** What stands before an element's words and after them; `undefined` marks a tag that leaves no trace. */
const marks: Readonly<Record<string, readonly [before: string, after: string]>> = {
  h1: ["\n\n", "\n\n"],
  h2: ["\n\n", "\n\n"],
  p: ["\n\n", "\n\n"],
  ul: ["\n\n", "\n\n"],
  li: ["\n- ", ""],
  table: ["\n\n", "\n\n"],
  tr: ["\n", ""],
  th: ["", ": "],
  br: ["\n", ""],
};
const traceless = new Set(["body", "div", "tbody", "td", "strong", "span", "a"]);

const attribute = (tag: string, name: string): string | undefined =>
  decode(new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? "") || undefined;

function markOf(tag: string, name: string): string {
  const isEnd = tag.startsWith("</");
  const pair = marks[name];
  if (pair !== undefined) return isEnd ? pair[1] : pair[0];
  if (!traceless.has(name)) throw new Error(`The plain-text part does not know <${name}>.`);
  return "";
}

/**
 * The text part of a mail, from its own HTML. It knows the few elements that our layout uses and refuses others;
 * a general converter would be a third of the worker's code. An element with `data-text="skip"` is left out.
 */
export function plainTextOf(html: string): string {
  let text = "";
  let skipping: { name: string; depth: number } | undefined;
  const links: (string | undefined)[] = [];
  for (const part of html.slice(html.indexOf("<body")).match(/<[^>]+>|[^<]+/g) ?? []) {
    const name = /^<\/?([a-z0-9]+)/.exec(part)?.[1];
    if (name === "html") continue;
    if (skipping !== undefined) {
      if (name === skipping.name) skipping.depth += part.startsWith("</") ? -1 : 1;
      if (skipping.depth === 0) skipping = undefined;
    } else if (name === undefined) text += decode(part.replace(/\s+/g, " "));
    else if (attribute(part, "data-text") === "skip") skipping = { name, depth: 1 };
    else if (name === "a") text += part.startsWith("</") ? linkEnd(links.pop()) : linkStart(links, part);
    else text += markOf(part, name);
  }
  return `${text
    .replace(/[ \t]*\n[ \t]*/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim()}\n`;
}

function linkStart(links: (string | undefined)[], tag: string): string {
  links.push(attribute(tag, "href"));
  return "";
}

const linkEnd = (href: string | undefined): string => (href === undefined ? "" : `: ${href}`);
