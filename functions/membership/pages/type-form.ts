import { penceTyped, poundsTyped } from "@alliance/core";
import type { SoldBenefit } from "@alliance/entitlement";
import type { FormState } from "@alliance/ui";
import * as z from "zod";
import { type PriceBand, TypeContent } from "../schema/membership-type.ts";
import { nameWithoutLetters, slugOf, typeIdOf } from "../types/type-id.ts";

export const bandRows = [1, 2, 3, 4, 5, 6] as const;
export const benefitRows = [1, 2, 3, 4, 5, 6, 7, 8] as const;

const text = z.string().max(400).default("");
const choice = z.string().max(40).default("");
const several = z.union([z.string(), z.array(z.string())]).default([]);
const rows = (prefix: string, numbers: readonly number[]) =>
  Object.fromEntries(numbers.map((number) => [`${prefix}${number}`, text]));

const Fields = z.strictObject({
  ...{ name: text, summary: text, kinds: several, priceBy: choice, vat: choice, termKind: choice },
  ...{ lateJoinersFrom: choice, proRata: choice, graceDays: text, creditDays: text, needsApproval: choice },
  ...{ covers: choice, isOnSale: choice, step: choice, reason: z.string().max(2_000).default("") },
});
const Rows = z.record(z.string(), text);

type Fields = z.infer<typeof Fields>;

const numberOf = (typed: string): number | string =>
  /^\d{1,6}$/.test(typed.trim().replaceAll(",", "")) ? Number(typed.trim().replaceAll(",", "")) : typed;

type Typed = Readonly<Record<string, string>>;

/** By size, whatever the order they were typed in: a line that is added comes last on the form. */
const bandsOf = (typed: Typed): { row: number; band: unknown }[] =>
  bandRows
    .flatMap((row) => {
      const [upTo = "", price = ""] = [typed[`upTo${row}`]?.trim(), typed[`price${row}`]?.trim()];
      if (upTo === "" && price === "") return [];
      const size = upTo === "" ? {} : { upTo: numberOf(upTo) };
      return [{ row, reach: Number(size.upTo ?? Infinity) || 0, band: { ...size, netPence: penceTyped(price) } }];
    })
    .sort((a, b) => (a.reach === b.reach ? 0 : a.reach - b.reach));

const benefitsOf = (typed: Typed): { row: number; benefit: unknown }[] =>
  benefitRows.flatMap((row) => {
    const name = typed[`benefit${row}`]?.trim() ?? "";
    if (name === "") return [];
    const quantity = typed[`quantity${row}`]?.trim() ?? "";
    const allowance = quantity === "" ? {} : { allowance: { quantity: numberOf(quantity), unit: typed[`unit${row}`] } };
    const benefitId = typed[`benefitId${row}`] || slugOf(name);
    return [
      { row, benefit: { benefitId, name, discountPercent: numberOf(typed[`discount${row}`] ?? ""), ...allowance } },
    ];
  });

/** Where a field of the type is on the form. */
function fieldOf(
  path: readonly PropertyKey[],
  bands: readonly { row: number }[],
  benefits: readonly { row: number }[],
) {
  const [first, second, at, last] = path.map(String);
  if (first === "price" && second === "bands") {
    const row = bands[Number(at)]?.row ?? 1;
    return at === undefined || last === "netPence" ? `price${row}` : `upTo${row}`;
  }
  if (first === "price") return "priceBy";
  if (first === "eligibleKinds") return "kinds";
  if (first === "term")
    return second === "lateJoinersFrom" ? "lateJoinersFrom" : second === "kind" ? "termKind" : "proRata";
  if (first !== "benefits") return first ?? "";
  const row = benefits[Number(second)]?.row ?? 1;
  if (at === "allowance") return last === "unit" ? `unit${row}` : `quantity${row}`;
  return at === "discountPercent" ? `discount${row}` : `benefit${row}`;
}

const wordsFor: Readonly<Record<string, string>> = {
  kinds: "Choose who may join with it",
  priceBy: "Choose how the price is made",
  vat: "Choose the VAT",
  termKind: "Choose how long it runs",
  proRata: "Choose what somebody pays who joins during the year",
  graceDays: "Enter the days of grace as a whole number from 0 to 120",
  creditDays: "Enter the days to pay as a whole number from 0 to 90",
  covers: "Choose what it covers",
};

function messageFor(field: string, issue: z.core.$ZodIssue): string {
  if (issue.code === "custom") return issue.message;
  if (/^price\d$/.test(field))
    return issue.code === "too_big" ? issue.message : "Enter the price as pounds, such as 250 or 1,250.50";
  if (/^upTo\d$/.test(field)) return "Enter a whole number";
  if (/^discount\d$/.test(field)) return "Enter a whole percentage from 0 to 100";
  if (/^(quantity|unit)\d$/.test(field)) return "Enter how many, and choose places or days";
  return wordsFor[field] ?? issue.message;
}

