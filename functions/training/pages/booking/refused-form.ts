import { isProblem, Problem } from "@alliance/core";
import type { Values } from "@alliance/http";
import type { FormState } from "@alliance/ui";
import { fieldOfPlace } from "./booking-form.ts";

const answerable = ["invalid-input", "stale", "conflict", "gone", "not-found"] as const;

/** A refusal that the form can answer, at its field; anything else is thrown on. */
export function refusedForm(error: unknown, values: Values): FormState {
  if (!(error instanceof Problem) || !answerable.some((code) => isProblem(error, code))) throw error;
  const errors = error.errors.map(({ field, message }) => ({ field: fieldOfPlace(field), message }));
  return { values, errors: errors.length > 0 ? errors : [{ field: "", message: error.message }] };
}
