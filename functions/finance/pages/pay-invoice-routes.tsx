import { idOf, pounds } from "@alliance/core";
import { onceField, type PageReply, redirect, routesFor } from "@alliance/http";
import type { Ctx } from "@alliance/store";
import { Button, Form, InsetText, LondonDate, Money, Table } from "@alliance/ui";
import * as z from "zod";
import { checkoutKey } from "../keys.ts";
import { outstandingPence } from "../outstanding.ts";
import { Checkout, type Invoice } from "../schema.ts";
import type { PayServices } from "../services.ts";
import { payInvoice } from "../use-cases/pay-invoice.ts";
import { readInvoice } from "../use-cases/read-invoice.ts";
import { confirmingPage, invoicePaidPage } from "./pay-pages.tsx";
import { isComplete } from "./session-state.ts";

const { page } = routesFor<PayServices>();
const params = z.object({ invoiceId: idOf("inv") });
const invoicePath = (invoiceId: string) => `/portal/invoices/${invoiceId}`;

function payInvoicePage(ctx: Ctx, services: PayServices, invoice: Invoice, cancelled: boolean): PageReply {
  const owed = pounds(outstandingPence(invoice));
  return {
    title: `Pay invoice ${invoice.number}`,
    section: "Invoices",
    backLink: { href: invoicePath(invoice.invoiceId), text: `Invoice ${invoice.number}` },
    formActions: [services.checkoutOrigin],
    body: (
      <>
        <h1 class="govuk-heading-l">Pay invoice {invoice.number}</h1>
        {cancelled && <InsetText>You left the card payment before it was finished, so nothing was taken.</InsetText>}
        <Table
          firstCellIsHeader
          rows={[
            [{ content: "For" }, { content: invoice.beneficiaryName }],
            [{ content: "Due" }, { content: <LondonDate value={invoice.dueOn} /> }],
            [{ content: "To pay" }, { content: <Money amountPence={outstandingPence(invoice)} /> }],
          ]}
        />
        <Form action={`/pay/invoices/${invoice.invoiceId}/checkout`} hidden={onceField(ctx)}>
          <Button preventDoubleClick>{`Pay ${owed} by card`}</Button>
        </Form>
        <p class="govuk-body">You pay on the secure page of our payment provider, Stripe.</p>
      </>
    ),
  };
}

/** Waits for the webhook with whoever comes back from paying; anyone else is shown the invoice. */
async function whatBecameOf(ctx: Ctx, services: PayServices, invoice: Invoice): Promise<PageReply | Response> {
  if (outstandingPence(invoice) === 0) return invoicePaidPage(invoice);
  const checkout = await ctx.table.get(checkoutKey(invoice.orderId), Checkout);
  const { sessionId } = checkout?.data ?? {};
  if (sessionId !== undefined && (await isComplete(services, sessionId))) return confirmingPage();
  return redirect(invoicePath(invoice.invoiceId));
}

export const payInvoiceRoutes = [
  page({
    method: "GET",
    path: "/pay/invoices/:invoiceId",
    access: "finance.pay-own",
    params,
    query: z.object({ cancelled: z.string().optional() }),
    handle: async ({ ctx, services, params: { invoiceId }, query }) => {
      const invoice = await readInvoice(ctx, invoiceId);
      if (outstandingPence(invoice) === 0) return redirect(invoicePath(invoiceId));
      return payInvoicePage(ctx, services, invoice, query.cancelled !== undefined);
    },
  }),
  page({
    method: "POST",
    path: "/pay/invoices/:invoiceId/checkout",
    access: "finance.pay-own",
    params,
    idempotent: true,
    handle: async ({ ctx, services, params: { invoiceId } }) => {
      const opened = await payInvoice(ctx, services, { invoiceId });
      return redirect(opened.outcome === "open" ? opened.url : `/pay/invoices/${invoiceId}/done`);
    },
  }),
  page({
    method: "GET",
    path: "/pay/invoices/:invoiceId/done",
    access: "finance.pay-own",
    params,
    handle: async ({ ctx, services, params: { invoiceId } }) =>
      whatBecameOf(ctx, services, await readInvoice(ctx, invoiceId)),
  }),
];
