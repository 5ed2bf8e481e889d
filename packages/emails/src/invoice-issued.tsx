import { type LondonDate, type Pence, pounds } from "@alliance/core";
import { formatDate } from "@alliance/ui/format";
import { Layout } from "./layout.tsx";
import type { Email } from "./mail-sender.ts";
import { Facts, Heading, Paragraph } from "./parts.tsx";
import { renderEmail, subjectLine } from "./render-email.ts";

export interface InvoiceIssued {
  readonly recipientName: string;
  readonly invoice: {
    readonly number: string;
    readonly status: "paid" | "due";
    readonly dueOn: LondonDate;
    readonly totalPence: Pence;
    readonly purchaseOrderNumber?: string | undefined;
    readonly billTo: { readonly name: string };
    readonly beneficiary: { readonly name: string };
  };
}

/** To the finance office that pays; the invoice goes with it as a PDF. */
export function invoiceIssued({ recipientName, invoice }: InvoiceIssued): Email {
  const { number, status, dueOn, totalPence, beneficiary } = invoice;
  const isPaid = status === "paid";
  const subject = subjectLine(`Invoice ${number} for ${beneficiary.name}${isPaid ? ", paid" : ""}`);
  return {
    subject,
    ...renderEmail(
      <Layout
        subject={subject}
        preview={isPaid ? "Paid: for your records." : `${pounds(totalPence)}, due by ${formatDate(dueOn)}.`}
        reason={`We sent you this because you pay what ${beneficiary.name} orders from us.`}
      >
        <Heading>Invoice {number}</Heading>
        <Paragraph>Hello {recipientName},</Paragraph>
        <Paragraph>
          {isPaid
            ? "The invoice is attached for your records. It is paid, so there is nothing more to do."
            : `The invoice is attached. Please pay it by ${formatDate(dueOn)} and give its number as the reference; the bank details are on it.`}
        </Paragraph>
        <Facts
          facts={[
            ["Bill to", invoice.billTo.name],
            ["For", beneficiary.name],
            ["Purchase order", invoice.purchaseOrderNumber],
            ["Amount", pounds(totalPence)],
            [isPaid ? "Status" : "To pay by", isPaid ? "Paid" : formatDate(dueOn)],
          ]}
        />
      </Layout>,
    ),
  };
}
