import { renderInvoicePdf } from "@alliance/documents";
import { invoiceIssued, paymentReceived } from "@alliance/emails";
import type { DomainEvent, finance } from "@alliance/events";
import type * as z from "zod";
import type { NotificationsCtx } from "../ctx.ts";
import { sendMail } from "./send-mail.ts";

type Issued = DomainEvent<z.infer<typeof finance.invoiceIssued.data>>;
type Received = DomainEvent<z.infer<typeof finance.paymentReceived.data>>;

/**
 * The invoice to the finance office that pays. Without one, it comes with the letter that confirms the membership, or goes
 * to whoever ordered where there is no such letter.
 */
export async function sendInvoice(ctx: NotificationsCtx, { data }: Issued): Promise<unknown> {
  const template = "invoice";
  const { invoiceId, organisationId, financeContactId, applicantId, document } = data;
  const to =
    financeContactId === undefined ? applicantId && { personId: applicantId } : { contactId: financeContactId };
  if (!to) return "nobody-else-pays";
  return sendMail(ctx, {
    mailId: `${template}_${invoiceId}`,
    template,
    to,
    about: organisationId,
    write: async ({ name }) => {
      const content = await renderInvoicePdf(document);
      return {
        email: invoiceIssued({ recipientName: name, invoice: document }),
        attachments: [{ filename: `${document.number}.pdf`, contentType: "application/pdf", content }],
      };
    },
  });
}

/** The receipt of a payment, unless the invoice itself was issued as paid and says it. */
export async function sendReceipt(ctx: NotificationsCtx, { data }: Received): Promise<unknown> {
  const template = "payment-received";
  const { paymentId, organisationId, receiptTo, amountPence, onAccountPence = 0, invoiceNumber } = data;
  const { personId, contactId } = receiptTo ?? {};
  const to = contactId === undefined ? personId && { personId } : { contactId };
  if (!to) return "no-receipt";
  return sendMail(ctx, {
    mailId: `${template}_${paymentId}`,
    template,
    to,
    about: organisationId,
    write: async ({ name }) => ({
      email: paymentReceived({
        ...{ recipientName: name, amountPence, onAccountPence, invoiceNumber },
        portalUrl: `${ctx.publicOrigin}/portal/invoices`,
      }),
      attachments: [],
    }),
  });
}
