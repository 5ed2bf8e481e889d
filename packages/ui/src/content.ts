import type { Child } from "hono/jsx";

export type { Child };

/** Optional props that may also be passed `undefined`, so that callers need not build objects by halves. */
export type Lenient<T> = { readonly [K in keyof T]: object extends Pick<T, K> ? T[K] | undefined : T[K] };

/** Extra attributes of an element: `data-…`, `aria-…`, `autocomplete` and the like. */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

export type TextOptions = Lenient<{ content: Child; classes?: string; attributes?: Attributes }>;
/** Plain text, or content with classes and attributes. */
export type Text = string | TextOptions;

export function asOptions<T extends { readonly content: Child }>(text: string | T): T | { readonly content: string } {
  return typeof text === "string" ? { content: text } : text;
}

export const textOptions = (text: Text): TextOptions => asOptions<TextOptions>(text);

export function classNames(...names: readonly (string | false | undefined)[]): string {
  return names.filter(Boolean).join(" ");
}

/** Nothing to show: absent, false or an empty text. Zero is something. */
export const isBlank = (child: Child): boolean =>
  child === undefined || child === null || child === false || child === "";

const refused = /^(?:on|style$|href$|src$|action$|formaction$|children$|dangerouslysetinnerhtml$)/i;

/** Throws for what would break the content security policy or slip past escaping: a programmer's error, never a visitor's. */
export function safeAttributes(attributes: Attributes | undefined): Attributes {
  for (const name of Object.keys(attributes ?? {})) {
    if (refused.test(name)) throw new TypeError(`The attribute "${name}" may not be passed through.`);
  }
  return attributes ?? {};
}
