import type { Key, Table } from "@alliance/store";
import * as z from "zod";

/** Where letters to a person, or to a contact, are listed: written by notifications, read for a subject access request. */
export const lettersIndex = (addresseeId: string, claimedAt: string): Key => ({
  pk: `letters-to#${addresseeId}`,
  sk: claimedAt,
});

const SentLetter = z.object({
  template: z.string(),
  status: z.string(),
  claimedAt: z.iso.datetime(),
  sentAt: z.iso.datetime().optional(),
});
export type SentLetter = z.infer<typeof SentLetter>;

/** Newest first, the last hundred: what kind, and when. Letters themselves are not kept. */
export async function lettersTo(table: Table, addresseeId: string): Promise<readonly SentLetter[]> {
  const pattern = { index: "gsi1", pk: `letters-to#${addresseeId}`, descending: true, limit: 100 } as const;
  return (await table.query(pattern, SentLetter)).items.map(({ data }) => data);
}
