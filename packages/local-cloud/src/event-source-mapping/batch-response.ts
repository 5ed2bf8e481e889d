import type { InvokeResult } from "../contract.ts";

/** What became of a batch: all done, all failed (with the reason), or some named records failed. */
export type BatchOutcome =
  | { readonly kind: "done" }
  | { readonly kind: "failed"; readonly reason: string }
  | { readonly kind: "partial"; readonly failed: ReadonlySet<string> };

/**
 * Reads a function's answer as Lambda does: without ReportBatchItemFailures only an error counts; with it, an answer
 * that is malformed or names an unknown record fails the whole batch, and an empty one means success.
 */
export function batchOutcome(result: InvokeResult, known: ReadonlySet<string>, reportsFailures: boolean): BatchOutcome {
  if (result.error !== undefined) return { kind: "failed", reason: `${result.error.type}: ${result.error.message}` };
  if (!reportsFailures || result.payload === null || result.payload === undefined) return { kind: "done" };
  const failures = (result.payload as { batchItemFailures?: unknown }).batchItemFailures;
  if (failures === null || failures === undefined) return { kind: "done" };
  if (!Array.isArray(failures)) return { kind: "failed", reason: "batchItemFailures is not a list" };
  const failed = new Set<string>();
  for (const failure of failures as readonly unknown[]) {
    const identifier = (failure as { itemIdentifier?: unknown } | null)?.itemIdentifier;
    if (typeof identifier !== "string" || !known.has(identifier)) {
      return { kind: "failed", reason: `batchItemFailures names an unknown record: ${String(identifier)}` };
    }
    failed.add(identifier);
  }
  return failed.size === 0 ? { kind: "done" } : { kind: "partial", failed };
}
