import { expect, test } from "vitest";
import { issueAtOnce } from "../bench/concurrent-issuers.ts";
import { openEmbeddedTable } from "./embedded-table.ts";

test("a hundred issuers at once on the embedded database: INV-000001 to INV-000100, no gap, no duplicate", async () => {
  const { table, close } = await openEmbeddedTable();
  try {
    const { numbers, ledgerEntries } = await issueAtOnce(table, 100);
    expect(numbers).toEqual(Array.from({ length: 100 }, (_, at) => `INV-${String(at + 1).padStart(6, "0")}`));
    expect(ledgerEntries).toBe(100);
  } finally {
    await close();
  }
}, 120_000);
