import { errorsOf, type FieldError, LondonDate } from "@alliance/core";
import * as membership from "@alliance/events/membership";
import type { Form } from "@alliance/http";
import { Field, type FormState } from "@alliance/ui";
import * as z from "zod";

const reasonWords: Readonly<Record<membership.DecisionReason, string>> = {
  "asked-by-the-organisation": "The organisation asked us to",
  "asked-by-the-person": "The person asked us to",
  "left-the-organisation": "They do not work there any more",
  "lead-cannot-be-reached": "Nobody who leads there can be reached",
  "correcting-a-mistake": "It was a mistake, and this puts it right",
  "data-protection": "A right under data protection law",
};

/** Left empty by a lead contact, who need not say why. */
export const reasonField = z.preprocess(
  (typed) => (typed === "" ? undefined : typed),
  membership.DecisionReason.optional(),
);

/** Why staff do this; chosen, so that nobody is named in what is kept for ever. */
export const ReasonField = ({ form, isShown }: { readonly form: FormState; readonly isShown: boolean }) =>
  isShown ? (
    <Field
      kind="select"
      name="reason"
      form={form}
      label="Why do you do this?"
      hint="It is kept with the decision, with your name and the time"
      items={[
        { value: "", text: "Choose a reason" },
        ...membership.decisionReasons.map((value) => ({ value, text: reasonWords[value] })),
      ]}
    />
  ) : null;

const part = z.string().trim().max(4).default("");

/** The three inputs of a date, as a form sends them. */
export const dayFields = <Name extends string>(name: Name) =>
  ({ [`${name}-day`]: part, [`${name}-month`]: part, [`${name}-year`]: part }) as Record<
    `${Name}-day` | `${Name}-month` | `${Name}-year`,
    typeof part
  >;

/** The day that was typed; undefined when it is no day of any calendar. */
export function dayTyped(data: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const [day, month, year] = ["day", "month", "year"].map((each) => String(data[`${name}-${each}`] ?? ""));
  const text = `${year}-${month?.padStart(2, "0")}-${day?.padStart(2, "0")}`;
  return LondonDate.safeParse(text).success ? text : undefined;
}

/** A day as the three inputs show it. */
export function dayValues(name: string, date: string): Record<string, string> {
  const [year = "", month = "", day = ""] = date.split("-");
  return { [`${name}-day`]: String(Number(day)), [`${name}-month`]: String(Number(month)), [`${name}-year`]: year };
}

/** What a form's page shows again: a refusal that the person can act on. */
export const answered = (error: unknown): readonly FieldError[] =>
  errorsOf(error, "invalid-input", "already-exists", "too-many", "conflict");

/** Runs what a complete form asks for; undefined when it was done, else what was wrong. */
export async function refusalOf<Data>(
  form: Form<Data>,
  run: (data: Data) => Promise<unknown>,
): Promise<readonly FieldError[] | undefined> {
  if (!form.ok) return form.errors;
  try {
    await run(form.data);
    return undefined;
  } catch (error) {
    return answered(error);
  }
}
