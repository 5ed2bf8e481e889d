import { Problem } from "@alliance/core";
import { type BucketFiles, paperTypeOf } from "@alliance/files";
import type { Ctx } from "@alliance/store";
import { untilNumbered } from "../ctx.ts";
import type { PurchaseOrderFile } from "../schema.ts";
import { commitInvoice } from "./open-order.ts";
import { byLink, isOpen, openQuote } from "./open-quote.ts";
import type { InvoiceRequest } from "./switch-to-invoice.ts";

export const maxPurchaseOrderBytes = 4_000_000;

const notAPaper = "The file must be a PDF, PNG or JPEG";

/** Written before the commit that names it; a file that no order names is nobody's, and no page leads to it. */
async function keepFile(
  ctx: Ctx,
  files: Pick<BucketFiles, "write">,
  { secret, bytes, fileId }: { readonly secret: string; readonly bytes: Uint8Array; readonly fileId: string },
): Promise<PurchaseOrderFile | undefined> {
  const contentType = paperTypeOf(bytes);
  const refuse = (message: string) => new Problem("invalid-input", message, [{ field: "file", message }]);
  if (contentType === undefined) throw refuse(notAPaper);
  if (bytes.byteLength > maxPurchaseOrderBytes) throw refuse("The file must be smaller than 4 MB");
  const { order, invoice } = await openQuote(ctx, secret);
  if (invoice || !isOpen(order.data, ctx.clock.now())) return undefined;
  const key = `purchase-orders/${order.data.orderId}/${fileId}`;
  await files.write(key, bytes);
  return { key, contentType, sizeBytes: bytes.byteLength, addedAt: ctx.clock.now() };
}

/**
 * A finance office answers its quote with a purchase order, without an account: the invoice is issued, once. The second
 * of two answers finds it issued. A card page that is still open can be paid: the money then pays this invoice.
 */
export async function answerQuote(
  ctx: Ctx,
  files: Pick<BucketFiles, "write">,
  input: InvoiceRequest & { readonly secret: string; readonly file?: Uint8Array | undefined },
): Promise<"invoiced" | "answered-before" | "run-out"> {
  const transactionId = ctx.ids.next("ltx");
  const fileId = ctx.ids.next("pof");
  const file = input.file && (await keepFile(ctx, files, { secret: input.secret, bytes: input.file, fileId }));
  return untilNumbered(ctx, async () => {
    const { order, invoice } = await openQuote(ctx, input.secret);
    if (invoice) return "answered-before";
    if (!isOpen(order.data, ctx.clock.now())) return "run-out";
    const { purchaseOrderNumber } = input;
    const data = { ...order.data, purchaseOrderNumber, ...(file ? { purchaseOrderFile: file } : {}) };
    await commitInvoice(byLink(ctx), { data, version: order.version }, transactionId);
    return "invoiced";
  });
}
