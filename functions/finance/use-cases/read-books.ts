import { authorise } from "@alliance/auth";
import { londonDateOf } from "@alliance/core";
import type { Ctx, QueryPage } from "@alliance/store";
import { allPayments, ledgerPeriod, openExceptions } from "../keys.ts";
import { type Account, accounts } from "../ledger/posting.ts";
import { FinanceException, LedgerTransaction, Payment } from "../schema.ts";
import { type PageOf, pageOf } from "./list-invoices.ts";

/** Payments, newest first. */
export async function listPayments(ctx: Ctx, input: PageOf): Promise<QueryPage<Payment>> {
  authorise(ctx.actor, "finance.read-any");
  return ctx.table.query({ index: "gsi2", pk: allPayments, descending: true, ...pageOf(input) }, Payment);
}

/** What waits for a person, oldest first. */
export async function listExceptions(ctx: Ctx, input: PageOf): Promise<QueryPage<FinanceException>> {
  authorise(ctx.actor, "finance.read-any");
  return ctx.table.query({ index: "gsi2", pk: openExceptions, ...pageOf(input) }, FinanceException);
}

/** "2026-11": the London month that it is. */
export const currentPeriod = (ctx: Ctx): string => londonDateOf(ctx.clock.now()).slice(0, 7);

/** A month's ledger transactions, newest first. */
export async function listLedgerTransactions(
  ctx: Ctx,
  input: PageOf & { readonly period: string },
): Promise<QueryPage<LedgerTransaction>> {
  authorise(ctx.actor, "finance.read-any");
  return ctx.table.query(
    { pk: ledgerPeriod(input.period), skPrefix: "transaction#", descending: true, ...pageOf(input) },
    LedgerTransaction,
  );
}

export type Movements = Readonly<Record<Account, number>>;

const maxPages = 50;

/**
 * What each account moved in a month, in pence, summed from its transactions; they sum to nothing. A month of 5,000
 * entries is the limit: beyond it there is no answer, rather than a part shown as the whole.
 */
export async function movementsOf(ctx: Ctx, period: string): Promise<Movements | undefined> {
  const sums = Object.fromEntries(accounts.map((account) => [account, 0])) as Record<Account, number>;
  let cursor: string | undefined;
  for (let page = 0; page < maxPages; page++) {
    const read = await listLedgerTransactions(ctx, { period, limit: 100, cursor });
    for (const { postings } of read.items.map(({ data }) => data)) {
      for (const { account, amountPence } of postings) sums[account] += amountPence;
    }
    cursor = read.cursor;
    if (cursor === undefined) return sums;
  }
  return undefined;
}
