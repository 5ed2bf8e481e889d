import type { PageReply } from "@alliance/http";
import { Link, LondonDate, Money, Table, Timeline, type TimelineItem } from "@alliance/ui";
import { roleNames } from "../schema/invitation.ts";
import { statusOn } from "../schema/term.ts";
import type { OrganisationDetails } from "../use-cases/read-organisation.ts";
import type { OrganisationFacts } from "../use-cases/read-organisation-facts.ts";
import type { OrganisationTimeline } from "../use-cases/read-timeline.ts";
import { organisationPath } from "./console-paths.ts";
import { wordsFor } from "./event-words.ts";
import { BelongsTo, ChangesByHand, OpenReviews, Profile } from "./organisation-facts.tsx";
import { Dates, Paragraph } from "./school-parts.tsx";
import { StandingTag } from "./term-parts.tsx";

const nobody = "Name not known any more";

function whoOf(actor: string, names: ReadonlyMap<string, string>): string {
  if (actor.startsWith("per_")) return names.get(actor) ?? nobody;
  return actor === "anonymous" ? "A visitor" : "The platform";
}

export const happenings = ({ events, names }: OrganisationTimeline): TimelineItem[] =>
  events.map((event) => {
    const { title, tone, detail } = wordsFor(event);
    return { title, tone, at: event.occurredAt, by: whoOf(event.actor, names), children: detail };
  });

const Terms = ({ terms, today }: Pick<OrganisationDetails, "terms"> & Pick<OrganisationPageProps, "today">) => (
  <Table
    stacks
    caption="Membership"
    captionClasses="govuk-table__caption--m"
    firstCellIsHeader
    head={[
      { content: "Year" },
      { content: "Dates" },
      { content: "Price, net", format: "numeric" },
      { content: "State" },
    ]}
    rows={terms.map((term) => [
      { content: term.academicYear },
      { content: <Dates from={term.startsOn} until={term.endsOn} /> },
      { content: <Money amountPence={term.netPence} />, format: "numeric" },
      { content: <StandingTag status={statusOn(term, today)} /> },
    ])}
  />
);

interface PeopleProps extends Pick<OrganisationDetails, "people">, Pick<OrganisationTimeline, "names"> {
  readonly mayManagePeople: boolean;
}

const People = ({ people, names, mayManagePeople }: PeopleProps) => (
  <Table
    stacks
    caption="People"
    captionClasses="govuk-table__caption--m"
    firstCellIsHeader
    head={[{ content: "Name" }, { content: "Role" }, { content: "Since" }]}
    rows={people.map(({ personId, role, from }) => {
      const name = names.get(personId);
      const link = name && mayManagePeople && <Link href={`/console/membership/people/${personId}`}>{name}</Link>;
      return [
        { content: link || (name ?? nobody) },
        { content: roleNames[role] },
        { content: <LondonDate value={from} /> },
      ];
    })}
  />
);

interface Way {
  readonly href: string;
  readonly text: string;
}

/** What staff can do or look up here, of what they may. */
function waysFor({ organisation, terms }: OrganisationDetails, may: OrganisationPageProps): Way[] {
  const path = organisationPath(organisation.organisationId);
  const own = new URLSearchParams({ organisation: organisation.organisationId });
  return [
    { href: `/console/membership/entitlement?${own}`, text: "What they may use on a day, and why" },
    ...(may.mayReadInvoices ? [{ href: `/console/finance/invoices?${own}`, text: "Their invoices" }] : []),
    ...(may.mayRenew && terms.length > 0 ? [{ href: `${path}/renew`, text: "Renew for them" }] : []),
    ...(may.mayManagePeople ? [{ href: `${path}/people`, text: "Invite people, or change their roles" }] : []),
    ...(may.mayEdit ? [{ href: `${path}/change`, text: "Change name or address" }] : []),
    ...(may.mayMerge ? [{ href: `${path}/merge`, text: "Merge with another organisation" }] : []),
  ];
}

const Ways = ({ ways }: { readonly ways: readonly Way[] }) => (
  <ul class="govuk-list">
    {ways.map(({ href, text }) => (
      <li>
        <Link href={href}>{text}</Link>
      </li>
    ))}
  </ul>
);

/** A page has the latest; the rest is a page of its own. */
const latest = 10;

const WhatHappened = ({
  organisationId,
  timeline,
}: {
  readonly organisationId: string;
  readonly timeline: OrganisationTimeline;
}) => (
  <>
    <h2 class="govuk-heading-m">What happened</h2>
    <Timeline items={happenings(timeline).slice(0, latest)} />
    {(timeline.cursor !== undefined || timeline.events.length > latest) && (
      <Paragraph>
        <Link href={`/console/membership/timeline?reference=${organisationId}`}>The whole timeline</Link>
      </Paragraph>
    )}
  </>
);

export interface OrganisationPageProps {
  readonly mayRenew: boolean;
  readonly mayMerge: boolean;
  readonly mayEdit: boolean;
  /** The finance team is led to what was invoiced. */
  readonly mayReadInvoices: boolean;
  readonly facts: OrganisationFacts;
  /** Only who may manage people is led to their page. */
  readonly mayManagePeople: boolean;
  readonly today: string;
}

/** One organisation as staff see it: is it a member, who is who, what can be done, what is known, what happened. */
export const organisationPage = (
  details: OrganisationDetails,
  timeline: OrganisationTimeline,
  props: OrganisationPageProps,
): PageReply => ({
  title: details.organisation.name,
  section: "Organisations",
  layout: "wide",
  breadcrumbs: [
    { content: "Organisations", href: "/console/membership/organisations" },
    { content: details.organisation.name },
  ],
  body: (
    <>
      <h1 class="govuk-heading-l">{details.organisation.name}</h1>
      <OpenReviews reviews={props.facts.reviews} />
      {details.terms.length > 0 ? (
        <Terms terms={details.terms} today={props.today} />
      ) : (
        <Paragraph>No membership yet.</Paragraph>
      )}
      <Ways ways={waysFor(details, props)} />
      {details.people.length > 0 ? (
        <People people={details.people} names={timeline.names} mayManagePeople={props.mayManagePeople} />
      ) : (
        <Paragraph>Nobody has a role here yet: the lead contact is known once the membership begins.</Paragraph>
      )}
      <h2 class="govuk-heading-m">What we know of it</h2>
      <Profile organisation={details.organisation} />
      {details.organisation.kind === "school" && <BelongsTo coverage={props.facts.coverage} />}
      <ChangesByHand changes={props.facts.changes} />
      <WhatHappened organisationId={details.organisation.organisationId} timeline={timeline} />
    </>
  ),
});
