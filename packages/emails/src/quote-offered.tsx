import { type LondonDate, type Pence, pounds } from "@alliance/core";
import { allianceName } from "@alliance/ui/brand";
import { formatDate } from "@alliance/ui/format";
import { Layout } from "./layout.tsx";
import type { Email } from "./mail-sender.ts";
import { Action, Facts, Heading, Paragraph } from "./parts.tsx";
import { renderEmail, subjectLine } from "./render-email.ts";

export interface QuoteOffered {
  readonly recipientName: string;
  readonly number: string;
  readonly billToName: string;
  readonly beneficiaryName: string;
  readonly totalPence: Pence;
  readonly vatPence: Pence;
  readonly validUntil: LondonDate;
  /** With the secret that opens it. */
  readonly quoteUrl: string;
}

/** To a finance office: the quote as a PDF, and the link by which it is answered without an account. */
export function quoteOffered(data: QuoteOffered): Email {
  const { number, beneficiaryName, totalPence, vatPence } = data;
  const subject = subjectLine(`Quote ${number} for ${beneficiaryName}: please send a purchase order`);
  return {
    subject,
    ...renderEmail(
      <Layout
        subject={subject}
        preview={`${pounds(totalPence)}, valid until ${formatDate(data.validUntil)}. You need no account.`}
        reason={`We sent you this because a colleague applied for the membership of ${beneficiaryName} and named you for the payment.`}
      >
        <Heading>A quote for you to answer</Heading>
        <Paragraph>Hello {data.recipientName},</Paragraph>
        <Paragraph>
          A colleague has applied for {beneficiaryName} to be a member of {allianceName}. The quote is attached. Please
          answer it with a purchase order number: we then issue the invoice, and the membership begins.
        </Paragraph>
        <Facts
          facts={[
            ["Quote", number],
            ["Bill to", data.billToName],
            ["For", beneficiaryName],
            ["Amount", vatPence === 0 ? pounds(totalPence) : `${pounds(totalPence)} including ${pounds(vatPence)} VAT`],
            ["Valid until", formatDate(data.validUntil)],
          ]}
        />
        <Action href={data.quoteUrl}>See the quote and answer it</Action>
        <Paragraph>
          You need no account. Whoever has this link can answer the quote, so please pass it on only within your finance
          office. If you cannot raise a purchase order, you can pay by card on the same page.
        </Paragraph>
      </Layout>,
    ),
  };
}
