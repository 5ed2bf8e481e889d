import { issueLetterSecret } from "@alliance/auth";
import { plusDays } from "@alliance/core";
import { renderQuotePdf } from "@alliance/documents";
import { quoteOffered, quoteRunOut } from "@alliance/emails";
import type { DomainEvent, finance } from "@alliance/events";
import type * as z from "zod";
import type { NotificationsCtx } from "../ctx.ts";
import { sendMail } from "./send-mail.ts";

type QuoteSent = DomainEvent<z.infer<typeof finance.quoteSent.data>>;
type RenewalAsked = DomainEvent<z.infer<typeof finance.quoteRenewalAsked.data>>;

/** So long after its last day a link still says that the quote has run out, or shows the invoice. */
const afterDays = 120;

/** The letter with a quote. Its secret is made as it is written: no event, no queue and no log ever holds it. */
export async function sendQuote(ctx: NotificationsCtx, { data }: QuoteSent): Promise<unknown> {
  const template = "quote";
  const { orderId, organisationId, financeContactId, applicantId, linkNumber, document } = data;
  const expiresAt = `${plusDays(document.validUntil, afterDays)}T00:00:00.000Z`;
  return sendMail(ctx, {
    mailId: `${template}_${orderId}_${linkNumber}`,
    template,
    to: financeContactId === undefined ? { personId: applicantId } : { contactId: financeContactId },
    about: organisationId,
    write: async ({ name }) => {
      const opens = `${orderId}.${linkNumber}`;
      const secret = await issueLetterSecret(ctx, { purpose: "quote", opens, expiresAt });
      const content = await renderQuotePdf(document);
      return {
        email: quoteOffered({
          ...document,
          recipientName: name,
          billToName: document.billTo.name,
          beneficiaryName: document.beneficiary.name,
          quoteUrl: `${ctx.publicOrigin}/quotes/${secret}`,
        }),
        attachments: [{ filename: `${document.number}.pdf`, contentType: "application/pdf", content }],
      };
    },
  });
}

/** To whoever applied: the finance office opened a quote that had run out, and asks for a new one. */
export async function tellOfQuoteRunOut(ctx: NotificationsCtx, { data }: RenewalAsked): Promise<unknown> {
  const template = "quote-run-out";
  const { orderId, organisationId, organisationName, applicantId, number } = data;
  return sendMail(ctx, {
    mailId: `${template}_${orderId}`,
    template,
    to: { personId: applicantId },
    about: organisationId,
    write: async ({ name }) => ({
      email: quoteRunOut({ recipientName: name, organisationName, number, joinUrl: `${ctx.publicOrigin}/join` }),
      attachments: [],
    }),
  });
}
