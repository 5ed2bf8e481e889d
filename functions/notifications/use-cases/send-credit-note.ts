import { renderCreditNotePdf } from "@alliance/documents";
import { creditNoteReasons } from "@alliance/documents/credit-note";
import { creditNoteIssued } from "@alliance/emails";
import type { DomainEvent, finance } from "@alliance/events";
import type * as z from "zod";
import type { NotificationsCtx } from "../ctx.ts";
import { sendMail } from "./send-mail.ts";

type Issued = DomainEvent<z.infer<typeof finance.creditNoteIssued.data>>;

/** The credit note to whoever the invoice went to: the finance office that pays, or else the applicant. */
export async function sendCreditNote(ctx: NotificationsCtx, { data }: Issued): Promise<unknown> {
  const template = "credit-note";
  const { creditNoteId, organisationId, financeContactId, applicantId, document } = data;
  const { number, invoiceNumber, totalPence, reason, billTo, beneficiary } = document;
  const { onAccountPence, outstandingPence } = data;
  return sendMail(ctx, {
    mailId: `${template}_${creditNoteId}`,
    template,
    to: financeContactId === undefined ? { personId: applicantId } : { contactId: financeContactId },
    about: organisationId,
    write: async ({ name }) => {
      const content = await renderCreditNotePdf(document);
      return {
        email: creditNoteIssued({
          ...{ recipientName: name, number, invoiceNumber, totalPence, billTo, beneficiary },
          ...{ reason: creditNoteReasons[reason], onAccountPence, outstandingPence },
          portalUrl: `${ctx.publicOrigin}/portal/invoices`,
        }),
        attachments: [{ filename: `${number}.pdf`, contentType: "application/pdf", content }],
      };
    },
  });
}
