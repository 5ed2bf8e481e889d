/** Every refusal a caller can act on. The HTTP status is decided once, in packages/http. */
export const problemCodes = [
  "malformed",
  "invalid-input",
  "not-signed-in",
  "not-allowed",
  "not-found",
  "wrong-method",
  "conflict",
  "already-exists",
  "gone",
  "stale",
  "too-large",
  "unsupported-type",
  "already-used",
  "too-many",
  "unavailable",
] as const;
export type ProblemCode = (typeof problemCodes)[number];

export interface FieldError {
  /** The field's name in a form, or a JSON pointer's last part. */
  readonly field: string;
  readonly message: string;
}

/** A refusal: what happened and what to do now, in a sentence a school business manager understands. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly errors: readonly FieldError[];
  constructor(code: ProblemCode, reason: string, errors: readonly FieldError[] = []) {
    super(reason);
    this.name = "Problem";
    this.code = code;
    this.errors = errors;
  }
}

export const isProblem = (error: unknown, code?: ProblemCode): error is Problem =>
  error instanceof Problem && (code === undefined || error.code === code);

/**
 * What a form's page shows of a refusal with one of these codes: at the fields that it names, or above the form where it
 * is about all of it. Anything else is thrown on, to the page of errors.
 */
export function errorsOf(error: unknown, ...codes: readonly ProblemCode[]): readonly FieldError[] {
  if (!isProblem(error) || !codes.includes(error.code)) throw error;
  return error.errors.length > 0 ? error.errors : [{ field: "", message: error.message }];
}
