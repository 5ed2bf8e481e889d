import { dateInWords, monthInWords, pounds } from "@alliance/core";
import type { MembershipType, TypeContent } from "../schema/membership-type.ts";
import type { OrganisationKind } from "../schema/organisation.ts";
import { bandOf, type Joiner, type TypePrice } from "./price-of.ts";

/** "£250", and "£208.33" where there are pence. */
export const shortPounds = (amountPence: number): string => pounds(amountPence).replace(/\.00$/, "");

const plurals: Record<OrganisationKind, string> = {
  school: "schools",
  trust: "trusts",
  "local-authority": "authorities",
  charity: "charities",
  university: "universities",
  business: "businesses",
};

const number = (value: number): string => value.toLocaleString("en-GB");

/** "for schools of up to 300 pupils"; nothing where one price is for all. */
export function bandWords({ by, bands }: TypeContent["price"], at: number, kind: OrganisationKind): string | undefined {
  if (by === "flat") return undefined;
  const upTo = bands[at]?.upTo;
  const whom = `for ${plurals[kind]}`;
  if (upTo !== undefined) return `${whom} of up to ${number(upTo)} ${by}`;
  const above = bands[at - 1]?.upTo;
  return above === undefined ? `${whom} of any size` : `${whom} of more than ${number(above)} ${by}`;
}

function yearSentence(type: MembershipType, joiner: Joiner): string {
  const band = bandOf(type.price, joiner);
  const words = bandWords(type.price, type.price.bands.indexOf(band), joiner.kind);
  return `${type.name} costs ${shortPounds(band.netPence)} a year${words ? ` ${words}` : ""}`;
}

function partSentence(type: MembershipType, price: TypePrice): string {
  if (price.rollsOver) {
    return `The rest of this academic year is free: you pay for the next one, and membership runs from today until ${dateInWords(price.endsOn)}.`;
  }
  if (type.term.kind === "rolling-year") return `It runs for twelve months, until ${dateInWords(price.endsOn)}.`;
  if (price.monthsPaid === 12) return `It runs until ${dateInWords(price.endsOn)}, the end of the academic year.`;
  const months = `${price.monthsPaid} of 12 months`;
  return `You join in ${monthInWords(price.startsOn)}, so you pay ${months}: ${shortPounds(price.netPence)}. It runs until ${dateInWords(price.endsOn)}.`;
}

const vatSentences: Record<TypeContent["vat"], (price: TypePrice) => string> = {
  standard: ({ lines, vatPence, totalPence }) =>
    `VAT at ${lines[0]?.vatRatePercent ?? 0}% (${shortPounds(vatPence)}) is added, which makes ${shortPounds(totalPence)}.`,
  zero: () => "VAT is charged at 0%.",
  exempt: () => "It is exempt from VAT: none is added.",
  outside: () => "It is outside the scope of VAT: none is added.",
};

/** Why the price is what it is, as a school business manager would explain it to the head. */
export function explainPrice(type: MembershipType, joiner: Joiner, price: TypePrice): readonly string[] {
  const isSizeKnown =
    type.price.by === "flat" || (type.price.by === "pupils" ? joiner.pupils : joiner.schools) !== undefined;
  const unknown = `The register does not say how many ${type.price.by}, so the lowest price counts.`;
  return [
    `${yearSentence(type, joiner)}.`,
    ...(isSizeKnown ? [] : [unknown]),
    partSentence(type, price),
    vatSentences[type.vat](price),
  ];
}
