import { Link, LondonDate, NotificationBanner, SummaryList, Table, Tag } from "@alliance/ui";
import type { Organisation } from "../schema/organisation.ts";
import { numberShapes } from "../schema/organisation-forms.ts";
import type { OrganisationFacts } from "../use-cases/read-organisation-facts.ts";
import { organisationPath } from "./console-paths.ts";
import { said } from "./console-reviews.tsx";
import { changedWords } from "./register-words.ts";
import { Paragraph } from "./school-parts.tsx";
import { kindNames } from "./type-words.ts";

const Days = ({ from, until }: { readonly from: string; readonly until?: string | undefined }) => (
  <>
    {until ? "from" : "since"} <LondonDate value={from} />
    {until && (
      <>
        {" "}
        until <LondonDate value={until} />
      </>
    )}
  </>
);

/** The profile: what it is, its numbers of today and of before, its names, where it is. */
export const Profile = ({ organisation }: { readonly organisation: Organisation }) => {
  const { kind, isPartner, identifiers, formerNames = [], addressLines = [], closedOn, pupils } = organisation;
  const place = [organisation.town, organisation.postcode].filter(Boolean).join(" ");
  const address = addressLines.length > 0 ? addressLines.join(", ") : place;
  return (
    <SummaryList
      rows={[
        {
          key: "Kind",
          value: (
            <>
              {kindNames[kind]} {isPartner && <Tag classes="govuk-tag--blue">Partner</Tag>}{" "}
              {closedOn && <Tag classes="govuk-tag--grey">Closed</Tag>}
            </>
          ),
        },
        ...identifiers.map(({ scheme, value, from, until }) => ({
          key: numberShapes[scheme].name,
          value: (
            <>
              {value}, <Days from={from} until={until} />
            </>
          ),
        })),
        ...formerNames.map(({ name, until }) => ({
          key: "Former name",
          value: (
            <>
              {name}, until <LondonDate value={until} />
            </>
          ),
        })),
        { key: "Address", value: address || "Not known" },
        kind === "school" && { key: "Phase", value: organisation.phase ?? "Not known" },
        kind === "school" && { key: "Pupils", value: pupils?.toLocaleString("en-GB") ?? "Not known" },
        { key: "Region", value: organisation.region ?? "Not known" },
        closedOn !== undefined && { key: "Closed", value: <LondonDate value={closedOn} /> },
        { key: "With us since", value: <LondonDate value={organisation.registeredAt} /> },
        { key: "Reference", value: organisation.organisationId },
      ]}
    />
  );
};

/** Whose membership may reach the school, and on which days it belonged to whom. */
export const BelongsTo = ({ coverage }: Pick<OrganisationFacts, "coverage">) =>
  coverage.length === 0 ? (
    <Paragraph>It belongs to no trust or local authority that the register names.</Paragraph>
  ) : (
    <Table
      stacks
      caption="Belongs to"
      captionClasses="govuk-table__caption--m"
      firstCellIsHeader
      head={[{ content: "Trust or authority" }, { content: "Days" }, { content: "With us" }]}
      rows={coverage.map(({ link, coverer }) => [
        { content: `${link.by.scheme === "trust-uid" ? "Trust" : "Local authority"} ${link.by.value}` },
        { content: <Days from={link.from} until={link.until} /> },
        {
          content: coverer ? (
            <Link href={organisationPath(coverer.organisationId)}>{coverer.name}</Link>
          ) : (
            "Not an organisation of ours"
          ),
        },
      ])}
    />
  );

/** What the register says and waits for a decision. */
export const OpenReviews = ({ reviews }: Pick<OrganisationFacts, "reviews">) =>
  reviews.length > 0 && (
    <NotificationBanner title="The register changed">
      {reviews.map((review) => (
        <Paragraph>
          {said(review)} <Link href={`/console/membership/register/reviews/${review.reviewId}`}>Decide about it</Link>
        </Paragraph>
      ))}
    </NotificationBanner>
  );

export const ChangesByHand = ({ changes }: Pick<OrganisationFacts, "changes">) =>
  changes.length > 0 && (
    <Table
      stacks
      caption="Changed by hand"
      captionClasses="govuk-table__caption--m"
      firstCellIsHeader
      head={[{ content: "When" }, { content: "What" }, { content: "Why" }]}
      rows={changes.map(({ changedAt, changed, reason }) => [
        { content: <LondonDate value={changedAt} withTime /> },
        { content: changedWords(changed as Parameters<typeof changedWords>[0]) },
        { content: reason },
      ])}
    />
  );
