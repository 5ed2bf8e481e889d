import { idOf } from "@alliance/core";
import { routesFor } from "@alliance/http";
import * as z from "zod";
import type { FinanceServices } from "./services.ts";
import { invoiceOfOrder, readOrder } from "./use-cases/read-order.ts";

const { api } = routesFor<FinanceServices>();

const OrderView = z.object({
  orderId: z.string(),
  organisationId: z.string(),
  state: z.enum(["waiting", "invoiced", "paid", "expired"]),
  totalPence: z.int(),
  payBy: z.iso.datetime(),
  payPath: z.string().optional(),
  invoiceId: z.string().optional(),
});

export const routes = [
  api({
    method: "GET",
    path: "/api/finance/orders/:orderId",
    summary: "An order of your own: what is to be paid, where, and what became of it",
    access: "finance.pay-own",
    params: z.object({ orderId: idOf("app") }),
    reply: { status: 200, description: "The order", schema: OrderView },
    handle: async ({ ctx, params }) => {
      const { data: order } = await readOrder(ctx, params.orderId);
      const invoice = await invoiceOfOrder(ctx, order.orderId);
      return {
        orderId: order.orderId,
        organisationId: order.organisationId,
        state: invoice && invoice.paidPence === invoice.totalPence ? "paid" : order.state,
        totalPence: order.totalPence,
        payBy: order.payBy,
        ...(order.state === "waiting" ? { payPath: `/pay/${order.orderId}` } : {}),
        ...(invoice ? { invoiceId: invoice.invoiceId } : {}),
      };
    },
  }),
];
