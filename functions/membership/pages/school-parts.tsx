import { InsetText, Link, LinkCard, LondonDate, Money, Tag } from "@alliance/ui";
import type { Child } from "hono/jsx";
import type { Offer } from "../joining/choose-type.ts";
import type { Establishment } from "../register/establishment.ts";
import type { Application, JoinDraft } from "../schema/application.ts";
import type { Term } from "../schema/term.ts";
import type { Found } from "../use-cases/search-establishments.ts";
import { vatNames } from "./type-words.ts";

const standings: Record<Found["state"], { readonly text: string; readonly classes: string }> = {
  open: { text: "Open: you can join", classes: "govuk-tag--green" },
  closed: { text: "Closed", classes: "govuk-tag--grey" },
  proposed: { text: "Not open yet", classes: "govuk-tag--grey" },
  member: { text: "Member already", classes: "govuk-tag--blue" },
  covered: { text: "Covered by its trust or authority", classes: "govuk-tag--blue" },
  "being-joined": { text: "Being joined", classes: "govuk-tag--yellow" },
  yours: { text: "You are joining", classes: "govuk-tag--yellow" },
};

export const StandingTag = ({ state }: { readonly state: Found["state"] }) => (
  <Tag classes={standings[state].classes}>{standings[state].text}</Tag>
);

const termTags = {
  pending: { text: "Waiting for payment", classes: "govuk-tag--yellow" },
  active: { text: "Member", classes: "govuk-tag--green" },
} as const;

export const TermTag = ({ term }: { readonly term: Pick<Term, "status"> | undefined }) =>
  term ? (
    <Tag classes={termTags[term.status].classes}>{termTags[term.status].text}</Tag>
  ) : (
    <Tag classes="govuk-tag--grey">Not a member this year</Tag>
  );

const applicationTags: Record<Application["status"], { readonly text: string; readonly classes: string }> = {
  "awaiting-approval": { text: "We are reading it", classes: "govuk-tag--yellow" },
  declined: { text: "Declined", classes: "govuk-tag--grey" },
  pending: { text: "Waiting for payment", classes: "govuk-tag--yellow" },
  active: { text: "Member", classes: "govuk-tag--green" },
  released: { text: "Ended without payment", classes: "govuk-tag--grey" },
  stranded: { text: "We are looking into it", classes: "govuk-tag--orange" },
};

export const ApplicationTag = ({ status }: Pick<Application, "status">) => (
  <Tag classes={applicationTags[status].classes}>{applicationTags[status].text}</Tag>
);

/** "Primary · Voluntary aided school · London W10 5EF" */
export const describe = (school: Establishment): string =>
  [school.phase, school.type, [school.town, school.postcode].filter(Boolean).join(" ")].filter(Boolean).join(" · ");

export const SchoolResult = ({ found }: { readonly found: Found }) => (
  <LinkCard title={found.school.name} href={`/join/${found.school.urn}`}>
    {describe(found.school)}
    <br />
    URN {found.school.urn}
    <br />
    <StandingTag state={found.state} />
  </LinkCard>
);

/** What somebody began; the check leads on to the first question that has no answer yet. */
export const UnfinishedJoins = ({ drafts }: { readonly drafts: readonly JoinDraft[] }) => (
  <InsetText>
    You began joining and have not finished:{" "}
    {drafts.map(({ who, name }, at) => (
      <>
        {at > 0 && ", "}
        <Link href={`/join/${who}/check`}>{`go on for ${name}`}</Link>
      </>
    ))}
    . Your answers are kept for 30 days.
  </InsetText>
);

/** Lines of an offer with VAT and what there is to pay. */
export const priceRows = ({ type, price }: Offer) => [
  { key: type.name, value: <Money amountPence={price.netPence} /> },
  price.lines[0]?.vatRatePercent
    ? { key: `VAT at ${price.lines[0].vatRatePercent}%`, value: <Money amountPence={price.vatPence} /> }
    : { key: "VAT", value: vatNames[type.vat] },
  {
    key: "To pay",
    value: (
      <strong>
        <Money amountPence={price.totalPence} />
      </strong>
    ),
  },
];

export const Paragraph = ({ children }: { readonly children: Child }) => <p class="govuk-body">{children}</p>;

export const Dates = ({ from, until }: { readonly from: string; readonly until: string }) => (
  <>
    <LondonDate value={from} /> to <LondonDate value={until} />
  </>
);
