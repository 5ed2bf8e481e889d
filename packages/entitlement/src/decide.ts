import type { LondonDate, Pence } from "@alliance/core";
import type { Grant } from "./grant.ts";

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
      /** Net of VAT; only where the question had a list price. */
      readonly pricePence?: Pence;
      readonly reason: string;
      readonly grant: Grant;
    }
  | { readonly allowed: false; readonly reason: string };

/**
 * May they use a benefit on a day, at what price, and why: the answer a school business manager reads.
 * Grants are a union: the best one for the member decides, whatever their order.
 */
export function decide({ grants, benefit, on }: Question): Decision {
  const offers = grants.flatMap((grant) => {
    const sold = grant.benefits.find(({ benefitId }) => benefitId === benefit.benefitId);
    return sold && inForce(grant, on) ? [{ grant, discountPercent: sold.discountPercent }] : [];
  });
  const [best] = offers.sort((a, b) => b.discountPercent - a.discountPercent || compareGrants(a.grant, b.grant));
  if (best === undefined) return { allowed: false, reason: whyNot(grants, benefit.name, on) };
  const { grant, discountPercent } = best;
  const terms = discountPercent === 100 ? "Included in" : discountPercent > 0 ? `${discountPercent}% off with` : "With";
  const price =
    benefit.listPence === undefined ? {} : { pricePence: discounted(benefit.listPence, 100 - discountPercent) };
  return {
    allowed: true,
    discountPercent,
    ...price,
    reason: `${terms} ${nameOf(grant)} until ${day(grant.until)}.`,
    grant,
  };
}

/** Rounded to the nearest penny, half a penny up. */
const discounted = (listPence: Pence, percent: number): Pence => Math.floor((listPence * percent + 50) / 100);

const inForce = (grant: Grant, on: LondonDate): boolean =>
  grant.status === "active" && grant.from <= on && on <= grant.until;

/** A total order, so that equal offers give the same answer in any order: the longest first. */
function compareGrants(a: Grant, b: Grant): number {
  const text = (grant: Grant): string => `${grant.organisationId}|${grant.membershipTypeId}|${JSON.stringify(grant)}`;
  if (a.until !== b.until) return a.until > b.until ? -1 : 1;
  return text(a) < text(b) ? -1 : text(a) > text(b) ? 1 : 0;
}

const nameOf = (grant: Grant): string => `${grant.membershipTypeName} of ${grant.organisationName}`;

const day = (date: LondonDate): string =>
  new Date(`${date}T00:00:00Z`).toLocaleDateString("en-GB", {
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  });

/** The reason that is nearest to a yes: in force without the benefit, then waiting, then not yet, then over. */
function whyNot(grants: readonly Grant[], benefitName: string, on: LondonDate): string {
  const sorted = [...grants].sort(compareGrants);
  const current = sorted.find((grant) => inForce(grant, on));
  if (current) return `${nameOf(current)} does not include ${benefitName}.`;
  const pending = sorted.find((grant) => grant.status === "pending" && on <= grant.until);
  if (pending) return `${nameOf(pending)} is not in force yet: it begins when its payment is settled.`;
  const active = sorted.filter(({ status }) => status === "active");
  const next = active
    .filter(({ from }) => from > on)
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))[0];
  if (next) return `${nameOf(next)} begins on ${day(next.from)}.`;
  const last = active.find(({ until }) => until < on);
  if (last) return `${nameOf(last)} ended on ${day(last.until)}.`;
  return `${benefitName} comes with membership, and no membership covers you.`;
}
