import { londonDateOf } from "@alliance/core";
import type { Put } from "@alliance/store";
import { ledgerKey } from "../keys.ts";
import { LedgerTransaction } from "../schema.ts";
import { type Posting, sumOf } from "./posting.ts";

/**
 * One ledger transaction as one new item; throws where its postings do not sum to nothing. A ULID orders the
 * entries of a month: a gap-free sequence would make every posting wait for one hot counter.
 */
export function ledgerPut(entry: Omit<LedgerTransaction, "postings"> & { postings: readonly Posting[] }): Put[] {
  const postings = entry.postings.filter(({ amountPence }) => amountPence !== 0);
  if (sumOf(postings) !== 0) throw new Error(`postings of ${entry.transactionId} sum to ${sumOf(postings)} pence`);
  if (postings.length === 0) return [];
  const data = LedgerTransaction.parse({ ...entry, postings });
  const key = ledgerKey(londonDateOf(entry.postedAt).slice(0, 7), entry.transactionId);
  return [{ key, entity: "finance.ledger-transaction", version: 1, data }];
}
