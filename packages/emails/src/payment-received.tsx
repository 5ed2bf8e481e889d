import { type Pence, pounds } from "@alliance/core";
import { Layout } from "./layout.tsx";
import type { Email } from "./mail-sender.ts";
import { Action, Facts, Heading, Paragraph } from "./parts.tsx";
import { renderEmail, subjectLine } from "./render-email.ts";

export interface PaymentReceived {
  readonly recipientName: string;
  readonly amountPence: Pence;
  /** What of it nothing was owed for. */
  readonly onAccountPence: Pence;
  readonly invoiceNumber?: string | undefined;
  readonly portalUrl: string;
}

/** The receipt of a card payment: for which invoice, and what of it is on account. */
export function paymentReceived(data: PaymentReceived): Email {
  const { amountPence, onAccountPence, invoiceNumber } = data;
  const subject = subjectLine(
    `We have received ${pounds(amountPence)}${invoiceNumber ? ` for invoice ${invoiceNumber}` : ""}`,
  );
  return {
    subject,
    ...renderEmail(
      <Layout
        subject={subject}
        preview={
          onAccountPence > 0 ? `${pounds(onAccountPence)} of it is on account with us.` : "Thank you: your receipt."
        }
        reason="We sent you this because a card payment was made for your school."
      >
        <Heading>Payment received</Heading>
        <Paragraph>Hello {data.recipientName},</Paragraph>
        <Paragraph>Thank you. This is your receipt.</Paragraph>
        <Facts
          facts={[
            ["Received by card", pounds(amountPence)],
            ["For invoice", invoiceNumber],
            ["On account", onAccountPence > 0 ? pounds(onAccountPence) : undefined],
          ]}
        />
        {onAccountPence > 0 && (
          <Paragraph>
            {`Nothing was owed for ${pounds(onAccountPence)} of it. The money is safe: it is on account for your school. Our finance team has seen it and will write to you about using it for another invoice or returning it. You do not need to do anything.`}
          </Paragraph>
        )}
        <Action href={data.portalUrl}>See your invoices</Action>
      </Layout>,
    ),
  };
}
