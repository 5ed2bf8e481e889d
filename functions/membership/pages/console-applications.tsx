import type { Person } from "@alliance/auth";
import type { PageReply } from "@alliance/http";
import {
  Button,
  EmptyState,
  Field,
  Form,
  type FormState,
  Link,
  LondonDate,
  legend,
  Money,
  SummaryList,
  Table,
} from "@alliance/ui";
import type { Application } from "../schema/application.ts";
import type { Organisation } from "../schema/organisation.ts";
import { organisationPath } from "./console-paths.ts";
import { ApplicationTag, Dates, Paragraph } from "./school-parts.tsx";
import { kindNames } from "./type-words.ts";

const listPath = "/console/membership/applications";

/** What waits for staff, the longest wait first. */
export const applicationsPage = (applications: readonly Application[], done?: string): PageReply => ({
  title: "Applications to approve",
  section: "Applications",
  layout: "wide",
  ...(done === "approved" ? { notice: "Approved: the applicant is told, and the order is made out." } : {}),
  ...(done === "declined" ? { notice: "Declined: the applicant is told, and can read why." } : {}),
  body: (
    <>
      <h1 class="govuk-heading-l">Applications to approve</h1>
      {applications.length === 0 ? (
        <EmptyState title="Nothing waits for a decision">
          Applications come here when their type asks for approval, or when no register knows the organisation.
        </EmptyState>
      ) : (
        <Table
          stacks
          caption="The longest wait first"
          captionClasses="govuk-table__caption--m"
          firstCellIsHeader
          head={[{ content: "Organisation" }, { content: "Kind" }, { content: "Type" }, { content: "Since" }]}
          rows={applications.map((each) => [
            { content: <Link href={`${listPath}/${each.applicationId}`}>{each.organisationName}</Link> },
            { content: kindNames[each.kind] },
            { content: each.membershipTypeName ?? each.membershipTypeId },
            { content: <LondonDate value={each.submittedAt} withTime /> },
          ])}
        />
      )}
    </>
  ),
});

export interface ApplicationToDecide {
  readonly application: Application;
  readonly organisation: Organisation | undefined;
  readonly applicant: Person | undefined;
  readonly form: FormState;
  /** A colleague was quicker. */
  readonly conflict?: string;
}

const Facts = ({ application, organisation, applicant }: Omit<ApplicationToDecide, "form">) => {
  const billTo = application.order?.billTo;
  return (
    <SummaryList
      rows={[
        { key: "State", value: <ApplicationTag status={application.status} /> },
        {
          key: "Organisation",
          value: <Link href={organisationPath(application.organisationId)}>{application.organisationName}</Link>,
        },
        { key: "Kind", value: kindNames[application.kind] },
        organisation && { key: "Address", value: (organisation.addressLines ?? []).join(", ") || "Not known" },
        ...(organisation?.identifiers ?? []).map(({ scheme, value }) => ({ key: scheme.replaceAll("-", " "), value })),
        { key: "Type", value: application.membershipTypeName ?? application.membershipTypeId },
        { key: "Membership", value: <Dates from={application.startsOn} until={application.endsOn} /> },
        { key: "Price with VAT", value: <Money amountPence={application.netPence + application.vatPence} /> },
        billTo && { key: "Who pays", value: [billTo.name, ...billTo.addressLines].join(", ") },
        { key: "Applicant", value: applicant ? `${applicant.name}, ${applicant.email}` : "Name not known any more" },
        { key: "Applied", value: <LondonDate value={application.submittedAt} withTime /> },
        application.decision && {
          key: "Decided",
          value: `${application.decision.outcome}: ${application.decision.reason}`,
        },
      ]}
    />
  );
};

const Decide = ({ form }: { readonly form: FormState }) => (
  <Form>
    <Field
      kind="radios"
      name="outcome"
      form={form}
      fieldset={legend("What do you decide?")}
      items={[
        { value: "approved", content: "Approve", hint: "What was applied for is ordered at once" },
        { value: "declined", content: "Decline", hint: "Nothing is ordered, and the organisation is free again" },
      ]}
    />
    <Field
      kind="textarea"
      name="reason"
      form={form}
      label={{ content: "Why?", classes: "govuk-label--m" }}
      hint="The applicant reads it on the page of their application"
      rows={4}
    />
    <Button preventDoubleClick>Decide</Button>
  </Form>
);

/** One application with everything to judge it by. */
export function applicationToDecidePage(view: ApplicationToDecide): PageReply {
  const { application, form, conflict } = view;
  const errors = conflict ? [{ field: "", message: conflict }] : (form.errors ?? []);
  return {
    title: `Application of ${application.organisationName}`,
    section: "Applications",
    backLink: { href: listPath, text: "Applications to approve" },
    ...(conflict ? { status: 409 } : {}),
    errors,
    body: (
      <>
        <h1 class="govuk-heading-l">{application.organisationName}</h1>
        <Facts {...view} />
        {application.status === "awaiting-approval" ? (
          <Decide form={form} />
        ) : (
          <Paragraph>There is nothing to decide here any more.</Paragraph>
        )}
        <Paragraph>
          <Link href={`/console/membership/timeline?reference=${application.applicationId}`}>
            What happened with it
          </Link>
        </Paragraph>
      </>
    ),
  };
}
