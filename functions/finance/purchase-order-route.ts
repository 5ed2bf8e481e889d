import { idOf, Problem } from "@alliance/core";
import { routesFor } from "@alliance/http";
import type { ConsoleServices } from "./services.ts";
import { readPurchaseOrder } from "./use-cases/read-purchase-order.ts";

const { raw } = routesFor<ConsoleServices>();
const endings = { "application/pdf": "pdf", "image/png": "png", "image/jpeg": "jpg" } as const;

/** A stranger's file: saved, never shown on our own pages, and told to be what its bytes say it is. */
export const purchaseOrderRoutes = [
  raw({
    method: "GET",
    path: "/console/finance/invoices/:invoiceId/purchase-order",
    access: "finance.read-any",
    summary: "The purchase order that came as a file with the answer to a quote",
    handle: async ({ ctx, services, params }) => {
      const invoiceId = idOf("inv").safeParse(params.invoiceId);
      if (!invoiceId.success) throw new Problem("not-found", "We cannot find that.");
      const { file, bytes } = await readPurchaseOrder(ctx, services.files, invoiceId.data);
      return new Response(Buffer.from(bytes), {
        headers: {
          "content-type": file.contentType,
          "content-disposition": `attachment; filename="purchase-order.${endings[file.contentType]}"`,
          "content-security-policy": "sandbox; default-src 'none'",
        },
      });
    },
  }),
];
