import * as z from "zod";

const text = z.string().max(2_000).default("");

const two = (typed: string): string => typed.trim().padStart(2, "0");

/** Now, or at a day and a time in London. */
export const PublishForm = z
  .strictObject({
    when: z.enum(["now", "later"], "Choose when it is published"),
    ...{ "publishAt-day": text, "publishAt-month": text, "publishAt-year": text, publishTime: text },
  })
  .transform((form, ctx): { readonly atLocal?: string } => {
    if (form.when === "now") return {};
    const date = `${form["publishAt-year"].trim()}-${two(form["publishAt-month"])}-${two(form["publishAt-day"])}`;
    const time = /^(\d{1,2})[:.]?(\d{2})$/.exec(form.publishTime.trim());
    const issue = (field: string, message: string) => ctx.addIssue({ code: "custom", path: [field], message });
    if (!z.iso.date().safeParse(date).success) issue("publishAt", "Enter a day, such as 20 1 2027");
    if (!time) issue("publishTime", "Enter a time, such as 08:00");
    return { atLocal: `${date}T${two(time?.[1] ?? "")}:${time?.[2] ?? ""}` };
  });

/** "3/2/2027" → "2027-02-03"; undefined for what is no day. */
function dayTyped(typed: string): string | undefined {
  const [day, month, year] = typed.trim().split(/[/.\s-]+/);
  const date = `${year}-${two(month ?? "")}-${two(day ?? "")}`;
  return z.iso.date().safeParse(date).success ? date : undefined;
}

/** A day a line. */
export const RepeatForm = z
  .strictObject({ days: text, asSeries: z.literal("yes").optional() })
  .transform(({ days, asSeries }, ctx) => {
    const lines = days.split("\n").filter((line) => line.trim() !== "");
    const read = lines.map(dayTyped);
    const wrong = lines.find((_, at) => read[at] === undefined);
    if (wrong !== undefined) {
      ctx.addIssue({ code: "custom", path: ["days"], message: `“${wrong.trim()}” is no day: write it like 3/2/2027` });
    }
    return { days: read.filter((day) => day !== undefined), asSeries: asSeries === "yes" };
  });
