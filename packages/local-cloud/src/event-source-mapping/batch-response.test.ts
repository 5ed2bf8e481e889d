import { expect, test } from "vitest";
import { batchOutcome } from "./batch-response.ts";

const known = new Set(["1", "2"]);
const answered = (payload: unknown) => batchOutcome({ payload, durationMs: 1 }, known, true);

test("an error fails the batch, with or without reporting", () => {
  const result = { payload: undefined, durationMs: 1, error: { type: "TypeError", message: "x" } };
  expect(batchOutcome(result, known, true)).toEqual({ kind: "failed", reason: "TypeError: x" });
  expect(batchOutcome(result, known, false).kind).toBe("failed");
});

test("an empty answer or an empty list means that everything succeeded", () => {
  for (const payload of [undefined, null, {}, { batchItemFailures: null }, { batchItemFailures: [] }]) {
    expect(answered(payload)).toEqual({ kind: "done" });
  }
});

test("reported failures are named; without ReportBatchItemFailures they do not count", () => {
  const payload = { batchItemFailures: [{ itemIdentifier: "2" }] };
  expect(answered(payload)).toEqual({ kind: "partial", failed: new Set(["2"]) });
  expect(batchOutcome({ payload, durationMs: 1 }, known, false)).toEqual({ kind: "done" });
});

test("a malformed answer, an empty or an unknown identifier fails the whole batch", () => {
  for (const failures of [
    "2",
    [{}],
    [{ itemIdentifier: "" }],
    [{ itemIdentifier: null }],
    [{ itemIdentifier: "3" }],
    [null],
  ]) {
    expect(answered({ batchItemFailures: failures }).kind).toBe("failed");
  }
});
