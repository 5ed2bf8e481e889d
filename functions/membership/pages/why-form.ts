import { LondonDate } from "@alliance/core";
import type { FieldError } from "@alliance/ui";
import * as z from "zod";

/** What the page's address carries; everything may be missing the first time. */
export const WhyQuery = z.object({
  organisation: z.string().max(60).default(""),
  person: z.string().max(60).default(""),
  benefit: z.string().max(60).default(""),
  "on-day": z.string().max(10).default(""),
  "on-month": z.string().max(10).default(""),
  "on-year": z.string().max(10).default(""),
  price: z.string().max(20).default(""),
});
export type WhyQuery = z.infer<typeof WhyQuery>;

export interface WhyAsked {
  readonly benefitId: string;
  readonly on: string;
  readonly listPence?: number;
}

/** The question, or what is wrong with it. Pounds may be typed as "45", "45.50" or "£1,200". */
export function readWhy(query: WhyQuery): { readonly asked?: WhyAsked; readonly errors: readonly FieldError[] } {
  const errors: FieldError[] = [];
  const [day, month, year] = [query["on-day"].trim(), query["on-month"].trim(), query["on-year"].trim()];
  const on = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  if (query.benefit === "") errors.push({ field: "benefit", message: "Choose a benefit" });
  if (!LondonDate.safeParse(on).success || year < "2000" || year > "2099") {
    errors.push({ field: "on", message: "Enter a real date, such as 21 11 2026" });
  }
  const price = query.price.replace(/[£,\s]/g, "");
  if (price !== "" && !/^\d{1,6}(\.\d{2})?$/.test(price)) {
    errors.push({ field: "price", message: "Enter the price in pounds, such as 45 or 45.50" });
  }
  if (errors.length > 0) return { errors };
  const [pounds = "0", pence = "00"] = price.split(".");
  const listPence = price === "" ? {} : { listPence: Number(pounds) * 100 + Number(pence) };
  return { asked: { benefitId: query.benefit, on, ...listPence }, errors };
}

export const dayFields = (date: string): Pick<WhyQuery, "on-day" | "on-month" | "on-year"> => ({
  "on-day": String(Number(date.slice(8))),
  "on-month": String(Number(date.slice(5, 7))),
  "on-year": date.slice(0, 4),
});
