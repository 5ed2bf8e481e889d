import { dateInWords as day, dayInWords, type LondonDate } from "@alliance/core";
import type { Grant, SoldBenefit } from "./grant.ts";

/** Without the year when the sentence has just said it. */
const dayAfter = (date: LondonDate, said: LondonDate): string =>
  date.slice(0, 4) === said.slice(0, 4) ? dayInWords(date) : day(date);

/** The organisation that holds the membership. */
const holderOf = ({ organisationName, via }: Grant): string => via?.organisationName ?? organisationName;
const nameOf = (grant: Grant): string => `${grant.membershipTypeName} of ${holderOf(grant)}`;
const belongs = ({ via, organisationName }: Grant): string =>
  via?.scheme === "la-code"
    ? `the local authority of ${organisationName} since ${day(via.from)}`
    : `which ${organisationName} joined on ${day(via?.from ?? "")}`;

const unitsOf = ({ allowance }: SoldBenefit): string =>
  allowance === undefined
    ? ""
    : `${allowance.quantity} ${allowance.quantity === 1 ? allowance.unit.slice(0, -1) : allowance.unit}`;

/** "Included", "30% off", "2 places included, then 30% off". */
function offerOf(sold: SoldBenefit): string {
  const units = unitsOf(sold);
  if (units === "") return sold.discountPercent === 100 ? "included" : `${sold.discountPercent}% off`;
  const beyond = sold.discountPercent > 0 && sold.discountPercent < 100 ? `, then ${sold.discountPercent}% off` : "";
  return `${units} included${beyond}`;
}

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** Why somebody may, for who reads it at a school. */
export function whyYes(grant: Grant, sold: SoldBenefit, on: LondonDate): string {
  const nothingOff = sold.discountPercent === 0 && sold.allowance === undefined;
  if (on > grant.until) {
    const still = nothingOff ? "For now" : `Still ${offerOf(sold)}`;
    const who = grant.via ? `${grant.via.organisationName} has` : "you have";
    const last = dayAfter(grant.graceUntil, grant.until);
    return `${still}: ${nameOf(grant)} ended on ${day(grant.until)}; ${who} until ${last} to renew.`;
  }
  const offer = offerOf(sold);
  const lead = nothingOff ? "With" : `${capital(offer)} ${offer.endsWith("included") ? "in" : "with"}`;
  if (grant.via === undefined) return `${lead} ${nameOf(grant)} until ${day(grant.until)}.`;
  return `${lead} ${nameOf(grant)}, ${belongs(grant)}. ${untilCovered(grant)}`;
}

const untilCovered = (grant: Grant): string =>
  hasLeft(grant)
    ? `It covers ${grant.organisationName} until ${day(grant.until)}, when it leaves ${holderOf(grant)}.`
    : `It runs until ${day(grant.until)}.`;

/** The tie ends before the membership's own time does. */
const hasLeft = ({ via, graceUntil }: Grant): boolean => via?.until !== undefined && via.until === graceUntil;

export const notIncluded = (grant: Grant, benefitName: string): string =>
  `${nameOf(grant)} does not include ${benefitName}.`;

export const notPaid = (grant: Grant, on: LondonDate): string =>
  grant.from > on
    ? `${nameOf(grant)} is not in force yet: it begins on ${day(grant.from)} if its payment is settled by then.`
    : `${nameOf(grant)} is not in force yet: it begins when its payment is settled.`;

export const notBegun = (grant: Grant): string =>
  grant.via && grant.via.from === grant.from
    ? `${nameOf(grant)} covers ${grant.organisationName} from ${day(grant.from)}.`
    : `${nameOf(grant)} begins on ${day(grant.from)}.`;

export function isOver(grant: Grant): string {
  if (hasLeft(grant)) {
    return `${nameOf(grant)} covered ${grant.organisationName} until ${day(grant.graceUntil)}, when it left ${holderOf(grant)}.`;
  }
  const ended = `${nameOf(grant)} ended on ${day(grant.until)}`;
  if (grant.graceUntil === grant.until) return `${ended}.`;
  return `${ended}, and the time to renew it on ${dayAfter(grant.graceUntil, grant.until)}.`;
}

export const noMembership = (benefitName: string): string =>
  `${benefitName} comes with membership, and no membership covers you.`;
