import { type FormState, valueTyped } from "@alliance/ui";
import { bandRows, benefitRows } from "./type-form.ts";

/** What a press of "Add another …" asks for; nothing is checked then. */
export type Added = "price" | "benefit";

const rows = {
  price: { numbers: bandRows, parts: ["upTo", "price"] },
  benefit: { numbers: benefitRows, parts: ["benefit", "discount", "quantity"] },
} as const;

const isBlank = (form: FormState, kind: Added, row: number): boolean =>
  rows[kind].parts.every((part) => (valueTyped(form, `${part}${row}`) ?? "").trim() === "");

/** Which lines the form shows: what is filled, one more where it is asked for, and never none. */
export function linesShown(form: FormState, kind: Added, added?: Added) {
  const filled: number[] = rows[kind].numbers.filter((row) => !isBlank(form, kind, row));
  const free = rows[kind].numbers.find((row) => isBlank(form, kind, row));
  const more = free !== undefined && (added === kind || filled.length === 0) ? [free] : [];
  const lines = [...filled, ...more];
  return { lines, fresh: more[0], hasRoom: lines.length < rows[kind].numbers.length };
}

/** "add-price" → "price" */
export function addedBy(values: FormState["values"]): Added | undefined {
  if (values?.step === "add-price") return "price";
  return values?.step === "add-benefit" ? "benefit" : undefined;
}
