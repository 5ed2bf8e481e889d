import * as z from "zod";
import { type Payment, PurchaseOrderNumber } from "../schema/application.ts";

/** The page's fields: the purchase order number counts only where an invoice is asked for. */
export const RenewForm = z
  .strictObject({
    method: z.enum(["card", "invoice", "quote"], "Choose how it is paid"),
    purchaseOrderNumber: z.string().default(""),
  })
  .superRefine((form, ctx) => {
    if (form.method !== "invoice") return;
    const message = PurchaseOrderNumber.safeParse(form.purchaseOrderNumber).error?.issues[0]?.message;
    if (message) ctx.addIssue({ code: "custom", path: ["purchaseOrderNumber"], message });
  });
export type RenewForm = z.infer<typeof RenewForm>;

export const paymentOf = ({ method, purchaseOrderNumber }: RenewForm): Payment =>
  method === "invoice" ? { method, purchaseOrderNumber: purchaseOrderNumber.trim() } : { method };
