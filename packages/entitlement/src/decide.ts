import type { LondonDate, Pence } from "@alliance/core";
import type { Allowance, Grant, SoldBenefit } from "./grant.ts";
import { isOver, noMembership, notBegun, notIncluded, notPaid, whyYes } from "./reasons.ts";

export interface Question {
  /** Every grant of every organisation somebody belongs to, in any order. */
  readonly grants: readonly Grant[];
  readonly benefit: {
    readonly benefitId: string;
    readonly name: string;
    /** What somebody without membership pays, net of VAT; without it there is no price to answer. */
    readonly listPence?: Pence;
  };
  readonly on: LondonDate;
}

export type Decision =
  | {
      readonly allowed: true;
      readonly discountPercent: number;
      /** So many come with the membership; what is used of them is known to who gives them out. */
      readonly allowance?: Allowance;
      /** Net of VAT, for what goes beyond an allowance; only where the question had a list price. */
      readonly pricePence?: Pence;
      readonly reason: string;
      readonly grant: Grant;
    }
  | { readonly allowed: false; readonly reason: string };

interface Offer {
  readonly grant: Grant;
  readonly sold: SoldBenefit;
}

/**
 * May they use a benefit on a day, at what price, and why: the answer a school business manager reads.
 * Grants are a union: the best one for the member decides, whatever their order.
 */
export function decide({ grants, benefit, on }: Question): Decision {
  const offers = grants.flatMap((grant): Offer[] => {
    const sold = grant.benefits.find(({ benefitId }) => benefitId === benefit.benefitId);
    return sold && isInForce(grant, on) ? [{ grant, sold }] : [];
  });
  const [best] = offers.sort((a, b) => compareOffers(a, b, on));
  if (best === undefined) return { allowed: false, reason: whyNot(grants, benefit.name, on) };
  const { grant, sold } = best;
  const { discountPercent, allowance } = sold;
  return {
    allowed: true,
    discountPercent,
    ...(allowance === undefined ? {} : { allowance }),
    ...(benefit.listPence === undefined ? {} : { pricePence: discounted(benefit.listPence, 100 - discountPercent) }),
    reason: whyYes(grant, sold, on),
    grant,
  };
}

/** Rounded to the nearest penny, half a penny up. */
const discounted = (listPence: Pence, percent: number): Pence => Math.floor((listPence * percent + 50) / 100);

/** Paid for, begun, and neither over nor past its grace. */
export const isInForce = (grant: Grant, on: LondonDate): boolean =>
  grant.status === "active" && grant.from <= on && on <= grant.graceUntil;

const isInGrace = (grant: Grant, on: LondonDate): boolean => on > grant.until;

/** Included without a number is more than any number. */
const quantityOf = ({ discountPercent, allowance }: SoldBenefit): number =>
  allowance?.quantity ?? (discountPercent === 100 ? Number.MAX_SAFE_INTEGER : 0);

/** The most first; of equal offers one in its time before one in grace, one's own before a trust's, the longest. */
const compareOffers = (a: Offer, b: Offer, on: LondonDate): number =>
  b.sold.discountPercent - a.sold.discountPercent ||
  quantityOf(b.sold) - quantityOf(a.sold) ||
  Number(isInGrace(a.grant, on)) - Number(isInGrace(b.grant, on)) ||
  Number(a.grant.via !== undefined) - Number(b.grant.via !== undefined) ||
  compareGrants(a.grant, b.grant);

/** A total order, so that equal offers give the same answer in any order: the longest first. */
function compareGrants(a: Grant, b: Grant): number {
  const text = (grant: Grant): string => `${grant.organisationId}|${grant.membershipTypeId}|${JSON.stringify(grant)}`;
  if (a.graceUntil !== b.graceUntil) return a.graceUntil > b.graceUntil ? -1 : 1;
  return text(a) < text(b) ? -1 : text(a) > text(b) ? 1 : 0;
}

/** The reason that is nearest to a yes: in force without the benefit, then waiting, then not yet, then over. */
function whyNot(grants: readonly Grant[], benefitName: string, on: LondonDate): string {
  const sorted = [...grants].sort(compareGrants);
  const current = sorted.find((grant) => isInForce(grant, on));
  if (current) return notIncluded(current, benefitName);
  const pending = sorted.find((grant) => grant.status === "pending" && on <= grant.until);
  if (pending) return notPaid(pending, on);
  const active = sorted.filter(({ status }) => status === "active");
  const next = active
    .filter(({ from }) => from > on)
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))[0];
  if (next) return notBegun(next);
  const last = active.find(({ graceUntil }) => graceUntil < on);
  return last ? isOver(last) : noMembership(benefitName);
}
