import { idOf, Problem } from "@alliance/core";
import { renderInvoicePdf } from "@alliance/documents";
import { routesFor } from "@alliance/http";
import { readInvoiceDocument } from "./use-cases/read-invoice.ts";

const { raw } = routesFor<unknown>();
const InvoiceId = idOf("inv");

/** The paper of an invoice. A function of its own: what draws it weighs more than all the pages together. */
export const pdfRoutes = [
  raw({
    method: "GET",
    path: "/portal/invoices/:invoiceId/invoice.pdf",
    access: "finance.open-invoices",
    summary: "An invoice as PDF, as it was issued",
    handle: async ({ ctx, params }) => {
      const invoiceId = InvoiceId.safeParse(params.invoiceId);
      if (!invoiceId.success) throw new Problem("not-found", "We cannot find that.");
      const { document } = await readInvoiceDocument(ctx, invoiceId.data);
      const pdf = await renderInvoicePdf(document);
      return new Response(Uint8Array.from(pdf), {
        headers: {
          "content-type": "application/pdf",
          "content-disposition": `inline; filename="${document.number}.pdf"`,
        },
      });
    },
  }),
];
