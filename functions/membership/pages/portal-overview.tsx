import type { ApprovalWaiting } from "@alliance/auth";
import type { PageReply } from "@alliance/http";
import { Button, EmptyState, formatDateTime, Lines, Link, SummaryList, Table } from "@alliance/ui";
import { nextPageOf } from "../replies.ts";
import type { Application, JoinDraft } from "../schema/application.ts";
import type { OwnMembership, OwnOrganisation } from "../use-cases/read-membership.ts";
import { ApplicationTag, Dates, Paragraph, UnfinishedJoins } from "./school-parts.tsx";
import { coverageWords, renewalWords, StandingTag, shownStatus, standingWords } from "./term-parts.tsx";

const roleNames = { lead: "Lead contact", finance: "Finance contact", head: "Head", colleague: "Colleague" } as const;

const urnOf = ({ organisation }: OwnOrganisation): string | undefined =>
  organisation.identifiers.findLast(({ scheme }) => scheme === "urn")?.value;

const SchoolCard = ({ own, today }: { readonly own: OwnOrganisation; readonly today: string }) => {
  const { organisation, covered, roles } = own;
  const seesInvoices = roles.some((role) => role !== "colleague");
  const renewal = renewalWords(own);
  const through = coverageWords(covered, today);
  return (
    <SummaryList
      card={{
        title: organisation.name,
        actions: {
          items: [
            { content: "Organisation", href: `/portal/organisations/${organisation.organisationId}` },
            { content: "People", href: `/portal/people/${organisation.organisationId}` },
          ],
        },
      }}
      rows={[
        {
          key: "Membership",
          value: (
            <>
              <StandingTag status={shownStatus(own, today)} />
              <br />
              {standingWords(own)}
            </>
          ),
        },
        renewal !== undefined && { key: "Next year", value: renewal },
        through.length > 0 && {
          key: "Through others",
          value: <Lines of={through} />,
        },
        { key: "Your role", value: roles.map((role) => roleNames[role]).join(", ") },
        { key: "URN", value: urnOf(own) },
        seesInvoices && { key: "Invoices", value: <Link href="/portal/invoices">Invoices and payments</Link> },
      ]}
    />
  );
};

const Applications = ({ applications }: { readonly applications: readonly Application[] }) => (
  <>
    <h2 class="govuk-heading-m">Your applications</h2>
    {applications.map((application) => (
      <SummaryList
        card={{
          title: application.organisationName,
          actions: {
            items: [
              {
                content: application.status === "pending" && application.payment.method === "card" ? "Pay" : "View",
                href: nextPageOf(application),
              },
            ],
          },
        }}
        rows={[
          { key: "State", value: <ApplicationTag status={application.status} /> },
          { key: "Membership", value: <Dates from={application.startsOn} until={application.endsOn} /> },
        ]}
      />
    ))}
  </>
);

const Benefits = ({ benefits }: Pick<OwnMembership, "benefits">) => (
  <Table
    stacks
    caption="What you can use today"
    captionClasses="govuk-table__caption--m"
    firstCellIsHeader
    head={[{ content: "Benefit" }, { content: "Can you use it?" }]}
    rows={benefits.map(({ name, decision }) => [
      { content: name },
      { content: `${decision.allowed ? "Yes" : "Not now"}. ${decision.reason}` },
    ])}
  />
);

const Newcomer = () => (
  <EmptyState title="You do not belong to a member school yet" action={{ href: "/join", text: "Find your school" }}>
    Look for your school: if it is a member already, its page says what to do; if not, you can join for it in a few
    minutes.
  </EmptyState>
);

const ToApprove = ({ approvals }: { readonly approvals: readonly ApprovalWaiting[] }) => (
  <section aria-labelledby="to-approve">
    <h2 class="govuk-heading-m" id="to-approve">
      Waiting for your approval
    </h2>
    <ul class="govuk-list govuk-list--bullet">
      {approvals.map(({ bookingId, titles, places, answerBy }) => (
        <li>
          <Link href={`/training/approvals/${bookingId}`}>
            {places === 1 ? "1 place" : `${places} places`}: {titles.join(", ")}
          </Link>
          <br />
          Answer by {formatDateTime(answerBy)}. After that the places go back.
        </li>
      ))}
    </ul>
  </section>
);

/** The first page after signing in: my schools, how their membership stands, and what it gives me. */
export const portalPage = (
  { organisations, openApplications, benefits, today }: OwnMembership,
  drafts: readonly JoinDraft[],
  approvals: readonly ApprovalWaiting[],
): PageReply => ({
  title: "Your membership",
  section: "Overview",
  body: (
    <>
      <h1 class="govuk-heading-l">Your membership</h1>
      {approvals.length > 0 && <ToApprove approvals={approvals} />}
      {drafts.length > 0 && <UnfinishedJoins drafts={drafts} />}
      {organisations.length === 0 && openApplications.length === 0 && <Newcomer />}
      {organisations.map((own) => (
        <SchoolCard own={own} today={today} />
      ))}
      {openApplications.length > 0 && <Applications applications={openApplications} />}
      {organisations.length > 0 && (
        <>
          <Benefits benefits={benefits} />
          <Paragraph>
            <Link href="/portal/membership/why">Ask about another day, and see why or why not</Link>
          </Paragraph>
          <Paragraph>Do you work at another school too? You can join for it as well.</Paragraph>
          <Button href="/join" classes="govuk-button--secondary">
            Find another school
          </Button>
        </>
      )}
    </>
  ),
});
