import { dayInWords } from "@alliance/core";
import type { SoldBenefit } from "@alliance/entitlement";
import type { TypeContent } from "../schema/membership-type.ts";
import type { OrganisationKind } from "../schema/organisation.ts";
import { bandWords, shortPounds } from "../types/explain-price.ts";

export const kindNames: Record<OrganisationKind, string> = {
  school: "School or college",
  trust: "Academy trust",
  "local-authority": "Local authority",
  charity: "Charity",
  university: "University",
  business: "Business",
};

export const vatNames: Record<TypeContent["vat"], string> = {
  standard: "Standard rate, 20%",
  zero: "Zero rate",
  exempt: "Exempt",
  outside: "Outside the scope of VAT",
};

export const coversNames: Record<TypeContent["covers"], string> = {
  itself: "The organisation itself",
  "its-schools": "The trust and all its schools",
  "its-authority-schools": "The authority and the schools of its area",
};

export const sizeNames: Record<TypeContent["price"]["by"], string> = {
  flat: "One price for all",
  pupils: "By the number of pupils",
  schools: "By the number of schools",
};

/** "06-01" → "1 June" */
export const dayOfYear = (day: string): string => dayInWords(`2028-${day}`);

const days = (count: number): string => (count === 0 ? "None" : count === 1 ? "1 day" : `${count} days`);

/** "2 places included, then 30% off" */
export function benefitTerms({ discountPercent, allowance }: SoldBenefit): string {
  const off =
    discountPercent === 100 ? "included" : discountPercent === 0 ? "at the usual price" : `${discountPercent}% off`;
  if (allowance === undefined) return off;
  const unit = allowance.quantity === 1 ? allowance.unit.slice(0, -1) : allowance.unit;
  return discountPercent === 100
    ? `${allowance.quantity} ${unit} a year`
    : `${allowance.quantity} ${unit} included, then ${off}`;
}

export const benefitWords = (benefit: SoldBenefit): string => `${benefit.name}: ${benefitTerms(benefit)}`;

export const priceWords = ({ price, eligibleKinds }: TypeContent): string[] =>
  price.bands.map(({ netPence }, at) => {
    const words = bandWords(price, at, eligibleKinds[0] ?? "school");
    return `${shortPounds(netPence)} a year${words ? ` ${words}` : ""}`;
  });

function termWords({ term }: TypeContent): string[] {
  if (term.kind === "rolling-year") return ["Twelve months from the day of joining"];
  const late = term.lateJoinersFrom;
  return [
    "Until 31 August",
    term.proRata === "monthly"
      ? "By the month for who joins during the year"
      : "The same price whenever somebody joins",
    ...(late ? [`From ${dayOfYear(late)} the rest of the year is free, and the next one is paid`] : []),
  ];
}

/** Everything a type says, in rows that can stand beside another version's. */
export const contentRows = (
  type: TypeContent,
): readonly { readonly key: string; readonly lines: readonly string[] }[] => [
  { key: "Name", lines: [type.name] },
  { key: "Summary", lines: [type.summary] },
  { key: "Who may join", lines: type.eligibleKinds.map((kind) => kindNames[kind]) },
  { key: "Price, net", lines: priceWords(type) },
  { key: "VAT", lines: [vatNames[type.vat]] },
  { key: "Term", lines: termWords(type) },
  { key: "Grace after the end", lines: [days(type.graceDays)] },
  { key: "Staff approve first", lines: [type.needsApproval ? "Yes, before any invoice" : "No"] },
  { key: "Covers", lines: [coversNames[type.covers]] },
  { key: "Time to pay an invoice", lines: [days(type.creditDays)] },
  { key: "What comes with it", lines: type.benefits.length > 0 ? type.benefits.map(benefitWords) : ["Nothing yet"] },
  { key: "On sale", lines: [type.isOnSale ? "Yes" : "No: nobody can join with it"] },
];
