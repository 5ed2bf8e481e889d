import type { Grant } from "@alliance/entitlement";
import { formatDate, Link, Tag } from "@alliance/ui";
import type { Child } from "hono/jsx";
import { graceEndOf, type TermStatus } from "../schema/term.ts";
import type { OwnOrganisation } from "../use-cases/read-membership.ts";

type Shown = TermStatus | "none" | "covered";

const tags: Record<Shown, { readonly text: string; readonly classes: string }> = {
  active: { text: "Member", classes: "govuk-tag--green" },
  covered: { text: "Covered", classes: "govuk-tag--green" },
  "in-grace": { text: "Time to renew", classes: "govuk-tag--orange" },
  upcoming: { text: "Begins soon", classes: "govuk-tag--blue" },
  pending: { text: "Waiting for payment", classes: "govuk-tag--yellow" },
  lapsed: { text: "Lapsed", classes: "govuk-tag--grey" },
  none: { text: "Not a member", classes: "govuk-tag--grey" },
};

export const StandingTag = ({ status }: { readonly status: Shown }) => (
  <Tag classes={tags[status].classes}>{tags[status].text}</Tag>
);

/** What comes through a trust or an authority on that day. */
export const coveringOn = (covered: readonly Grant[], today: string): Grant | undefined =>
  covered.find(({ status, from, graceUntil }) => status === "active" && from <= today && today <= graceUntil);

export const shownStatus = ({ standing, covered }: OwnOrganisation, today: string): Shown => {
  const isInForce = standing.status === "active" || standing.status === "in-grace";
  return !isInForce && coveringOn(covered, today) ? "covered" : standing.status;
};

/** How one's own membership stands, in a sentence. */
export function standingWords({ standing, organisation }: OwnOrganisation): string {
  const { status, term } = standing;
  if (term === undefined) return `${organisation.name} has no membership of its own.`;
  const end = formatDate(term.endsOn);
  switch (status) {
    case "active":
      return `${term.membershipTypeName}, active from ${formatDate(term.startsOn)} until ${end}.`;
    case "in-grace":
      return `${term.membershipTypeName} ended on ${end}. You can use everything until ${formatDate(graceEndOf(term))}.`;
    case "upcoming":
      return `${term.membershipTypeName}, from ${formatDate(term.startsOn)} until ${end}.`;
    case "pending":
      return `${term.membershipTypeName} begins when its payment is settled.`;
    default:
      return `${term.membershipTypeName} ended on ${end}.`;
  }
}

/** What to do about the next year, and where; nothing while it is too early. */
export function renewalWords({ renewal, mayRenew, organisation, standing }: OwnOrganisation): Child | undefined {
  const path = `/portal/membership/renew/${organisation.organisationId}`;
  if (renewal.state === "renewed") {
    return `Renewed: the next year begins on ${formatDate(renewal.next.startsOn)} and runs until ${formatDate(renewal.next.endsOn)}.`;
  }
  if (renewal.state === "waiting") {
    const words = `The renewal from ${formatDate(renewal.next.startsOn)} waits for its payment.`;
    return mayRenew ? (
      <>
        {words} <Link href={path}>See the renewal</Link>
      </>
    ) : (
      words
    );
  }
  if (renewal.state === "too-early") return `You can renew from ${formatDate(renewal.from)}.`;
  if (renewal.state !== "open") return undefined;
  return mayRenew ? (
    <Link href={path}>
      {standing.status === "lapsed"
        ? "Renew, to be a member again from today"
        : `Renew from ${formatDate(renewal.startsOn)}`}
    </Link>
  ) : (
    "It can be renewed now: ask your lead or finance contact."
  );
}

/** "Northern Lights Trust, from 1 September 2025": each trust or authority, with the days it covers. */
export function coverageWords(covered: readonly Grant[], today: string): readonly string[] {
  return covered.map((grant) => {
    const holder = grant.via?.organisationName ?? "";
    const what = `${grant.membershipTypeName} of ${holder}`;
    if (grant.status === "pending") return `${what}: begins when its payment is settled.`;
    if (grant.from > today) return `${what}: from ${formatDate(grant.from)}.`;
    if (grant.graceUntil >= today) return `${what}: from ${formatDate(grant.from)} until ${formatDate(grant.until)}.`;
    const hasLeft = grant.via?.until === grant.graceUntil;
    return `${what}: until ${formatDate(grant.graceUntil)}${hasLeft ? `, when ${grant.organisationName} left` : ""}.`;
  });
}
