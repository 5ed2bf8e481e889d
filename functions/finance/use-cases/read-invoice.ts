import { Problem } from "@alliance/core";
import { InvoiceDocument } from "@alliance/documents/invoice";
import type { Ctx } from "@alliance/store";
import { documentKey, invoiceKey } from "../keys.ts";
import { Invoice } from "../schema.ts";
import { authoriseAccount } from "./list-invoices.ts";

/** An invoice's account, for its organisation's people and the finance team; to others it does not exist. */
export async function readInvoice(ctx: Ctx, invoiceId: string): Promise<Invoice> {
  const invoice = await ctx.table.get(invoiceKey(invoiceId), Invoice, { consistent: true });
  if (invoice === undefined) throw new Problem("not-found", "We cannot find that.");
  authoriseAccount(ctx.actor, invoice.data.organisationId);
  return invoice.data;
}

/** The same with its document, as it was issued. */
export async function readInvoiceDocument(
  ctx: Ctx,
  invoiceId: string,
): Promise<{ readonly invoice: Invoice; readonly document: InvoiceDocument }> {
  const invoice = await readInvoice(ctx, invoiceId);
  const document = await ctx.table.get(documentKey(invoiceId), InvoiceDocument);
  if (document === undefined) throw new Error(`invoice ${invoiceId} has no document`);
  return { invoice, document: document.data };
}
