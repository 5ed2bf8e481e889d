import type { PageReply } from "@alliance/http";
import {
  Button,
  EmptyState,
  Field,
  Form,
  type FormState,
  formatDate,
  InsetText,
  Link,
  LondonDate,
  legend,
  Pagination,
  SummaryList,
  Table,
  Tag,
} from "@alliance/ui";
import type { Review, ReviewStatus } from "../schema/review.ts";
import type { ReviewPage } from "../use-cases/list-reviews.ts";
import { organisationPath } from "./console-paths.ts";
import { reviewWords } from "./register-words.ts";
import { Paragraph } from "./school-parts.tsx";

export const reviewsPath = "/console/membership/register/reviews";

const statuses: Record<ReviewStatus, { readonly text: string; readonly classes: string }> = {
  open: { text: "To decide", classes: "govuk-tag--yellow" },
  done: { text: "Followed", classes: "govuk-tag--green" },
  dismissed: { text: "Dismissed", classes: "govuk-tag--grey" },
};

const other = ({ otherName, otherUrn }: Review): string => `${otherName ?? "a school"} (URN ${otherUrn})`;

/** What the register says, in a sentence. */
export function said(review: Review): string {
  const { kind, urn, on, newName } = review;
  const when = on ? ` on ${formatDate(on)}` : "";
  switch (kind) {
    case "renamed":
      return `URN ${urn} is now called “${newName}”.`;
    case "closed":
      return `URN ${urn} closed${when}.`;
    case "closing":
      return `URN ${urn} is proposed to close${when}.`;
    case "opened":
      return `URN ${urn} is open again.`;
    case "successor":
      return `URN ${urn} was followed by ${other(review)}${when}.`;
    case "merged":
      return `URN ${urn} was merged into ${other(review)}${when}.`;
    default:
      return `URN ${urn} was split; one of the schools that followed is ${other(review)}${when}.`;
  }
}

/** What happens when somebody accepts it. */
function proposed({ kind, newName, otherUrn, otherName }: Review): string {
  switch (kind) {
    case "renamed":
      return `The organisation is called “${newName}” from now on. Its former name stays on what was issued before.`;
    case "closed":
      return "The organisation is marked as closed. Its membership runs to the end of its term.";
    case "closing":
      return "Nothing changes yet: you say that you have seen it, and speak to the school about its membership.";
    case "opened":
      return "The organisation is no longer marked as closed.";
    default:
      return `The organisation carries on as ${otherName ?? "the successor"} under URN ${otherUrn}. It keeps its reference, membership, people and history; the old numbers end and still lead to it.`;
  }
}

const reviewLink = (review: Review) => (
  <Link href={`${reviewsPath}/${review.reviewId}`}>{review.organisationName}</Link>
);

const Rows = ({ items }: Pick<ReviewPage, "items">) => (
  <Table
    stacks
    firstCellIsHeader
    head={[
      { content: "Organisation" },
      { content: "What the register says" },
      { content: "Noticed" },
      { content: "State" },
    ]}
    rows={items.map((review) => [
      { content: reviewLink(review) },
      {
        content: (
          <>
            <strong>{reviewWords[review.kind]}.</strong> {said(review)}
          </>
        ),
      },
      { content: <LondonDate value={review.openedAt} /> },
      { content: <Tag classes={statuses[review.status].classes}>{statuses[review.status].text}</Tag> },
    ])}
  />
);

const empty: Record<ReviewStatus, readonly [string, string]> = {
  open: [
    "Nothing to decide",
    "When a new register file closes, renames or joins up schools that we know, they wait here.",
  ],
  done: ["Nothing was followed yet", "What you accept is listed here, newest first."],
  dismissed: ["Nothing was dismissed yet", "What you dismiss is listed here, newest first."],
};

/** `cursor` is sealed already. */
export const reviewsPage = (status: ReviewStatus, found: ReviewPage): PageReply => ({
  title: "Register changes to decide",
  section: "Register",
  layout: "wide",
  breadcrumbs: [{ content: "Register", href: "/console/membership/register" }, { content: "Changes to decide" }],
  body: (
    <>
      <h1 class="govuk-heading-l">Register changes to decide</h1>
      <Paragraph>
        An import never changes an organisation’s name, numbers or closing by itself. Show{" "}
        <Link href={reviewsPath}>to decide</Link>, <Link href={`${reviewsPath}?status=done`}>followed</Link> or{" "}
        <Link href={`${reviewsPath}?status=dismissed`}>dismissed</Link>.
      </Paragraph>
      {found.items.length === 0 ? (
        <EmptyState title={empty[status][0]}>{empty[status][1]}</EmptyState>
      ) : (
        <Rows items={found.items} />
      )}
      {found.cursor && (
        <Pagination next={{ href: `${reviewsPath}?${new URLSearchParams({ status, cursor: found.cursor })}` }} />
      )}
    </>
  ),
});

const Decided = ({ review }: { readonly review: Review }) => (
  <SummaryList
    rows={[
      {
        key: "Decision",
        value: <Tag classes={statuses[review.status].classes}>{statuses[review.status].text}</Tag>,
      },
      review.decidedAt !== undefined && { key: "When", value: <LondonDate value={review.decidedAt} withTime /> },
      review.reason !== undefined && { key: "Why", value: review.reason },
    ]}
  />
);

const DecisionForm = ({ form }: { readonly form: FormState }) => (
  <Form>
    <Field
      kind="radios"
      name="decision"
      form={form}
      fieldset={legend("What do you decide?")}
      items={[
        { value: "accept", content: "Accept: do what is proposed" },
        { value: "dismiss", content: "Dismiss: leave the organisation as it is" },
      ]}
    />
    <Field
      kind="textarea"
      name="reason"
      form={form}
      label="Why"
      hint="Kept with the decision. Do not name pupils or write about anybody’s health."
      rows={3}
    />
    <Button>Save the decision</Button>
  </Form>
);

/** One of them, with what would happen, and the form to decide. */
export const reviewPage = (review: Review, form: FormState = {}): PageReply => ({
  title: `${reviewWords[review.kind]}: ${review.organisationName}`,
  section: "Register",
  breadcrumbs: [
    { content: "Register", href: "/console/membership/register" },
    { content: "Changes to decide", href: reviewsPath },
    { content: review.organisationName },
  ],
  errors: form.errors,
  body: (
    <>
      <span class="govuk-caption-l">{reviewWords[review.kind]}</span>
      <h1 class="govuk-heading-l">
        <Link href={organisationPath(review.organisationId)}>{review.organisationName}</Link>
      </h1>
      <Paragraph>The register says: {said(review)}</Paragraph>
      <InsetText>{proposed(review)}</InsetText>
      {review.status === "open" ? <DecisionForm form={form} /> : <Decided review={review} />}
    </>
  ),
});
