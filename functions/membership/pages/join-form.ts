import * as z from "zod";
import { Job, type JoinDraft, PurchaseOrderNumber } from "../schema/application.ts";

/** The page's fields: the purchase order number counts only where an invoice is asked for. */
export const JoinForm = z
  .strictObject({
    job: z.enum(Job.options, "Choose what you do at the school"),
    method: z.enum(["card", "invoice"], "Choose how the school pays"),
    purchaseOrderNumber: z.string().default(""),
  })
  .superRefine((form, ctx) => {
    if (form.method !== "invoice") return;
    const parsed = PurchaseOrderNumber.safeParse(form.purchaseOrderNumber);
    const message = parsed.error?.issues[0]?.message;
    if (message) ctx.addIssue({ code: "custom", path: ["purchaseOrderNumber"], message });
  });
export type JoinForm = z.infer<typeof JoinForm>;

export const draftOf = (urn: string, form: JoinForm): JoinDraft => ({
  urn,
  job: form.job,
  payment:
    form.method === "card"
      ? { method: "card" }
      : { method: "invoice", purchaseOrderNumber: form.purchaseOrderNumber.trim() },
});

/** What was answered before, as the fields show it. */
export const valuesOf = ({ job, payment }: JoinDraft): Record<string, string> => ({
  job,
  method: payment.method,
  ...(payment.method === "invoice" ? { purchaseOrderNumber: payment.purchaseOrderNumber } : {}),
});
