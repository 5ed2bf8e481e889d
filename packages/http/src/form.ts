import type { FieldError } from "@alliance/core";
import type { Ctx } from "@alliance/store";
import type * as z from "zod";

/** What came with a form: parsed, or the errors with everything that was typed. */
export type Form<Data> =
  | { readonly ok: true; readonly data: Data; readonly values: Values }
  | { readonly ok: false; readonly errors: readonly FieldError[]; readonly values: Values };

/** Files that came with a form, by the name of their field; a field that was left empty is not among them. */
export type Files = ReadonlyMap<string, Uint8Array>;

export type Values = Readonly<Record<string, string | readonly string[]>>;

export const noForm = { ok: false, errors: [], values: {} } as const;

/** One message a field, in the order of the form. */
export function fieldErrors(error: z.ZodError): FieldError[] {
  const seen = new Map<string, string>();
  for (const issue of error.issues) {
    const names = issue.code === "unrecognized_keys" ? issue.keys : [issue.path.map(String).join("/")];
    for (const name of names) {
      const message = issue.code === "unrecognized_keys" ? "is not a field we know" : issue.message;
      if (!seen.has(name)) seen.set(name, message);
    }
  }
  return [...seen].map(([field, message]) => ({ field, message }));
}

/** Words for what a schema says nothing about itself: zod's own are for programmers. */
const plainly: z.core.$ZodErrorMap = (issue) => {
  if (issue.code === "too_big" && issue.origin === "string") return `Use at most ${issue.maximum} characters`;
  return issue.code === "invalid_value" ? "Choose one of the answers" : undefined;
};

export function parseForm<S extends z.ZodType>(schema: S, values: Values): Form<z.infer<S>> {
  const parsed = schema.safeParse(values, { error: plainly });
  return parsed.success
    ? { ok: true, data: parsed.data, values }
    : { ok: false, errors: fieldErrors(parsed.error), values };
}

/** A urlencoded body as values: a name that comes several times is a list. */
export function readValues(body: string): Values {
  const values = new Map<string, string | string[]>();
  for (const [name, value] of new URLSearchParams(body)) {
    const before = values.get(name);
    // Browsers send CRLF line ends; nobody typed the CR.
    const text = value.replaceAll("\r\n", "\n");
    values.set(name, before === undefined ? text : [before, text].flat());
  }
  // A field named "__proto__" is a field like any other, and refused as one.
  return Object.fromEntries(values);
}

/** The hidden field of a form that must not act twice: <Form hidden={onceField(ctx)}>. */
export const onceField = (ctx: Pick<Ctx, "ids">): { onceKey: string } => ({ onceKey: ctx.ids.next("once") });
