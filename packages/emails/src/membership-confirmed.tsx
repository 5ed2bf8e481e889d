import { type LondonDate, type Pence, pounds } from "@alliance/core";
import { allianceName } from "@alliance/ui/brand";
import { formatDate } from "@alliance/ui/format";
import { Layout } from "./layout.tsx";
import type { Email } from "./mail-sender.ts";
import { Action, BulletList, Facts, Heading, Paragraph, Subheading } from "./parts.tsx";
import { renderEmail, subjectLine } from "./render-email.ts";

export interface MembershipConfirmed {
  readonly recipientName: string;
  readonly organisationName: string;
  readonly membershipTypeName: string;
  readonly startsOn: LondonDate;
  readonly endsOn: LondonDate;
  /** What is included, a phrase each. */
  readonly benefits: readonly string[];
  readonly invoice: {
    readonly number: string;
    readonly status: "paid" | "due";
    readonly dueOn: LondonDate;
    readonly totalPence: Pence;
    readonly vatPence: Pence;
    readonly purchaseOrderNumber?: string | undefined;
  };
  readonly portalUrl: string;
  /** The next year of a membership that there is already. */
  readonly isRenewal?: boolean;
}

const amountOf = ({ totalPence, vatPence }: MembershipConfirmed["invoice"]): string =>
  vatPence === 0 ? pounds(totalPence) : `${pounds(totalPence)} including ${pounds(vatPence)} VAT`;

const Payment = ({ invoice }: Pick<MembershipConfirmed, "invoice">) => (
  <Paragraph>
    {invoice.status === "paid"
      ? `Thank you: invoice ${invoice.number} is paid, so there is nothing more to do. It is attached for your records.`
      : `Invoice ${invoice.number} is attached. Please pay it by ${formatDate(invoice.dueOn)} and give its number as the reference; the bank details are on the invoice.`}
  </Paragraph>
);

/** To whoever joined for the school; the invoice goes with it as a PDF. */
export function membershipConfirmed(data: MembershipConfirmed): Email {
  const { organisationName, membershipTypeName, invoice } = data;
  const subject = subjectLine(
    data.isRenewal
      ? `Membership of ${organisationName} is renewed`
      : `${organisationName} is a member of ${allianceName}`,
  );
  const term = `${formatDate(data.startsOn)} to ${formatDate(data.endsOn)}`;
  return {
    subject,
    ...renderEmail(
      <Layout
        subject={subject}
        preview={`${data.isRenewal ? "The next year" : "Your membership"} runs from ${term}. Invoice ${invoice.number} is attached.`}
        reason={`We sent you this because you ${data.isRenewal ? "renewed" : "applied for"} ${organisationName}’s membership.`}
      >
        <Heading>{data.isRenewal ? "Your membership is renewed" : "Welcome: your membership is active"}</Heading>
        <Paragraph>Hello {data.recipientName},</Paragraph>
        <Paragraph>
          {data.isRenewal
            ? `The next year of ${organisationName} runs from ${term}. What you have now goes on until then.`
            : `${organisationName} is now a member of ${allianceName}, from ${term}.`}
        </Paragraph>
        {data.benefits.length > 0 && (
          <>
            <Subheading>What is included</Subheading>
            <BulletList items={data.benefits} />
          </>
        )}
        <Subheading>Your invoice</Subheading>
        <Facts
          facts={[
            ["Membership", membershipTypeName],
            ["Invoice number", invoice.number],
            ["Amount", amountOf(invoice)],
            ["Purchase order", invoice.purchaseOrderNumber],
            [
              invoice.status === "paid" ? "Status" : "To pay by",
              invoice.status === "paid" ? "Paid" : formatDate(invoice.dueOn),
            ],
          ]}
        />
        <Payment invoice={invoice} />
        <Action href={data.portalUrl}>Open your membership</Action>
      </Layout>,
    ),
  };
}
