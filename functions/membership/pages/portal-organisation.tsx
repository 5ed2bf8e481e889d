import type { LondonDate } from "@alliance/core";
import type { PageReply } from "@alliance/http";
import { Button, ButtonGroup, EmptyState, Link, Money, Table } from "@alliance/ui";
import { statusOn } from "../schema/term.ts";
import type { OwnOrganisation } from "../use-cases/read-membership.ts";
import { Profile } from "./organisation-facts.tsx";
import { Dates, Paragraph } from "./school-parts.tsx";
import { coverageWords, renewalWords, StandingTag } from "./term-parts.tsx";

interface Shown {
  readonly own: OwnOrganisation;
  readonly today: LondonDate;
}

/** What was paid is for those who see the invoices. */
const seesPrices = ({ roles }: OwnOrganisation): boolean => roles.some((role) => role !== "colleague");

const Memberships = ({ own, today }: Shown) => (
  <Table
    stacks
    caption="Its memberships, the newest first"
    captionClasses="govuk-table__caption--m"
    firstCellIsHeader
    head={[
      { content: "Type" },
      { content: "From and until" },
      { content: "State" },
      ...(seesPrices(own) ? [{ content: "Price without VAT", format: "numeric" as const }] : []),
    ]}
    rows={own.terms.map((term) => [
      { content: term.membershipTypeName },
      { content: <Dates from={term.startsOn} until={term.endsOn} /> },
      { content: <StandingTag status={statusOn(term, today)} /> },
      ...(seesPrices(own) ? [{ content: <Money amountPence={term.netPence} />, format: "numeric" as const }] : []),
    ])}
  />
);

/** One's own organisation: what we hold about it, its memberships over the years, and the ways on from here. */
export function organisationPage({ own, today }: Shown): PageReply {
  const { organisation, terms, covered } = own;
  const { organisationId, name, identifiers } = organisation;
  const through = coverageWords(covered, today);
  const renewal = renewalWords(own);
  const isOfRegister = identifiers.some(({ scheme }) => scheme === "urn" || scheme === "trust-uid");
  return {
    title: `Your organisation: ${name}`,
    section: "Overview",
    backLink: { href: "/portal", text: "Your membership" },
    body: (
      <>
        <h1 class="govuk-heading-l">{name}</h1>
        <Profile organisation={organisation} />
        <Paragraph>
          {isOfRegister
            ? "Its name, numbers and address come from the national register (GIAS). Is something out of date? Have it changed there; we read it every night."
            : "This is what you told us."}{" "}
          If it stays wrong here, <Link href="/contact">write to us</Link>.
        </Paragraph>
        {terms.length > 0 ? (
          <Memberships own={own} today={today} />
        ) : (
          <EmptyState title="No membership of its own">
            {through.length > 0 ? "What it can use comes through others." : "It has not joined so far."}
          </EmptyState>
        )}
        {renewal !== undefined && <Paragraph>{renewal}</Paragraph>}
        {through.length > 0 && (
          <>
            <h2 class="govuk-heading-m">Through others</h2>
            <ul class="govuk-list govuk-list--bullet">
              {through.map((words) => (
                <li>{words}</li>
              ))}
            </ul>
          </>
        )}
        <ButtonGroup>
          <Button href={`/portal/people/${organisationId}`}>See its people</Button>
          {seesPrices(own) && (
            <Button href="/portal/invoices" classes="govuk-button--secondary">
              See its invoices
            </Button>
          )}
        </ButtonGroup>
      </>
    ),
  };
}
