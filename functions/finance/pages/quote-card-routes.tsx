import { pounds } from "@alliance/core";
import { type PageReply, redirect, routesFor } from "@alliance/http";
import { Button, Form, LondonDate, Money, Table } from "@alliance/ui";
import * as z from "zod";
import { outstandingPence } from "../outstanding.ts";
import type { PayServices } from "../services.ts";
import { isOpen, type OpenedQuote, openQuote } from "../use-cases/open-quote.ts";
import { payQuote } from "../use-cases/pay-quote.ts";
import { quoteCookie } from "./quote-cookie.ts";
import { quotePath } from "./quote-pages.tsx";

const { page } = routesFor<PayServices>();
const params = z.object({ secret: z.string().max(200) });

function cardPage(secret: string, { order, invoice }: OpenedQuote, checkoutOrigin: string): PageReply {
  const owedPence = invoice ? outstandingPence(invoice) : order.data.totalPence;
  const what = invoice ? `invoice ${invoice.number}` : `quote ${order.data.quote.number}`;
  return {
    title: `Pay ${what} by card`,
    backLink: { href: quotePath(secret), text: "Back" },
    formActions: [checkoutOrigin],
    headers: { "referrer-policy": "strict-origin", "x-robots-tag": "noindex, nofollow, noarchive" },
    body: (
      <>
        <h1 class="govuk-heading-l">Pay {what} by card</h1>
        <Table
          firstCellIsHeader
          rows={[
            [{ content: "For" }, { content: order.data.beneficiary.name }],
            [
              { content: invoice ? "Due" : "Valid until" },
              { content: <LondonDate value={invoice ? invoice.dueOn : order.data.quote.validUntil} /> },
            ],
            [{ content: "To pay" }, { content: <Money amountPence={owedPence} /> }],
          ]}
        />
        <Form action={`${quotePath(secret)}/card`}>
          <Button preventDoubleClick>{`Pay ${pounds(owedPence)} by card`}</Button>
        </Form>
        <p class="govuk-body">
          You pay on the secure page of our payment provider, Stripe. We never see the card’s number. The receipt is the
          invoice, which then comes as paid.
        </p>
      </>
    ),
  };
}

/** The way to the payment page for whoever has a quote's link. */
export const quoteCardRoutes = [
  page({
    method: "GET",
    path: "/quotes/:secret/card",
    access: "public",
    params,
    handle: async ({ ctx, services, params: { secret } }) => {
      const opened = await openQuote(ctx, secret);
      const isOwed = opened.invoice ? outstandingPence(opened.invoice) > 0 : isOpen(opened.order.data, ctx.clock.now());
      return isOwed ? cardPage(secret, opened, services.checkoutOrigin) : redirect(quotePath(secret));
    },
  }),
  page({
    method: "POST",
    path: "/quotes/:secret/card",
    access: "public",
    params,
    handle: async ({ ctx, services, params: { secret } }) => {
      const opened = await payQuote(ctx, services, { secret });
      if (opened.outcome === "open") {
        const reply = redirect(opened.url);
        reply.headers.set("set-cookie", quoteCookie(secret, services.publicOrigin));
        return reply;
      }
      return redirect(opened.outcome === "paid" ? `${quotePath(secret)}?paid=1` : quotePath(secret));
    },
  }),
];
