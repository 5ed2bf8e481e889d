import * as z from "zod";
import type { LineLeft, LineWish } from "../crediting/plan-credit-note.ts";
import { type CreditNoteWish, CreditNoteWords } from "../use-cases/raise-credit-note.ts";

/** "120.50" → 12050, as whole numbers all the way. */
export function penceOf(text: string): number {
  const [whole = "0", pence = "0"] = text.split(".");
  return Number(whole) * 100 + Number(pence);
}

const amount = /^(\d{1,7}(\.\d{2})?)?$/;
const lineField = /^line-(\d{1,3})$/;

const plain = z.strictObject({
  ...CreditNoteWords,
  step: z.enum(["preview", "change", "raise"]).default("preview"),
});

/** One amount a line of the invoice, before VAT, as "line-1", "line-2" …; none or nothing leaves the line as it is. */
export const CreditNoteForm = z
  .record(z.string(), z.unknown())
  .superRefine((values, ctx) => {
    for (const [name, value] of Object.entries(values)) {
      if (!lineField.test(name) || (typeof value === "string" && amount.test(value.trim()))) continue;
      const message = "Amount must be in pounds, like 120 or 120.50";
      ctx.addIssue({ code: "custom", path: [name], message });
    }
    const rest = Object.fromEntries(Object.entries(values).filter(([name]) => !lineField.test(name)));
    for (const issue of plain.safeParse(rest).error?.issues ?? []) ctx.addIssue({ ...issue, code: "custom" });
  })
  .transform((values) => ({
    ...plain.parse(Object.fromEntries(Object.entries(values).filter(([name]) => !lineField.test(name)))),
    amounts: Object.entries(values).flatMap(([name, value]) => {
      const [, invoiceLine] = lineField.exec(name) ?? [];
      return invoiceLine
        ? [{ invoiceLine: Number(invoiceLine), amountPence: penceOf(String(value).trim() || "0") }]
        : [];
    }),
  }));
export type CreditNoteForm = z.infer<typeof CreditNoteForm>;

/** What was typed as a wish; a discount is taken back by typing how much of it, so its sign is the line's. */
export const wishOf = (
  invoiceId: string,
  { amounts, reason, note }: CreditNoteForm,
  left: readonly LineLeft[],
): CreditNoteWish => ({
  ...{ invoiceId, reason, note },
  lines: amounts.map(
    ({ invoiceLine, amountPence }): LineWish => ({
      invoiceLine,
      netPence: (left[invoiceLine - 1]?.line.netPence ?? 0) < 0 ? 0 - amountPence : amountPence,
    }),
  ),
});
