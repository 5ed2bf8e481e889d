import type { Ctx, Put, Stored } from "@alliance/store";
import { counterKey } from "../keys.ts";
import { Counter } from "../schema.ts";

/** "INV-000042". The series holds no digits, so a number never reads as part of it. */
export const documentNumber = (series: string, count: number): string => `${series}-${String(count).padStart(6, "0")}`;

/**
 * The next number of a series, and the counter's move for the commit of the document that bears it: a lost race takes
 * nothing, so a series has neither gaps nor twins.
 */
export async function takeNumber(ctx: Ctx, series: string): Promise<{ readonly number: string; readonly put: Put }> {
  const key = counterKey(series);
  const counter: Stored<Counter> | undefined = await ctx.table.get(key, Counter, { consistent: true });
  const last = (counter?.data.last ?? 0) + 1;
  const version = (counter?.version ?? 0) + 1;
  return {
    number: documentNumber(series, last),
    put: { key, entity: "finance.counter", version, data: { series, last } },
  };
}
