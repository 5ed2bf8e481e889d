import { can } from "@alliance/auth";
import { idOf, Problem } from "@alliance/core";
import { QuoteDocument } from "@alliance/documents/quote";
import { routesFor } from "@alliance/http";
import type { Ctx, QueryPage } from "@alliance/store";
import * as z from "zod";
import type { Invoice, Order } from "../schema.ts";
import type { FinanceServices } from "../services.ts";
import { organisationsToRead, type PageOf } from "../use-cases/list-invoices.ts";
import { listOrganisationQuotes, listQuotes } from "../use-cases/list-quotes.ts";
import { readQuote, revokeQuoteLink, sendQuoteAgain } from "../use-cases/manage-quote.ts";
import { isOpen } from "../use-cases/open-quote.ts";
import { type QuotedOrder, quoteDocumentOf } from "../use-cases/quote-order.ts";
import { opened, Page, sealed } from "./paging.ts";

const { api } = routesFor<FinanceServices>();
const params = z.object({ orderId: idOf("app") });

const QuoteReply = z.object({
  orderId: z.string(),
  organisationId: z.string(),
  state: z.enum(["waiting", "link-closed", "answered", "run-out"]),
  /** How many letters went; the latest one's link works. */
  linkNumber: z.int(),
  /** Once it was answered, or paid. */
  invoiceId: z.string().optional(),
  document: QuoteDocument,
});
type QuoteReply = z.infer<typeof QuoteReply>;

function stateOf(order: QuotedOrder, invoice: Invoice | undefined, now: string): QuoteReply["state"] {
  if (invoice || order.state === "invoiced") return "answered";
  if (!isOpen(order, now)) return "run-out";
  return order.quote.revokedAt === undefined ? "waiting" : "link-closed";
}

const quoteReply = (ctx: Ctx, order: QuotedOrder, invoice?: Invoice): QuoteReply => ({
  orderId: order.orderId,
  organisationId: order.organisationId,
  state: stateOf(order, invoice, ctx.clock.now()),
  linkNumber: order.quote.linkNumber,
  ...(invoice ? { invoiceId: invoice.invoiceId } : {}),
  document: quoteDocumentOf(order),
});

const isQuoted = (order: Order): order is QuotedOrder => order.quote !== undefined;

/** One organisation's; without a name, one's own, or for the finance team everybody's. */
async function quotesFor(ctx: Ctx, organisationId: string | undefined, page: PageOf): Promise<QueryPage<Order>> {
  if (organisationId !== undefined) return listOrganisationQuotes(ctx, { organisationId, ...page });
  if (can(ctx.actor, "finance.read-any")) return listQuotes(ctx, page);
  const [own, ...others] = organisationsToRead(ctx.actor);
  if (own === undefined) return { items: [] };
  if (others.length === 0) return listOrganisationQuotes(ctx, { organisationId: own, ...page });
  throw new Problem("invalid-input", "You belong to several organisations. Please say which.", [
    { field: "organisationId", message: "is needed" },
  ]);
}

/** Quotes, for those who look after them; whoever has only the link answers by its page. */
export const quoteApi = [
  api({
    method: "GET",
    path: "/api/finance/quotes",
    summary: "Quotes that wait for an answer, the first to run out first; the finance team's are everybody's",
    access: "finance.open-invoices",
    query: z.strictObject({ ...Page, organisationId: idOf("org").optional() }),
    reply: {
      status: 200,
      description: "A page of quotes",
      schema: z.object({ items: z.array(QuoteReply), next: z.string().optional() }),
    },
    handle: async ({ ctx, services, query }) => {
      const read = await quotesFor(ctx, query.organisationId, opened(query, services));
      const orders = read.items.map(({ data }) => data).filter(isQuoted);
      return { items: orders.map((order) => quoteReply(ctx, order)), ...sealed(read, services) };
    },
  }),
  api({
    method: "GET",
    path: "/api/finance/quotes/:orderId",
    summary: "A quote, and the invoice that it led to",
    access: "finance.open-invoices",
    params,
    reply: { status: 200, description: "The quote", schema: QuoteReply },
    handle: async ({ ctx, params: { orderId } }) => {
      const { order, invoice } = await readQuote(ctx, orderId);
      return quoteReply(ctx, order.data, invoice);
    },
  }),
  api({
    method: "POST",
    path: "/api/finance/quotes/:orderId/send",
    summary: "Send the quote again with a new link; that of the letter before ends",
    access: "finance.open-invoices",
    params,
    idempotent: true,
    reply: { status: 202, description: "The letter is due", schema: z.object({ linkNumber: z.int() }) },
    handle: async ({ ctx, params: { orderId } }) => sendQuoteAgain(ctx, { orderId }),
  }),
  api({
    method: "POST",
    path: "/api/finance/quotes/:orderId/revoke",
    summary: "Close the quote's link; the quote waits on, and can be sent again",
    access: "finance.open-invoices",
    params,
    idempotent: true,
    reply: { status: 200, description: "Closed", schema: z.object({ outcome: z.enum(["revoked", "revoked-before"]) }) },
    handle: async ({ ctx, params: { orderId } }) => ({ outcome: await revokeQuoteLink(ctx, { orderId }) }),
  }),
];
