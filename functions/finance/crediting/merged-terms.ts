import type { Put } from "@alliance/store";
import * as z from "zod";
import { mergedTermsKey } from "../keys.ts";

/** That a merge of two organisations was undone. */
export const MergeMark = z.object({ isUndone: z.boolean() });

/** A membership whose days were paid for twice, by a merge: its credit note, and the invoice anew once that was undone. */
export const MergedTerm = z.object({
  membershipId: z.string(),
  invoiceId: z.string(),
  creditNoteId: z.string(),
  creditIds: z.array(z.string()),
  chargedAgainId: z.string().optional(),
});
export type MergedTerm = z.infer<typeof MergedTerm>;
export const MergedTerms = z.object({ mergeId: z.string(), terms: z.array(MergedTerm) });
export type MergedTerms = z.infer<typeof MergedTerms>;

export const mergedTermsPut = (data: MergedTerms, version: number): Put => ({
  ...{ key: mergedTermsKey(data.mergeId), entity: "finance.merged-terms", version, data },
});
