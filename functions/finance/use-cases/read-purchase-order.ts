import { authorise } from "@alliance/auth";
import { Problem } from "@alliance/core";
import type { BucketFiles } from "@alliance/files";
import type { Ctx } from "@alliance/store";
import { invoiceKey, orderKey } from "../keys.ts";
import { Invoice, Order, type PurchaseOrderFile } from "../schema.ts";

const notThere = () => new Problem("not-found", "No purchase order came as a file with this invoice.");

/** The purchase order that came as a file with the answer to a quote, where one did. */
export async function purchaseOrderFileOf(ctx: Ctx, invoiceId: string): Promise<PurchaseOrderFile | undefined> {
  authorise(ctx.actor, "finance.read-any");
  const invoice = await ctx.table.get(invoiceKey(invoiceId), Invoice);
  const order = invoice && (await ctx.table.get(orderKey(invoice.data.orderId), Order));
  return order?.data.purchaseOrderFile;
}

/** Its bytes, for our finance team: at most 4 MB. */
export async function readPurchaseOrder(
  ctx: Ctx,
  files: Pick<BucketFiles, "read">,
  invoiceId: string,
): Promise<{ readonly file: PurchaseOrderFile; readonly bytes: Uint8Array }> {
  const file = await purchaseOrderFileOf(ctx, invoiceId);
  const content = file && (await files.read(file.key));
  if (file === undefined || content === undefined) throw notThere();
  const parts: Uint8Array[] = [];
  for await (const part of content) parts.push(part);
  return { file, bytes: new Uint8Array(Buffer.concat(parts)) };
}
