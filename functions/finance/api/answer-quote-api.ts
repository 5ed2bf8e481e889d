import { idOf } from "@alliance/core";
import { routesFor } from "@alliance/http";
import * as z from "zod";
import type { PayServices } from "../services.ts";
import { InvoiceRequest, switchToInvoice } from "../use-cases/switch-to-invoice.ts";

const { api } = routesFor<PayServices>();

/** Served by the function that may call Stripe: a card page that is open is closed first. */
export const answerQuoteApi = [
  api({
    method: "POST",
    path: "/api/finance/quotes/:orderId/answer",
    summary: "Answer a quote, or an order that waits for its card, with a purchase order: the invoice is issued, once",
    access: "finance.pay-own",
    params: z.object({ orderId: idOf("app") }),
    body: InvoiceRequest,
    idempotent: true,
    reply: {
      status: 200,
      description: "What became of it; the invoice is the order's",
      schema: z.object({ outcome: z.enum(["invoiced", "invoiced-before", "expired"]) }),
    },
    handle: async ({ ctx, services, params: { orderId }, body }) => ({
      outcome: await switchToInvoice(ctx, services, { orderId, ...body }),
    }),
  }),
];
