import { idOf, Problem } from "@alliance/core";
import { renderCreditNotePdf, renderInvoicePdf, renderQuotePdf } from "@alliance/documents";
import { InvoiceDocument } from "@alliance/documents/invoice";
import { routesFor } from "@alliance/http";
import { documentKey } from "./keys.ts";
import { readQuote } from "./use-cases/manage-quote.ts";
import { openQuote } from "./use-cases/open-quote.ts";
import { quoteDocumentOf } from "./use-cases/quote-order.ts";
import { readCreditNote } from "./use-cases/read-credit-notes.ts";
import { readInvoiceDocument } from "./use-cases/read-invoice.ts";

const { raw } = routesFor<unknown>();

const pdfReply = (pdf: Uint8Array, number: string, headers: Record<string, string> = {}): Response =>
  new Response(Uint8Array.from(pdf), {
    headers: {
      "content-type": "application/pdf",
      "content-disposition": `inline; filename="${number}.pdf"`,
      ...headers,
    },
  });

/** Reached by a letter's link: the address holds a secret. */
const quiet = { "referrer-policy": "strict-origin", "x-robots-tag": "noindex, nofollow, noarchive" };

function idIn(params: Record<string, string>, name: string, prefix: string): string {
  const id = idOf(prefix).safeParse(params[name]);
  if (!id.success) throw new Problem("not-found", "We cannot find that.");
  return id.data;
}

/** Papers. A function of their own: what draws them weighs more than all the pages together. */
export const pdfRoutes = [
  raw({
    method: "GET",
    path: "/portal/invoices/:invoiceId/invoice.pdf",
    access: "finance.open-invoices",
    summary: "An invoice as PDF, as it was issued",
    handle: async ({ ctx, params }) => {
      const { document } = await readInvoiceDocument(ctx, idIn(params, "invoiceId", "inv"));
      return pdfReply(await renderInvoicePdf(document), document.number);
    },
  }),
  raw({
    method: "GET",
    path: "/portal/invoices/:invoiceId/credit-notes/:creditNoteId/credit-note.pdf",
    access: "finance.open-invoices",
    summary: "A credit note as PDF, for whoever may see its invoice",
    handle: async ({ ctx, params }) => {
      const ids = { invoiceId: idIn(params, "invoiceId", "inv"), creditNoteId: idIn(params, "creditNoteId", "cdn") };
      const { document } = await readCreditNote(ctx, ids);
      return pdfReply(await renderCreditNotePdf(document), document.number);
    },
  }),
  raw({
    method: "GET",
    path: "/portal/invoices/quotes/:orderId/quote.pdf",
    access: "finance.open-invoices",
    summary: "A quote as PDF, for whoever applied and the school's lead, head and finance",
    handle: async ({ ctx, params }) => {
      const { order } = await readQuote(ctx, idIn(params, "orderId", "app"));
      const document = quoteDocumentOf(order.data);
      return pdfReply(await renderQuotePdf(document), document.number);
    },
  }),
  raw({
    method: "GET",
    path: "/quotes/:secret/quote.pdf",
    access: "public",
    summary: "A quote as PDF, for whoever has its link",
    handle: async ({ ctx, params: { secret = "" } }) => {
      const { order } = await openQuote(ctx, secret);
      const document = quoteDocumentOf(order.data);
      return pdfReply(await renderQuotePdf(document), document.number, quiet);
    },
  }),
  raw({
    method: "GET",
    path: "/quotes/:secret/invoice.pdf",
    access: "public",
    summary: "The invoice that a quote led to as PDF, for whoever has the quote's link",
    handle: async ({ ctx, params: { secret = "" } }) => {
      const { invoice } = await openQuote(ctx, secret);
      const document = invoice && (await ctx.table.get(documentKey(invoice.invoiceId), InvoiceDocument));
      if (document === undefined) throw new Problem("not-found", "There is no invoice yet.");
      return pdfReply(await renderInvoicePdf(document.data), document.data.number, quiet);
    },
  }),
];
