import { InvoiceDocument } from "@alliance/documents/invoice";
import * as z from "zod";
import { isSettled, outstandingPence } from "./outstanding.ts";
import { Invoice, LedgerTransaction, type Order } from "./schema.ts";

/** What the API answers; amounts are whole pence. */
export const OrderReply = z.object({
  orderId: z.string(),
  organisationId: z.string(),
  state: z.enum(["waiting", "quoted", "invoiced", "paid", "expired"]),
  totalPence: z.int(),
  payBy: z.iso.datetime(),
  /** While it waits, or its quote does: the page where it is paid by card. */
  payPath: z.string().optional(),
  invoiceId: z.string().optional(),
});
export type OrderReply = z.infer<typeof OrderReply>;

export const orderReply = (order: Order, invoice: Invoice | undefined): OrderReply => ({
  orderId: order.orderId,
  organisationId: order.organisationId,
  state: invoice && isSettled(invoice) ? "paid" : order.state,
  totalPence: order.totalPence,
  payBy: order.payBy,
  ...(order.state === "waiting" || order.state === "quoted" ? { payPath: `/pay/${order.orderId}` } : {}),
  ...(invoice ? { invoiceId: invoice.invoiceId } : {}),
});

export const InvoiceReply = Invoice.omit({ allocations: true }).extend({ outstandingPence: z.int() });
export type InvoiceReply = z.infer<typeof InvoiceReply>;

export function invoiceReply({ allocations: _, ...invoice }: Invoice): InvoiceReply {
  return { ...invoice, outstandingPence: outstandingPence(invoice) };
}

export const InvoiceDetailReply = InvoiceReply.extend({ document: InvoiceDocument });

/** The cursor of the next page; absent on the last. */
const next = z.string().optional();
export const InvoicePageReply = z.object({ items: z.array(InvoiceReply), next });
export const LedgerPageReply = z.object({ period: z.string(), items: z.array(LedgerTransaction), next });
