import { authorise } from "@alliance/auth";
import type { Ctx } from "@alliance/store";
import { allInvoices } from "../keys.ts";
import { Invoice } from "../schema.ts";
import { invoiceSeries } from "../supplier.ts";
import { documentNumber } from "./take-number.ts";

/** "INV-000042", "inv 42" or "42" → "INV-000042"; nothing where it cannot be a number of ours. */
function invoiceNumberOf(typed: string): string | undefined {
  const digits = /^(?:INV)?[\s–-]*0*(\d{1,9})$/i.exec(typed.trim())?.[1];
  return digits === undefined ? undefined : documentNumber(invoiceSeries, Number(digits));
}

/** The invoice with that number, however it was typed: for the finance team. */
export async function findInvoice(ctx: Ctx, typed: string): Promise<Invoice | undefined> {
  authorise(ctx.actor, "finance.read-any");
  const number = invoiceNumberOf(typed);
  if (number === undefined) return undefined;
  const { items } = await ctx.table.query({ index: "gsi2", pk: allInvoices, skPrefix: number, limit: 1 }, Invoice);
  return items.map(({ data }) => data).find((invoice) => invoice.number === number);
}
