import { type FormState, valuesTyped, valueTyped } from "@alliance/ui";
import { type Added, linesShown } from "./type-rows.ts";
import { coversNames, kindNames, vatNames } from "./type-words.ts";

/** The parts of the form that fold away, and the fields in each. */
const fieldsOf = {
  who: /^(kinds|covers)$/,
  price: /^(priceBy|vat|(upTo|price)\d)$/,
  term: /^(termKind|proRata|lateJoinersFrom|graceDays|creditDays|needsApproval)$/,
  benefit: /^(benefit|benefitId|discount|quantity|unit)\d$/,
} as const;
type Part = keyof typeof fieldsOf;

const named = (names: Readonly<Record<string, string>>, value: string | undefined): string | undefined =>
  value === undefined ? undefined : names[value];

const days = (form: FormState, field: string): string => `${valueTyped(form, field) || "no"} days`;

/** All of them or nothing: a part that is not said yet has no words. */
const sentence = (...said: (string | undefined)[]): string | undefined =>
  said.every((each) => each !== undefined && each !== "") ? said.join(". ") : undefined;

const words: Readonly<Record<Part, (form: FormState) => string | undefined>> = {
  who: (form) => {
    const kinds = valuesTyped(form, "kinds").flatMap((kind) => named(kindNames, kind) ?? []);
    return sentence(kinds.join(", "), named(coversNames, valueTyped(form, "covers")));
  },
  price: (form) => {
    const prices = linesShown(form, "price").lines.map((line) => valueTyped(form, `price${line}`) ?? "");
    const typed = prices.filter((price) => price !== "").map((price) => `£${price.replace("£", "").trim()}`);
    return sentence(
      typed.join(", "),
      valueTyped(form, "priceBy") && named(vatNames, valueTyped(form, "vat"))?.replace(/^/, "VAT: "),
    );
  },
  term: (form) => {
    const terms = { "academic-year": "Until 31 August", "rolling-year": "Twelve months" };
    const approval = { yes: "Staff approve first", no: "No approval" };
    return sentence(
      named(terms, valueTyped(form, "termKind")),
      `Grace: ${days(form, "graceDays")}`,
      `Time to pay: ${days(form, "creditDays")}`,
      named(approval, valueTyped(form, "needsApproval")),
    );
  },
  benefit: (form) => {
    const names = linesShown(form, "benefit").lines.map((line) => valueTyped(form, `benefit${line}`) ?? "");
    return names.filter((name) => name !== "").join(", ") || "Nothing yet";
  },
};

/** What a part says now; open where something in it is wrong, is not said yet, or has just been added. */
export function foldOf(form: FormState, part: Part, added?: Added): { readonly now?: string; readonly open: boolean } {
  const now = words[part](form);
  const isWrong = form.errors?.some(({ field }) => fieldsOf[part].test(field)) ?? false;
  return { ...(now ? { now } : {}), open: isWrong || now === undefined || added === part };
}
