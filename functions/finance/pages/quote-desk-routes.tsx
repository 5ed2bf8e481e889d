import { readContact } from "@alliance/auth";
import { idOf } from "@alliance/core";
import { onceField, type PageReply, redirect, routesFor } from "@alliance/http";
import type { Ctx } from "@alliance/store";
import { Button, Form, InsetText, LondonDate, SummaryList } from "@alliance/ui";
import * as z from "zod";
import { isBooking } from "../ordering/order-id.ts";
import type { FinanceServices } from "../services.ts";
import { readQuote, revokeQuoteLink, sendQuoteAgain } from "../use-cases/manage-quote.ts";
import { isOpen } from "../use-cases/open-quote.ts";
import { LinesTable } from "./line-parts.tsx";
import { QuoteFacts, QuoteState } from "./quote-parts.tsx";

const { page } = routesFor<FinanceServices>();
const params = z.object({ orderId: idOf("app") });
const query = z.object({ done: z.enum(["sent", "revoked"]).optional() });

const notices = {
  sent: "The quote is on its way by email. The link in the email before it has ended.",
  revoked: "The link is closed. You can send the quote again at any time.",
} as const;

type Read = Awaited<ReturnType<typeof readQuote>>["order"]["data"];

async function addressee(ctx: Ctx, order: Read): Promise<string> {
  if (order.financeContactId === undefined) return "Whoever applied";
  const contact = (await readContact(ctx.table, order.financeContactId))?.data;
  return contact === undefined ? "The finance contact" : `${contact.name}, ${contact.email}`;
}

const Buttons = ({
  ctx,
  base,
  isRevoked,
}: {
  readonly ctx: Ctx;
  readonly base: string;
  readonly isRevoked: boolean;
}) => (
  <div class="govuk-button-group">
    <Form action={`${base}/send`} hidden={onceField(ctx)}>
      <Button preventDoubleClick>{isRevoked ? "Send it with a new link" : "Send it again"}</Button>
    </Form>
    {!isRevoked && (
      <Form action={`${base}/revoke`} hidden={onceField(ctx)}>
        <Button classes="govuk-button--secondary" preventDoubleClick>
          Close the link
        </Button>
      </Form>
    )}
  </div>
);

interface Desk {
  readonly base: string;
  /** Before the number, so that no two pages share a title. */
  readonly titled: string;
  readonly section: string;
  readonly backLink: { readonly href: string; readonly text: string };
  readonly invoices: string;
  readonly mayPay: boolean;
}

async function deskPage(ctx: Ctx, desk: Desk, orderId: string, done?: keyof typeof notices): Promise<PageReply> {
  const { order: stored, invoice } = await readQuote(ctx, orderId);
  const order = stored.data;
  const now = ctx.clock.now();
  const isWaiting = isOpen(order, now);
  return {
    title: `${desk.titled} ${order.quote.number}`,
    section: desk.section,
    backLink: desk.backLink,
    ...(done ? { notice: notices[done] } : {}),
    body: (
      <>
        <h1 class="govuk-heading-l">
          Quote <span class="app-money">{order.quote.number}</span>{" "}
          <QuoteState order={order} invoice={invoice} now={now} />
        </h1>
        {invoice && (
          <InsetText>
            It was answered: see{" "}
            <a class="govuk-link" href={`${desk.invoices}/${invoice.invoiceId}`}>{`invoice ${invoice.number}`}</a>.
          </InsetText>
        )}
        {isWaiting && (
          <p class="govuk-body-l">
            It waits for a purchase order, and the membership is held until{" "}
            <LondonDate value={order.quote.validUntil} />.
          </p>
        )}
        <QuoteFacts order={order} />
        <LinesTable lines={order.lines} caption="What it is for" />
        <Button href={`/portal/invoices/quotes/${orderId}/quote.pdf`} classes="govuk-button--secondary">
          Open the PDF
        </Button>
        {isWaiting && (
          <>
            <h2 class="govuk-heading-m">The email with the link</h2>
            <SummaryList
              rows={[
                { key: "Sent to", value: await addressee(ctx, order) },
                { key: "Sent", value: order.quote.linkNumber === 1 ? "Once" : `${order.quote.linkNumber} times` },
                { key: "Link", value: order.quote.revokedAt ? "Closed" : "Only that of the latest email works" },
              ]}
            />
            <Buttons ctx={ctx} base={`${desk.base}/${orderId}`} isRevoked={order.quote.revokedAt !== undefined} />
            {desk.mayPay && (
              <p class="govuk-body">
                You can also{" "}
                <a class="govuk-link" href={`/pay/${orderId}`}>
                  {isBooking(orderId)
                    ? "pay by card, or give the purchase order number yourself"
                    : "pay by card, give the purchase order number yourself, or withdraw the application"}
                </a>
                .
              </p>
            )}
          </>
        )}
      </>
    ),
  };
}

/** The same desk twice: for the school, and for our finance team. */
const desk = (at: Desk, access: "finance.open-invoices" | "finance.read-any") => [
  page({
    method: "GET",
    path: `${at.base as "/quotes"}/:orderId`,
    access,
    params,
    query,
    handle: async ({ ctx, params: { orderId }, query: { done } }) => deskPage(ctx, at, orderId, done),
  }),
  page({
    method: "POST",
    path: `${at.base as "/quotes"}/:orderId/send`,
    access,
    params,
    idempotent: true,
    handle: async ({ ctx, params: { orderId } }) => {
      await sendQuoteAgain(ctx, { orderId });
      return redirect(`${at.base}/${orderId}?done=sent`);
    },
  }),
  page({
    method: "POST",
    path: `${at.base as "/quotes"}/:orderId/revoke`,
    access,
    params,
    idempotent: true,
    handle: async ({ ctx, params: { orderId } }) => {
      await revokeQuoteLink(ctx, { orderId });
      return redirect(`${at.base}/${orderId}?done=revoked`);
    },
  }),
];

export const portalQuoteRoutes = desk(
  {
    base: "/portal/invoices/quotes",
    titled: "Quote",
    section: "Invoices",
    backLink: { href: "/portal/invoices", text: "All invoices" },
    invoices: "/portal/invoices",
    mayPay: true,
  },
  "finance.open-invoices",
);

export const consoleQuoteRoutes = desk(
  {
    base: "/console/finance/quotes",
    titled: "Finance: quote",
    section: "Finance",
    backLink: { href: "/console/finance/quotes", text: "Quotes" },
    invoices: "/console/finance/invoices",
    mayPay: false,
  },
  "finance.read-any",
);
