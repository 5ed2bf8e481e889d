import { can } from "@alliance/auth";
import { idOf, londonDateOf } from "@alliance/core";
import { openCursor, type PageReply, routesFor, sealCursor } from "@alliance/http";
import type { Ctx, QueryPage } from "@alliance/store";
import { Button, EmptyState, Pagination } from "@alliance/ui";
import type { Child } from "hono/jsx";
import * as z from "zod";
import { creditedPence } from "../outstanding.ts";
import {
  type CreditNote,
  type FinanceException,
  type Invoice,
  type LedgerTransaction,
  type Order,
  type Payment,
  Period,
} from "../schema.ts";
import type { FinanceServices } from "../services.ts";
import { listAllInvoices } from "../use-cases/list-invoices.ts";
import { listQuotes } from "../use-cases/list-quotes.ts";
import { currentPeriod, listExceptions, listLedgerTransactions, listPayments } from "../use-cases/read-books.ts";
import { listCreditNotes } from "../use-cases/read-credit-notes.ts";
import { readInvoiceDocument } from "../use-cases/read-invoice.ts";
import { purchaseOrderFileOf } from "../use-cases/read-purchase-order.ts";
import { ExceptionTable, LedgerTable, monthName, PaymentTable } from "./books-parts.tsx";
import { overviewPage } from "./console-overview.tsx";
import { CreditNoteTable } from "./credit-note-parts.tsx";
import { CreditNotes, DocumentFacts, DocumentLines, InvoiceState, InvoiceTable } from "./invoice-parts.tsx";
import { QuoteTable } from "./quote-parts.tsx";

const { page } = routesFor<FinanceServices>();
const section = "Finance";
const access = "finance.read-any";
const perPage = 25;
const home = { href: "/console/finance", text: "Finance" };
const query = z.object({ cursor: z.string().max(2000).optional() });
const hrefOf = ({ invoiceId }: Invoice) => `/console/finance/invoices/${invoiceId}`;

const dataOf = <Data,>(read: QueryPage<Data>): Data[] => read.items.map(({ data }) => data);

interface ListPage<Data> {
  readonly title: string;
  readonly empty: string;
  readonly path: string;
  readonly read: QueryPage<Data>;
  readonly secret: string;
  /** Kept from page to page. */
  readonly filter?: Readonly<Record<string, string>>;
  readonly table: (rows: readonly Data[]) => Child;
  readonly notice?: string;
}

/** A list that pages by cursor: newest (or oldest) first, and a link onward. */
function listPage<Data>({ title, empty, path, read, secret, filter, table, notice }: ListPage<Data>): PageReply {
  const next = read.cursor && new URLSearchParams({ ...filter, cursor: sealCursor(read.cursor, secret) });
  return {
    title,
    section,
    layout: "wide",
    backLink: home,
    ...(notice === undefined ? {} : { notice }),
    body: (
      <>
        <h1 class="govuk-heading-l">{title}</h1>
        {read.items.length === 0 ? <EmptyState title={empty} /> : table(dataOf(read))}
        {next && <Pagination next={{ href: `${path}?${next}` }} />}
      </>
    ),
  };
}

const cursorOf = (sealed: string | undefined, services: FinanceServices) =>
  sealed === undefined ? {} : { cursor: openCursor(sealed, services.cursorSecret) };

async function invoicePage(ctx: Ctx, invoiceId: string, isCredited: boolean): Promise<PageReply> {
  const { invoice, document } = await readInvoiceDocument(ctx, invoiceId);
  const hasFile = (await purchaseOrderFileOf(ctx, invoiceId)) !== undefined;
  return {
    title: `Finance: invoice ${invoice.number}`,
    section,
    backLink: { href: "/console/finance/invoices", text: "Invoices" },
    ...(isCredited ? { notice: "The credit note is issued, and on its way by email." } : {}),
    body: (
      <>
        <h1 class="govuk-heading-l">
          Invoice {invoice.number} <InvoiceState invoice={invoice} today={londonDateOf(ctx.clock.now())} />
        </h1>
        <DocumentFacts invoice={invoice} document={document} />
        <DocumentLines document={document} />
        <CreditNotes invoice={invoice} />
        <div class="govuk-button-group">
          <Button href={`/portal/invoices/${invoiceId}/invoice.pdf`} classes="govuk-button--secondary">
            Open the PDF
          </Button>
          {hasFile && (
            <Button href={`/console/finance/invoices/${invoiceId}/purchase-order`} classes="govuk-button--secondary">
              Save the purchase order
            </Button>
          )}
          {creditedPence(invoice) < invoice.totalPence && can(ctx.actor, "finance.credit") && (
            <Button href={`/console/finance/invoices/${invoiceId}/credit`} classes="govuk-button--secondary">
              Raise a credit note
            </Button>
          )}
        </div>
      </>
    ),
  };
}

