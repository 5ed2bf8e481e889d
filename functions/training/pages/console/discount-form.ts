import { penceTyped } from "@alliance/core";
import * as z from "zod";
import { DiscountContent } from "../../schema/discount.ts";

const text = z.string().max(4_000).default("");
const names = ["code", "name", "kind", "percent", "amount", "forWhom", "places", "sessions"] as const;
const dayParts = ["from", "until"].flatMap((name) => ["day", "month", "year"].map((part) => `${name}-${part}`));
const shape = {
  ...Object.fromEntries([...names, ...dayParts].map((name) => [name, text])),
  subjects: z.union([z.string(), z.array(z.string())]).default([]),
};

type Typed = Readonly<Record<string, string>>;

const dayTyped = (typed: Typed, prefix: string): string => {
  const [day = "", month = "", year = ""] = ["day", "month", "year"].map((part) => typed[`${prefix}-${part}`]?.trim());
  return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
};

const number = (typed = ""): number => (/^\d{1,4}$/.test(typed.trim()) ? Number(typed) : Number.NaN);

/** Staff paste the addresses of pages, or parts of them. */
const sessionsIn = (typed: string): readonly string[] => [...new Set(typed.match(/ses_[0-9A-Z]{26}/g) ?? [])];

/** Where the content's own names differ from the form's. */
const fieldOf = (path: readonly PropertyKey[], isPercent: boolean): string => {
  const [first] = path.map(String);
  if (first === "off") return isPercent ? "percent" : "amount";
  return { fromOn: "from", untilOn: "until", sessionIds: "sessions" }[first ?? ""] ?? first ?? "";
};

export const DiscountForm = z.strictObject(shape).transform(({ subjects, ...rest }, ctx) => {
  const typed = rest as Typed;
  const isPercent = typed.kind !== "pounds";
  const sessionIds = sessionsIn(typed.sessions ?? "");
  const chosen = [subjects].flat();
  const parsed = DiscountContent.safeParse({
    ...{ code: typed.code, name: typed.name, forWhom: typed.forWhom, places: number(typed.places) },
    off: isPercent ? { percent: number(typed.percent) } : { pence: penceTyped(typed.amount ?? "") ?? Number.NaN },
    ...{ fromOn: dayTyped(typed, "from"), untilOn: dayTyped(typed, "until") },
    ...(sessionIds.length > 0 ? { sessionIds } : {}),
    ...(chosen.length > 0 ? { subjects: chosen } : {}),
  });
  const issue = (field: string, message: string) => ctx.addIssue({ code: "custom", path: [field], message });
  if (typed.sessions?.trim() && sessionIds.length === 0) {
    issue("sessions", "Paste the addresses of the sessions’ pages, a line each");
  }
  for (const { path, message, code } of parsed.error?.issues ?? []) {
    const field = fieldOf(path, isPercent);
    issue(field, (code !== "custom" && words[field]) || message);
  }
  return parsed.success ? parsed.data : z.NEVER;
});

/** Said better than a schema that sees a number that is none. */
const words: Readonly<Record<string, string>> = {
  from: "Enter the first day, such as 1 9 2027",
  until: "Enter the last day, such as 31 8 2028",
  percent: "Enter a whole percentage from 1 to 100",
  amount: "Enter what comes off each place, such as 5.00",
  places: "Enter for how many places it can be used, from 1 to 500",
};