const rawOf = (fields: Fields, bands: readonly { band: unknown }[], benefits: readonly { benefit: unknown }[]) => ({
  ...{ name: fields.name, summary: fields.summary, vat: fields.vat, covers: fields.covers },
  eligibleKinds: [fields.kinds].flat(),
  price: { by: fields.priceBy, bands: bands.map(({ band }) => band) },
  term: {
    ...{ kind: fields.termKind, proRata: fields.termKind === "rolling-year" ? "none" : fields.proRata },
    ...(fields.lateJoinersFrom && fields.termKind !== "rolling-year"
      ? { lateJoinersFrom: fields.lateJoinersFrom }
      : {}),
  },
  ...{ graceDays: numberOf(fields.graceDays), creditDays: numberOf(fields.creditDays) },
  ...{ needsApproval: fields.needsApproval === "yes", isOnSale: fields.isOnSale === "yes" },
  benefits: benefits.map(({ benefit }) => benefit),
});

const shape = { ...Fields.shape, ...rows("upTo", bandRows), ...rows("price", bandRows), ...benefitFields() };

/** What was typed, read into a type; what is wrong is told at its field. */
function contentOf(form: object, ctx: z.RefinementCtx): TypeContent | undefined {
  const typed = Rows.parse(Object.fromEntries(Object.entries(form).filter(([, value]) => typeof value === "string")));
  const [bands, benefits] = [bandsOf(typed), benefitsOf(typed)];
  const parsed = TypeContent.safeParse(rawOf(form as Fields, bands, benefits));
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) {
    const field = fieldOf(issue.path, bands, benefits);
    ctx.addIssue({ code: "custom", path: [field], message: messageFor(field, issue) });
  }
  return undefined;
}

/** The editor's form, as it comes from a browser: flat fields and numbered rows, read into a type. */
export const TypeForm = z
  .strictObject({ ...shape, basedOn: z.coerce.number().int().positive() })
  .transform((form, ctx) => {
    const { basedOn, step, reason } = form as unknown as Fields & { readonly basedOn: number };
    const content = contentOf(form, ctx);
    return content ? { content, basedOn, step, reason } : z.NEVER;
  });

/** The same form of a type that does not exist yet: based on nothing, and its name must make an id. */
export const NewTypeForm = z.strictObject(shape).transform((form, ctx) => {
  const { step, reason } = form as unknown as Fields;
  const content = contentOf(form, ctx);
  if (content === undefined) return z.NEVER;
  if (typeIdOf(content.name) !== undefined) return { content, step, reason };
  ctx.addIssue({ code: "custom", path: ["name"], message: nameWithoutLetters });
  return z.NEVER;
});

function benefitFields() {
  return Object.assign(
    {},
    ...["benefit", "benefitId", "discount", "quantity", "unit"].map((prefix) => rows(prefix, benefitRows)),
  ) as Record<string, typeof text>;
}

const bandValues = ({ upTo, netPence }: PriceBand, at: number): [string, string][] => [
  ...(upTo === undefined ? [] : [[`upTo${at + 1}`, String(upTo)] as [string, string]]),
  [`price${at + 1}`, poundsTyped(netPence)],
];

const benefitValues = (
  { benefitId, name, discountPercent, allowance }: SoldBenefit,
  at: number,
): [string, string][] => [
  [`benefitId${at + 1}`, benefitId],
  [`benefit${at + 1}`, name],
  [`discount${at + 1}`, String(discountPercent)],
  ...(allowance
    ? ([
        [`quantity${at + 1}`, String(allowance.quantity)],
        [`unit${at + 1}`, allowance.unit],
      ] as [string, string][])
    : []),
];

/** A type as the form shows it. */
export const valuesOfType = (type: TypeContent): NonNullable<FormState["values"]> => ({
  ...{ name: type.name, summary: type.summary, kinds: type.eligibleKinds, priceBy: type.price.by, vat: type.vat },
  ...{ termKind: type.term.kind, proRata: type.term.proRata, covers: type.covers },
  lateJoinersFrom: type.term.kind === "academic-year" ? (type.term.lateJoinersFrom ?? "") : "",
  ...{ graceDays: String(type.graceDays), creditDays: String(type.creditDays) },
  ...{ needsApproval: type.needsApproval ? "yes" : "no", isOnSale: type.isOnSale ? "yes" : "no" },
  ...Object.fromEntries(type.price.bands.flatMap(bandValues)),
  ...Object.fromEntries(type.benefits.flatMap(benefitValues)),
});
