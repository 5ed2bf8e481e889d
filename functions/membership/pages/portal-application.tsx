import { plusMinutes } from "@alliance/core";
import type { PageReply } from "@alliance/http";
import { Button, Details, Form, InsetText, Link, LondonDate, Money, Panel, SummaryList } from "@alliance/ui";
import type { Child } from "hono/jsx";
import type { Application } from "../schema/application.ts";
import { Dates, Paragraph } from "./school-parts.tsx";

const Facts = ({ application }: { readonly application: Application }) => (
  <SummaryList
    rows={[
      { key: application.kind === "school" ? "School" : "Organisation", value: application.organisationName },
      application.membershipTypeName !== undefined && { key: "Type", value: application.membershipTypeName },
      { key: "Membership", value: <Dates from={application.startsOn} until={application.endsOn} /> },
      { key: "Price with VAT", value: <Money amountPence={application.netPence + application.vatPence} /> },
      application.payment.method === "invoice" && {
        key: "Purchase order",
        value: application.payment.purchaseOrderNumber,
      },
      { key: "Applied", value: <LondonDate value={application.submittedAt} withTime /> },
      { key: "Reference", value: application.applicationId },
    ]}
  />
);

/** What the page shows beside the application: who was named to lead it, while they have not joined in. */
interface Shown {
  readonly application: Application;
  readonly namedLead?: string | undefined;
}

const Active = ({ application, namedLead }: Shown) => (
  <>
    {application.renewalOf ? (
      <Panel title="The membership is renewed">
        <Dates from={application.startsOn} until={application.endsOn} />
      </Panel>
    ) : (
      <Panel title={`${application.organisationName} is a member`}>You are its lead contact</Panel>
    )}
    <Paragraph>
      We send you an e-mail with the invoice. You find it under{" "}
      <Link href="/portal/invoices">Invoices and payments</Link> too.
    </Paragraph>
    {namedLead !== undefined && (
      <Paragraph>
        You named {namedLead} as its lead contact. They get an e-mail with a link that lets them in. Until they use it
        you lead it alone; you can send it again, or correct the address, on the{" "}
        <Link href={`/portal/people/${application.organisationId}`}>page of people</Link>.
      </Paragraph>
    )}
    <Button href="/portal">See what comes with membership</Button>
  </>
);

const Reading = ({ application }: Shown) => (
  <>
    <h1 class="govuk-heading-l">We are reading your application</h1>
    <Paragraph>
      Nothing is ordered and nothing is to be paid yet. We answer within five working days, by e-mail and on this page.
      Meanwhile nobody else can join for the organisation.
    </Paragraph>
    <Details summary="Withdraw the application">
      <Paragraph>You do not want it any more, or something in it is wrong? Withdraw it, and apply anew.</Paragraph>
      <Form action={`/portal/applications/${application.applicationId}/withdraw`}>
        <Button classes="govuk-button--warning" preventDoubleClick>
          Withdraw it
        </Button>
      </Form>
    </Details>
  </>
);

const Declined = ({ application }: { readonly application: Application }) => (
  <>
    <h1 class="govuk-heading-l">We could not accept this application</h1>
    <InsetText>{application.decision?.reason ?? "We gave no reason."}</InsetText>
    <Paragraph>Nothing was ordered, and nothing is to be paid. You can apply again when that has changed.</Paragraph>
    <Button href="/join" classes="govuk-button--secondary">
      Join for somebody else
    </Button>
  </>
);

const Quoted = ({ application }: { readonly application: Application }) => (
  <>
    <h1 class="govuk-heading-l">The quote is on its way to your finance office</h1>
    <Paragraph>
      They open it from the e-mail, without an account, and answer it with a purchase order or pay by card. Membership
      begins then, and you hear from us. You need not do anything.
    </Paragraph>
    <Button href={`/portal/invoices/quotes/${application.applicationId}`} classes="govuk-button--secondary">
      See the quote, or send it again
    </Button>
    <Paragraph>
      Did it go to the wrong person, or is something in it wrong?{" "}
      <Link href={`/pay/${application.applicationId}`}>Pay it another way, or withdraw it</Link> and apply anew.
    </Paragraph>
  </>
);

const Pending = ({ application }: { readonly application: Application }) =>
  application.payment.method === "quote" ? (
    <Quoted application={application} />
  ) : application.payment.method === "card" ? (
    <>
      <h1 class="govuk-heading-l">Waiting for your payment</h1>
      <Paragraph>
        The school is held for you. Membership begins as soon as the card payment has arrived. If you have just paid,
        this takes a few seconds.
      </Paragraph>
      <Button href={`/pay/${application.applicationId}`}>Go to the payment</Button>
    </>
  ) : (
    <>
      <h1 class="govuk-heading-l">We are setting up the membership</h1>
      <Paragraph>The invoice is being made out. This takes a few seconds; the page looks again by itself.</Paragraph>
    </>
  );

const endedWords = ({ releasedBecause }: Application): string =>
  releasedBecause === "withdrawn"
    ? "It was withdrawn, so nothing was ordered and nothing is to be paid."
    : "Nobody paid in time, so nothing was ordered.";

const Released = ({ application }: { readonly application: Application }) => (
  <>
    <h1 class="govuk-heading-l">This application has ended</h1>
    {application.renewalOf ? (
      <>
        <Paragraph>{endedWords(application)} The membership you have is as it was.</Paragraph>
        <Button href={`/portal/membership/renew/${application.organisationId}`}>Renew again</Button>
      </>
    ) : (
      <>
        <Paragraph>{endedWords(application)} Whoever works there can join again.</Paragraph>
        <Button href={`/join/${application.urn ?? application.organisationId}`}>Apply again</Button>
      </>
    )}
  </>
);

const Stranded = () => (
  <>
    <h1 class="govuk-heading-l">We are looking into this</h1>
    <InsetText>
      Your payment or invoice came after a colleague had joined for the same school. Nothing is lost: we see it, and we
      will write to you about a refund or a credit. You need not do anything.
    </InsetText>
  </>
);

const bodies: Record<Application["status"], (props: Shown) => Child> = {
  "awaiting-approval": Reading,
  declined: Declined,
  pending: Pending,
  active: Active,
  released: Released,
  stranded: Stranded,
};

/** Looks again by itself while something is under way, and stops before it becomes a nuisance. */
function refreshOf(application: Application, now: string): { refreshSeconds?: number } {
  if (application.status !== "pending" || application.payment.method === "quote") return {};
  const [minutes, refreshSeconds] = application.payment.method === "card" ? [30, 5] : [3, 2];
  return now < plusMinutes(application.submittedAt, minutes) ? { refreshSeconds } : {};
}

const titles: Record<Application["status"], string> = {
  "awaiting-approval": "Your application",
  declined: "Your application",
  pending: "Your application",
  active: "Welcome",
  released: "This application has ended",
  stranded: "We are looking into this",
};

export function applicationPage(application: Application, now: string, namedLead?: string): PageReply {
  const Body = bodies[application.status];
  return {
    title: application.renewalOf && application.status === "active" ? "Renewed" : titles[application.status],
    section: "Overview",
    backLink: { href: "/portal", text: "Your membership" },
    ...refreshOf(application, now),
    body: (
      <>
        {Body({ application, namedLead })}
        <h2 class="govuk-heading-m">The application</h2>
        <Facts application={application} />
      </>
    ),
  };
}
