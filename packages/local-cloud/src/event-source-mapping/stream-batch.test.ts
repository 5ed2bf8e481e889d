import { expect, test } from "vitest";
import type { BatchOutcome } from "./batch-response.ts";
import { processStreamBatch, type StreamBatchSettings } from "./stream-batch.ts";

const patient: StreamBatchSettings = { bisect: false, maximumRetries: -1, maximumAgeSeconds: -1 };

/** Runs a batch of letters against a scripted function; returns everything the outside saw. */
async function run(
  batch: string,
  settings: StreamBatchSettings,
  answer: (records: string, attempt: number) => BatchOutcome,
  more: { ageSeconds?: (record: string) => number; stopAfterPauses?: number } = {},
) {
  const invoked: string[] = [];
  const advanced: string[] = [];
  const givenUp: string[] = [];
  let pauses = 0;
  const end = await processStreamBatch(batch.split(""), settings, {
    sequenceOf: (record) => record,
    ageSeconds: more.ageSeconds ?? (() => 0),
    advance: (record) => void advanced.push(record),
    giveUp: async (records, reason, attempts) => void givenUp.push(`${records.join("")} ${reason} ${attempts}`),
    pause: async () => {
      pauses += 1;
      return pauses !== more.stopAfterPauses;
    },
    invoke: async (records, attempt) => {
      invoked.push(records.join(""));
      return answer(records.join(""), attempt);
    },
  });
  return { end, invoked, advanced, givenUp };
}

const fails = (poison: string) => (records: string) =>
  records.includes(poison) ? ({ kind: "failed", reason: "no" } as const) : ({ kind: "done" } as const);

test("a batch that succeeds is invoked once and passed by its last record", async () => {
  const seen = await run("abc", patient, () => ({ kind: "done" }));
  expect(seen).toEqual({ end: "finished", invoked: ["abc"], advanced: ["c"], givenUp: [] });
});

test("without a limit a failing batch is tried until the mapping is stopped, and nothing is passed", async () => {
  const seen = await run("ab", patient, fails("a"), { stopAfterPauses: 5 });
  expect(seen.end).toBe("stopped");
  expect(seen.invoked).toHaveLength(5);
  expect(seen.advanced).toEqual([]);
});

test("zero retries means one try, then the whole batch is given up", async () => {
  const seen = await run("ab", { ...patient, maximumRetries: 0 }, fails("b"));
  expect(seen.invoked).toEqual(["ab"]);
  expect(seen.givenUp).toEqual(["ab RetryAttemptsExhausted 1"]);
  expect(seen.advanced).toEqual(["b"]);
});

test("bisecting isolates the one bad record and does not count as a try", async () => {
  const seen = await run("abcd", { ...patient, bisect: true, maximumRetries: 1 }, fails("c"));
  expect(seen.invoked).toEqual(["abcd", "ab", "cd", "c", "c", "d"]);
  expect(seen.givenUp).toEqual(["c RetryAttemptsExhausted 2"]);
  expect(seen.advanced).toEqual(["b", "c", "d"]);
});

test("two bad records in one batch are both isolated, in order", async () => {
  const bad = (records: string): BatchOutcome =>
    /[ad]/.test(records) ? { kind: "failed", reason: "no" } : { kind: "done" };
  const seen = await run("abcd", { ...patient, bisect: true, maximumRetries: 0 }, bad);
  expect(seen.givenUp).toEqual(["a RetryAttemptsExhausted 1", "d RetryAttemptsExhausted 1"]);
  expect(seen.advanced).toEqual(["a", "b", "c", "d"]);
});

test("a partial failure passes what came before the lowest one reported, whatever order they are reported in", async () => {
  let first = true;
  const seen = await run("abcd", { ...patient, maximumRetries: 3 }, () => {
    if (!first) return { kind: "done" };
    first = false;
    return { kind: "partial", failed: new Set(["d", "b"]) };
  });
  expect(seen.invoked).toEqual(["abcd", "bcd"]);
  expect(seen.advanced).toEqual(["a", "d"]);
});

test("reported failures of the first record count as tries and end", async () => {
  const seen = await run("ab", { ...patient, bisect: true, maximumRetries: 2 }, (records) =>
    records.startsWith("a") ? { kind: "partial", failed: new Set(["a"]) } : { kind: "done" },
  );
  expect(seen.givenUp).toEqual(["a RetryAttemptsExhausted 3"]);
  expect(seen.advanced.at(-1)).toBe("b");
});

test("records that are too old are given up without another try; the younger ones are tried", async () => {
  const settings = { ...patient, maximumAgeSeconds: 60 };
  const seen = await run("abc", settings, () => ({ kind: "done" }), { ageSeconds: (r) => (r === "c" ? 1 : 100) });
  expect(seen.invoked).toEqual(["c"]);
  expect(seen.givenUp).toEqual(["ab RecordAgeExceeded 0"]);
  expect(seen.advanced).toEqual(["b", "c"]);
});
