import { can } from "@alliance/auth";
import { idOf, londonDateOf } from "@alliance/core";
import { type PageReply, redirect, routesFor } from "@alliance/http";
import type { Ctx } from "@alliance/store";
import { Button, ButtonGroup, Link } from "@alliance/ui";
import * as z from "zod";
import { creditedPence } from "../outstanding.ts";
import type { Invoice } from "../schema.ts";
import type { FinanceServices } from "../services.ts";
import { findInvoice } from "../use-cases/find-invoice.ts";
import { listAllInvoices, listOrganisationInvoices } from "../use-cases/list-invoices.ts";
import { readInvoiceDocument } from "../use-cases/read-invoice.ts";
import { purchaseOrderFileOf } from "../use-cases/read-purchase-order.ts";
import { invoicePath, invoicesPath, organisationPath, timelinePath } from "./console-paths.ts";
import { FindInvoice } from "./find-invoice-form.tsx";
import { CreditNotes, DocumentFacts, DocumentLines, InvoiceState, InvoiceTable } from "./invoice-parts.tsx";
import { ListQuery, listed, listPage, section } from "./list-page.tsx";

const { page } = routesFor<FinanceServices>();
const access = "finance.read-any";

const ListOfInvoices = ListQuery.extend({
  number: z.string().max(60).optional(),
  organisation: idOf("org").optional(),
});

async function invoicesPage(
  ctx: Ctx,
  services: FinanceServices,
  query: z.infer<typeof ListOfInvoices>,
): Promise<PageReply | Response> {
  const { cursor, number = "", organisation: organisationId } = query;
  const found = number.trim() === "" ? undefined : await findInvoice(ctx, number);
  if (found) return redirect(invoicePath(found));
  const errors =
    number.trim() === "" ? [] : [{ field: "number", message: `No invoice has the number ${number.trim()}` }];
  const list = listed(cursor, services);
  const reply = listPage<Invoice>({
    title: organisationId ? "Invoices of one organisation" : "All invoices",
    empty: organisationId ? "It has no invoice" : "No invoices yet",
    path: invoicesPath,
    ...(organisationId ? { filter: { organisation: organisationId } } : {}),
    read: organisationId
      ? await listOrganisationInvoices(ctx, { organisationId, ...list })
      : await listAllInvoices(ctx, list),
    secret: services.cursorSecret,
    above: organisationId ? (
      <p class="govuk-body">
        <Link href={organisationPath(organisationId)}>The organisation</Link>
        {" · "}
        <Link href={invoicesPath}>All invoices</Link>
      </p>
    ) : (
      <FindInvoice form={{ values: { number }, errors }} />
    ),
    table: (invoices) => (
      <InvoiceTable
        caption="Invoices, newest first"
        invoices={invoices}
        today={londonDateOf(ctx.clock.now())}
        hrefOf={invoicePath}
      />
    ),
  });
  return { ...reply, errors };
}

const Related = ({ invoice: { organisationId, invoiceId } }: { readonly invoice: Invoice }) => (
  <p class="govuk-body">
    <Link href={organisationPath(organisationId)}>The organisation</Link>
    {" · "}
    <Link href={`${invoicesPath}?${new URLSearchParams({ organisation: organisationId })}`}>Its invoices</Link>
    {" · "}
    <Link href={timelinePath(invoiceId)}>What happened with this invoice</Link>
  </p>
);

async function invoicePage(ctx: Ctx, invoiceId: string, isCredited: boolean): Promise<PageReply> {
  const { invoice, document } = await readInvoiceDocument(ctx, invoiceId);
  const hasFile = (await purchaseOrderFileOf(ctx, invoiceId)) !== undefined;
  return {
    title: `Finance: invoice ${invoice.number}`,
    section,
    backLink: { href: invoicesPath, text: "Invoices" },
    ...(isCredited ? { notice: "The credit note is issued, and on its way by email." } : {}),
    body: (
      <>
        <h1 class="govuk-heading-l">
          Invoice {invoice.number} <InvoiceState invoice={invoice} today={londonDateOf(ctx.clock.now())} />
        </h1>
        <DocumentFacts invoice={invoice} document={document} />
        <DocumentLines document={document} />
        <CreditNotes invoice={invoice} />
        <ButtonGroup>
          <Button href={`/portal/invoices/${invoiceId}/invoice.pdf`} classes="govuk-button--secondary">
            Open the PDF
          </Button>
          {hasFile && (
            <Button href={`${invoicePath(invoice)}/purchase-order`} classes="govuk-button--secondary">
              Save the purchase order
            </Button>
          )}
          {creditedPence(invoice) < invoice.totalPence && can(ctx.actor, "finance.credit") && (
            <Button href={`${invoicePath(invoice)}/credit`} classes="govuk-button--secondary">
              Raise a credit note
            </Button>
          )}
        </ButtonGroup>
        <Related invoice={invoice} />
      </>
    ),
  };
}

/** Invoices as the finance team finds and reads them. */
export const invoiceRoutes = [
  page({
    method: "GET",
    path: "/console/finance/invoices",
    access,
    query: ListOfInvoices,
    handle: async ({ ctx, services, query }) => invoicesPage(ctx, services, query),
  }),
  page({
    method: "GET",
    path: "/console/finance/invoices/:invoiceId",
    access,
    params: z.object({ invoiceId: idOf("inv") }),
    query: z.object({ done: z.literal("credited").optional() }),
    handle: async ({ ctx, params, query: { done } }) => invoicePage(ctx, params.invoiceId, done === "credited"),
  }),
];
