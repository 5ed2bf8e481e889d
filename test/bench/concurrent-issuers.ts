import { systemClock, systemIds } from "@alliance/core";
import { membership } from "@alliance/events";
import { turns, type WorkerCtx } from "@alliance/finance/ctx";
import { allInvoices } from "@alliance/finance/keys";
import { Invoice, LedgerTransaction } from "@alliance/finance/schema";
import { openOrder } from "@alliance/finance/use-cases/open-order";
import type { Stored, Table } from "@alliance/store";
import { eventOf, LogBook } from "@alliance/testing";
import type * as z from "zod";

export interface Issued {
  /** In the order of the series. */
  readonly numbers: readonly string[];
  readonly ledgerEntries: number;
  readonly seconds: number;
}

/** An instance of the worker takes ten events at a time. Instances know nothing of each other: they meet in the table. */
const eventsAnInstance = 10;
const issuer = (table: Table): WorkerCtx => ({
  table,
  actor: { kind: "system", context: "finance" },
  clock: systemClock,
  ids: systemIds,
  log: new LogBook(),
  correlationId: systemIds.next("cor"),
  gateway: () => Promise.reject(new Error("an invoice needs no payment provider")),
  inTurn: turns(),
});

async function all<S extends z.ZodType>(table: Table, pattern: { pk: string; index?: "gsi2" }, schema: S) {
  const items: Stored<z.infer<S>>[] = [];
  let cursor: string | undefined;
  do {
    const page = await table.query({ ...pattern, limit: 100, ...(cursor ? { cursor } : {}) }, schema);
    items.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return items;
}

/** Everybody issues an invoice in the same moment. */
export async function issueAtOnce(table: Table, issuers: number): Promise<Issued> {
  const instances = Array.from({ length: Math.ceil(issuers / eventsAnInstance) }, () => issuer(table));
  const began = performance.now();
  await Promise.all(
    Array.from({ length: issuers }, (_, at) => {
      const applicationId = systemIds.next("app");
      const data = { ...membership.applicationSubmitted.sample, applicationId };
      return openOrder(
        instances[Math.floor(at / eventsAnInstance)] ?? issuer(table),
        eventOf(membership.applicationSubmitted, data),
      );
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  const invoices = await all(table, { index: "gsi2", pk: allInvoices }, Invoice);
  const month = systemClock.now().slice(0, 7);
  const entries = await all(table, { pk: `ledger#${month}` }, LedgerTransaction);
  return { numbers: invoices.map(({ data }) => data.number).sort(), ledgerEntries: entries.length, seconds };
}
