import { errorsOf } from "@alliance/core";
import type { Values } from "@alliance/http";
import type { FormState } from "@alliance/ui";
import { fieldOfPlace } from "./booking-form.ts";

const answerable = ["invalid-input", "stale", "conflict", "gone", "not-found"] as const;

/** A refusal that the form can answer, at its field; anything else is thrown on. */
export function refusedForm(error: unknown, values: Values): FormState {
  const errors = errorsOf(error, ...answerable);
  return { values, errors: errors.map(({ field, message }) => ({ field: fieldOfPlace(field), message })) };
}
