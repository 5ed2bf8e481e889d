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

const People = ({ people, names }: Pick<OrganisationDetails, "people"> & Pick<OrganisationTimeline, "names">) => (
  <Table
    stacks
    caption="People"
    captionClasses="govuk-table__caption--m"
    firstCellIsHeader
    head={[{ content: "Name" }, { content: "Role" }, { content: "Since" }]}
    rows={people.map(({ personId, role, from }) => [
      { content: names.get(personId) ?? nobody },
      { content: roleNames[role] },
      { content: <LondonDate value={from} /> },
    ])}
  />
);

export interface OrganisationPageProps {
  readonly mayRenew: boolean;
  readonly mayMerge: boolean;
  readonly mayEdit: boolean;
  readonly facts: OrganisationFacts;
  /** Only who may manage people is led to their page. */
  readonly mayManagePeople: boolean;
  readonly today: string;
}

/** One organisation as staff see it: facts, terms, people, and everything that happened. */
export const organisationPage = (
  details: OrganisationDetails,
  timeline: OrganisationTimeline,
  { mayRenew, mayMerge, mayEdit, mayManagePeople, facts, today }: OrganisationPageProps,
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
      <OpenReviews reviews={facts.reviews} />
      <Profile organisation={details.organisation} />
      {details.terms.length > 0 ? (
        <Terms terms={details.terms} today={today} />
      ) : (
        <Paragraph>No membership yet.</Paragraph>
      )}
      <Paragraph>
        <Link href={`/console/membership/entitlement?organisation=${details.organisation.organisationId}`}>
          What they may use on a day, and why
        </Link>
        {mayRenew && details.terms.length > 0 && (
          <>
            {" · "}
            <Link href={`${organisationPath(details.organisation.organisationId)}/renew`}>Renew for them</Link>
          </>
        )}
        {mayEdit && (
          <>
            {" · "}
            <Link href={`${organisationPath(details.organisation.organisationId)}/change`}>Change name or address</Link>
          </>
        )}
        {mayMerge && (
          <>
            {" · "}
            <Link href={`${organisationPath(details.organisation.organisationId)}/merge`}>
              Merge with another organisation
            </Link>
          </>
        )}
      </Paragraph>
      {details.organisation.kind === "school" && <BelongsTo coverage={facts.coverage} />}
      {details.people.length > 0 ? (
        <People people={details.people} names={timeline.names} />
      ) : (
        <Paragraph>Nobody has a role here yet: the lead contact is known once the membership begins.</Paragraph>
      )}
      {mayManagePeople && (
        <Paragraph>
          <Link href={`${organisationPath(details.organisation.organisationId)}/people`}>
            Invite people, or change their roles
          </Link>
        </Paragraph>
      )}
      <ChangesByHand changes={facts.changes} />
      <h2 class="govuk-heading-m">What happened</h2>
      <Timeline items={happenings(timeline)} />
      {timeline.cursor && (
        <Paragraph>
          <Link href={`/console/membership/timeline?reference=${details.organisation.organisationId}`}>
            The whole timeline
          </Link>
        </Paragraph>
      )}
    </>
  ),
});
