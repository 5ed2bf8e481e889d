import type { LondonDate, Pence } from "@alliance/core";
import { totalsOf, vatOnLine, vatRatePercentOf } from "@alliance/documents/vat";
import type { MembershipType, PriceBand, TypeContent, VatKind } from "../schema/membership-type.ts";
import type { OrganisationKind } from "../schema/organisation.ts";
import { monthsLeft, type TermDates, termDatesOf } from "./term-dates.ts";

/** Who joins, and when: all that a price may depend on. */
export interface Joiner {
  readonly kind: OrganisationKind;
  /** Absent where the register does not say. */
  readonly pupils?: number;
  readonly schools?: number;
  readonly joinsOn: LondonDate;
}

export interface TypePriceLine {
  readonly description: string;
  readonly netPence: Pence;
  readonly vatTreatment: VatKind;
  readonly vatRatePercent: number;
  readonly vatPence: Pence;
  readonly serviceFrom: LondonDate;
  readonly serviceTo: LondonDate;
}

export interface TypePrice extends TermDates {
  readonly lines: readonly TypePriceLine[];
  readonly netPence: Pence;
  readonly vatPence: Pence;
  readonly totalPence: Pence;
  /** The price of a whole year for this size, and which line of the price list it is. */
  readonly band: PriceBand;
  readonly yearNetPence: Pence;
  /** Of twelve, where the price is by the month. */
  readonly monthsPaid: number;
}

const vatRateOf = (vat: VatKind): number => vatRatePercentOf[vat === "outside" ? "outside-scope" : vat];

/** The first line that reaches the size; without a known size the first of all, so that nobody pays too much. */
export function bandOf({ by, bands }: TypeContent["price"], { pupils, schools }: Pick<Joiner, "pupils" | "schools">) {
  const size = by === "pupils" ? pupils : by === "schools" ? schools : undefined;
  const found = bands.find(({ upTo }) => upTo === undefined || (size ?? 0) <= upTo);
  if (found === undefined) throw new Error("the last line of a price list has no upper end");
  return found;
}

/** Whole months left by twelve, half a penny up; a term that rolls over is sold at the price of the whole next year. */
function monthsPaidOf(type: TypeContent, dates: TermDates): number {
  const isByMonth = type.term.proRata === "monthly" && !dates.rollsOver;
  return isByMonth ? monthsLeft(dates.startsOn) : 12;
}

/** Pure: what somebody pays for a type if they join on a day, in integer pence, VAT rounded once per line. */
export function priceOf(type: MembershipType, joiner: Joiner): TypePrice {
  const dates = termDatesOf(type.term, joiner.joinsOn);
  const band = bandOf(type.price, joiner);
  const monthsPaid = monthsPaidOf(type, dates);
  const netPence = Math.floor((band.netPence * monthsPaid * 2 + 12) / 24);
  const vatRatePercent = vatRateOf(type.vat);
  const line: TypePriceLine = {
    description: `${type.name}, ${yearsOf(dates, type.term.kind)}`,
    ...{ netPence, vatTreatment: type.vat, vatRatePercent },
    vatPence: vatOnLine(netPence, vatRatePercent),
    serviceFrom: dates.startsOn,
    serviceTo: dates.endsOn,
  };
  return { ...dates, ...totalsOf([line]), lines: [line], band, yearNetPence: band.netPence, monthsPaid };
}

function yearsOf({ academicYear, rollsOver }: TermDates, kind: TypeContent["term"]["kind"]): string {
  if (kind === "rolling-year") return "twelve months";
  if (!rollsOver) return `academic year ${academicYear}`;
  const next = Number(academicYear.slice(0, 4)) + 1;
  return `rest of ${academicYear} and academic year ${next}-${String((next + 1) % 100).padStart(2, "0")}`;
}
