import type { FieldError } from "@alliance/core";
import type { Lenient } from "../content.ts";

/** An empty `field` is about the whole form. */
export type { FieldError };

/** What was typed, by field name, and what was wrong with it. `{}` for a form that is shown the first time. */
export type FormState = Lenient<{
  values?: Readonly<Record<string, string | number | readonly string[] | undefined>>;
  errors?: readonly FieldError[];
}>;

export const errorOf = (form: FormState, field: string): string | undefined =>
  form.errors?.find((error) => error.field === field)?.message;

export function valueTyped(form: FormState, field: string): string | undefined {
  const value = form.values?.[field];
  if (value === undefined) return undefined;
  return typeof value === "object" ? value[0] : String(value);
}

export function valuesTyped(form: FormState, field: string): readonly string[] {
  const value = form.values?.[field];
  if (value === undefined || value === "") return [];
  return typeof value === "object" ? value : [String(value)];
}