export const consoleRoutes = [
  page({ method: "GET", path: "/console/finance", access, handle: async ({ ctx }) => overviewPage(ctx) }),
  page({
    method: "GET",
    path: "/console/finance/invoices",
    access,
    query,
    handle: async ({ ctx, services, query: { cursor } }) =>
      listPage<Invoice>({
        title: "All invoices",
        empty: "No invoices yet",
        path: "/console/finance/invoices",
        read: await listAllInvoices(ctx, { limit: perPage, ...cursorOf(cursor, services) }),
        secret: services.cursorSecret,
        table: (invoices) => (
          <InvoiceTable
            caption="Invoices, newest first"
            invoices={invoices}
            today={londonDateOf(ctx.clock.now())}
            hrefOf={hrefOf}
          />
        ),
      }),
  }),
  page({
    method: "GET",
    path: "/console/finance/invoices/:invoiceId",
    access,
    params: z.object({ invoiceId: idOf("inv") }),
    query: z.object({ done: z.literal("credited").optional() }),
    handle: async ({ ctx, params, query: { done } }) => invoicePage(ctx, params.invoiceId, done === "credited"),
  }),
  page({
    method: "GET",
    path: "/console/finance/credit-notes",
    access,
    query,
    handle: async ({ ctx, services, query: { cursor } }) =>
      listPage<CreditNote>({
        title: "Credit notes",
        empty: "No credit notes yet",
        path: "/console/finance/credit-notes",
        read: await listCreditNotes(ctx, { limit: perPage, ...cursorOf(cursor, services) }),
        secret: services.cursorSecret,
        table: (notes) => <CreditNoteTable notes={notes} />,
      }),
  }),
  page({
    method: "GET",
    path: "/console/finance/quotes",
    access,
    query,
    handle: async ({ ctx, services, query: { cursor } }) =>
      listPage<Order>({
        title: "Quotes that wait for an answer",
        empty: "No quote waits for an answer",
        path: "/console/finance/quotes",
        read: await listQuotes(ctx, { limit: perPage, ...cursorOf(cursor, services) }),
        secret: services.cursorSecret,
        table: (orders) => <QuoteTable orders={orders} base="/console/finance/quotes" now={ctx.clock.now()} />,
      }),
  }),
  page({
    method: "GET",
    path: "/console/finance/payments",
    access,
    query,
    handle: async ({ ctx, services, query: { cursor } }) =>
      listPage<Payment>({
        title: "Payments",
        empty: "No payments yet",
        path: "/console/finance/payments",
        read: await listPayments(ctx, { limit: perPage, ...cursorOf(cursor, services) }),
        secret: services.cursorSecret,
        table: (payments) => <PaymentTable payments={payments} />,
      }),
  }),
  page({
    method: "GET",
    path: "/console/finance/exceptions",
    access,
    query: query.extend({ done: z.literal("closed").optional() }),
    handle: async ({ ctx, services, query: { cursor, done } }) =>
      listPage<FinanceException>({
        title: "Exceptions",
        empty: "Nothing waits for a person",
        path: "/console/finance/exceptions",
        read: await listExceptions(ctx, { limit: perPage, ...cursorOf(cursor, services) }),
        secret: services.cursorSecret,
        table: (exceptions) => <ExceptionTable exceptions={exceptions} />,
        ...(done ? { notice: "It is closed. What you noted is kept with it." } : {}),
      }),
  }),
  page({
    method: "GET",
    path: "/console/finance/ledger",
    access,
    query: query.extend({ period: Period.optional() }),
    handle: async ({ ctx, services, query: { cursor, period = currentPeriod(ctx) } }) =>
      listPage<LedgerTransaction>({
        title: `Ledger, ${monthName(period)}`,
        empty: "Nothing was posted in this month",
        path: "/console/finance/ledger",
        filter: { period },
        read: await listLedgerTransactions(ctx, { period, limit: perPage, ...cursorOf(cursor, services) }),
        secret: services.cursorSecret,
        table: (transactions) => <LedgerTable transactions={transactions} />,
      }),
  }),
];
