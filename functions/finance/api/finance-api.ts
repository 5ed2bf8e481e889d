import { can } from "@alliance/auth";
import { idOf, Problem } from "@alliance/core";
import { routesFor } from "@alliance/http";
import type { Ctx, QueryPage } from "@alliance/store";
import * as z from "zod";
import { OrderId } from "../ordering/order-id.ts";
import {
  InvoiceDetailReply,
  InvoicePageReply,
  invoiceReply,
  LedgerPageReply,
  OrderReply,
  orderReply,
} from "../replies.ts";
import { type Invoice, Period } from "../schema.ts";
import type { FinanceServices } from "../services.ts";
import { findInvoice } from "../use-cases/find-invoice.ts";
import {
  listAllInvoices,
  listOrganisationInvoices,
  organisationsToRead,
  type PageOf,
} from "../use-cases/list-invoices.ts";
import { currentPeriod, listLedgerTransactions } from "../use-cases/read-books.ts";
import { readInvoiceDocument } from "../use-cases/read-invoice.ts";
import { invoiceOfOrder, readOrder } from "../use-cases/read-order.ts";
import { creditApi } from "./credit-api.ts";
import { creditNoteApi } from "./credit-note-api.ts";
import { exceptionApi } from "./exception-api.ts";
import { opened, Page, sealed } from "./paging.ts";
import { quoteApi } from "./quote-api.ts";

const { api } = routesFor<FinanceServices>();

/** One organisation's invoices; without a name, one's own, or for the finance team everybody's. */
async function invoicesFor(ctx: Ctx, organisationId: string | undefined, page: PageOf): Promise<QueryPage<Invoice>> {
  if (organisationId !== undefined) return listOrganisationInvoices(ctx, { organisationId, ...page });
  if (can(ctx.actor, "finance.read-any")) return listAllInvoices(ctx, page);
  const [own, ...others] = organisationsToRead(ctx.actor);
  if (own === undefined) return { items: [] };
  if (others.length === 0) return listOrganisationInvoices(ctx, { organisationId: own, ...page });
  throw new Problem("invalid-input", "You belong to several organisations. Please say which.", [
    { field: "organisationId", message: "is needed" },
  ]);
}

export const financeApi = [
  ...creditNoteApi,
  ...exceptionApi,
  ...quoteApi,
  ...creditApi,
  api({
    method: "GET",
    path: "/api/finance/orders/:orderId",
    summary: "An order of your own: what is to be paid, where, and what became of it",
    access: "finance.pay-own",
    params: z.object({ orderId: OrderId }),
    reply: { status: 200, description: "The order", schema: OrderReply },
    handle: async ({ ctx, params }) => {
      const { data: order } = await readOrder(ctx, params.orderId);
      return orderReply(order, await invoiceOfOrder(ctx, order.orderId));
    },
  }),
  api({
    method: "GET",
    path: "/api/finance/invoices",
    summary: "Invoices of your organisation, newest first; the finance team's are everybody's, or the one of a number",
    access: "finance.open-invoices",
    query: z.strictObject({ ...Page, organisationId: idOf("org").optional(), number: z.string().max(60).optional() }),
    reply: { status: 200, description: "A page of invoices", schema: InvoicePageReply },
    handle: async ({ ctx, services, query }) => {
      if (query.number !== undefined) {
        const found = await findInvoice(ctx, query.number);
        return { items: found ? [invoiceReply(found)] : [] };
      }
      const read = await invoicesFor(ctx, query.organisationId, opened(query, services));
      return { items: read.items.map(({ data }) => invoiceReply(data)), ...sealed(read, services) };
    },
  }),
  api({
    method: "GET",
    path: "/api/finance/invoices/:invoiceId",
    summary: "An invoice with its document, as it was issued, and what is still owed",
    access: "finance.open-invoices",
    params: z.object({ invoiceId: idOf("inv") }),
    reply: { status: 200, description: "The invoice", schema: InvoiceDetailReply },
    handle: async ({ ctx, params }) => {
      const { invoice, document } = await readInvoiceDocument(ctx, params.invoiceId);
      return { ...invoiceReply(invoice), document };
    },
  }),
  api({
    method: "GET",
    path: "/api/finance/ledger-transactions",
    summary: "A month's ledger transactions with their postings and evidence, newest first",
    access: "finance.read-any",
    query: z.strictObject({ ...Page, period: Period.optional() }),
    reply: { status: 200, description: "A page of ledger transactions", schema: LedgerPageReply },
    handle: async ({ ctx, services, query }) => {
      const period = query.period ?? currentPeriod(ctx);
      const read = await listLedgerTransactions(ctx, { period, ...opened(query, services) });
      return { period, items: read.items.map(({ data }) => data), ...sealed(read, services) };
    },
  }),
];
