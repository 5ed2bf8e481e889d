import { type Pence, pounds } from "@alliance/core";
import { Layout } from "./layout.tsx";
import type { Email } from "./mail-sender.ts";
import { Action, Facts, Heading, Paragraph } from "./parts.tsx";
import { renderEmail, subjectLine } from "./render-email.ts";

export interface CreditNoteIssued {
  readonly recipientName: string;
  readonly number: string;
  readonly invoiceNumber: string;
  readonly totalPence: Pence;
  readonly reason: string;
  readonly billTo: { readonly name: string };
  readonly beneficiary: { readonly name: string };
  /** What was paid of it already, and is free now. */
  readonly onAccountPence: Pence;
  /** What is still to be paid of the invoice. */
  readonly outstandingPence: Pence;
  readonly portalUrl: string;
}

const nextOf = ({ invoiceNumber, onAccountPence, outstandingPence }: CreditNoteIssued): string => {
  const owed =
    outstandingPence > 0
      ? `${pounds(outstandingPence)} of invoice ${invoiceNumber} is still to pay: please give its number as the reference.`
      : `Nothing more is to be paid of invoice ${invoiceNumber}.`;
  if (onAccountPence === 0) return owed;
  return `${owed} You had paid ${pounds(onAccountPence)} of what is taken off: the money is safe, on account with us. Our finance team will write to you about using it for another invoice or returning it.`;
};

/** To whoever the invoice went to; the credit note goes with it as a PDF. */
export function creditNoteIssued(data: CreditNoteIssued): Email {
  const { number, invoiceNumber, totalPence, beneficiary } = data;
  const subject = subjectLine(`Credit note ${number} for invoice ${invoiceNumber}`);
  return {
    subject,
    ...renderEmail(
      <Layout
        subject={subject}
        preview={`${pounds(totalPence)} less to pay.`}
        reason={`We sent you this because you were sent invoice ${invoiceNumber} for ${beneficiary.name}.`}
      >
        <Heading>Credit note {number}</Heading>
        <Paragraph>Hello {data.recipientName},</Paragraph>
        <Paragraph>
          {`We have taken ${pounds(totalPence)}, VAT included, off invoice ${invoiceNumber}. The credit note is attached: please file it beside the invoice. It is not a bill, so please do not pay it.`}
        </Paragraph>
        <Facts
          facts={[
            ["Bill to", data.billTo.name],
            ["For", beneficiary.name],
            ["Why", data.reason],
            ["Taken off", pounds(totalPence)],
            ["Still to pay", pounds(data.outstandingPence)],
          ]}
        />
        <Paragraph>{nextOf(data)}</Paragraph>
        <Action href={data.portalUrl}>See your invoices</Action>
      </Layout>,
    ),
  };
}
