import { epochSeconds } from "@alliance/core";
import { type PageReply, redirect, routesFor } from "@alliance/http";
import type { Ctx } from "@alliance/store";
import * as z from "zod";
import { answerQuoteApi } from "../api/answer-quote-api.ts";
import { checkoutKey } from "../keys.ts";
import { OrderId } from "../ordering/order-id.ts";
import { Checkout, type Order } from "../schema.ts";
import type { PayServices } from "../services.ts";
import { awaitOrder, invoiceOfOrder, readOrder } from "../use-cases/read-order.ts";
import { startPayment } from "../use-cases/start-payment.ts";
import { InvoiceRequest, switchToInvoice } from "../use-cases/switch-to-invoice.ts";
import { withdrawOrder } from "../use-cases/withdraw-order.ts";
import { payInvoiceRoutes } from "./pay-invoice-routes.tsx";
import { confirmingPage, expiredPage, orderedPage, payPage, preparingPage, withdrawnPage } from "./pay-pages.tsx";
import { quoteCardRoutes } from "./quote-card-routes.tsx";
import { isComplete } from "./session-state.ts";

const { page } = routesFor<PayServices>();
const params = z.object({ orderId: OrderId });
const donePath = (orderId: string) => `/pay/${orderId}/done`;

/** May it be begun, or, begun in time, still be finished? */
async function canStillPay(ctx: Ctx, order: Order): Promise<boolean> {
  if (order.state === "expired") return false;
  if (ctx.clock.now() < order.payBy) return true;
  const checkout = await ctx.table.get(checkoutKey(order.orderId), Checkout);
  return checkout?.data.sessionId !== undefined && epochSeconds(ctx.clock.now()) < checkout.data.expiresAtSeconds;
}

async function payOrWhy(ctx: Ctx, services: PayServices, order: Order, cancelled: boolean) {
  if (order.state === "invoiced") return redirect(donePath(order.orderId));
  if (order.withdrawnAt !== undefined) return withdrawnPage(order);
  if (!(await canStillPay(ctx, order))) return expiredPage(order);
  return payPage({ ctx, order, cancelled, checkoutOrigin: services.checkoutOrigin });
}

/** The webhook tells us of the money; until it does, Stripe itself is asked. */
async function whatBecameOf(ctx: Ctx, services: PayServices, order: Order): Promise<PageReply | Response> {
  const invoice = await invoiceOfOrder(ctx, order.orderId);
  if (invoice) return orderedPage(invoice);
  const checkout = await ctx.table.get(checkoutKey(order.orderId), Checkout);
  const sessionId = checkout?.data.sessionId;
  if (sessionId === undefined || order.state === "expired") return redirect(`/pay/${order.orderId}`);
  return (await isComplete(services, sessionId)) ? confirmingPage() : redirect(`/pay/${order.orderId}`);
}

export const payRoutes = [
  ...answerQuoteApi,
  ...payInvoiceRoutes,
  ...quoteCardRoutes,
  page({
    method: "GET",
    path: "/pay/:orderId",
    access: "finance.pay-own",
    params,
    query: z.object({ cancelled: z.string().optional() }),
    handle: async ({ ctx, services, params: { orderId }, query }) => {
      const order = await awaitOrder(ctx, orderId, services.wait);
      if (order === "preparing") return preparingPage(orderId);
      return payOrWhy(ctx, services, order.data, query.cancelled !== undefined);
    },
  }),
  page({
    method: "POST",
    path: "/pay/:orderId/checkout",
    access: "finance.pay-own",
    params,
    idempotent: true,
    handle: async ({ ctx, services, params: { orderId } }) => {
      const started = await startPayment(ctx, services, { orderId });
      if (started.outcome === "open") return redirect(started.url);
      return redirect(started.outcome === "paid" ? donePath(orderId) : `/pay/${orderId}`);
    },
  }),
  page({
    method: "POST",
    path: "/pay/:orderId/invoice",
    access: "finance.pay-own",
    params,
    form: InvoiceRequest,
    idempotent: true,
    handle: async ({ ctx, services, params: { orderId }, form }) => {
      if (!form.ok) {
        const { data: order } = await readOrder(ctx, orderId);
        return payPage({ ctx, order, cancelled: false, checkoutOrigin: services.checkoutOrigin, form });
      }
      const outcome = await switchToInvoice(ctx, services, { orderId, ...form.data });
      return redirect(outcome === "expired" ? `/pay/${orderId}` : donePath(orderId));
    },
  }),
  page({
    method: "POST",
    path: "/pay/:orderId/withdraw",
    access: "finance.pay-own",
    params,
    handle: async ({ ctx, services, params: { orderId } }) => {
      await withdrawOrder(ctx, services, { orderId });
      return redirect(`/pay/${orderId}`);
    },
  }),
  page({
    method: "GET",
    path: "/pay/:orderId/done",
    access: "finance.pay-own",
    params,
    handle: async ({ ctx, services, params: { orderId } }) => {
      const { data: order } = await readOrder(ctx, orderId);
      return whatBecameOf(ctx, services, order);
    },
  }),
];
