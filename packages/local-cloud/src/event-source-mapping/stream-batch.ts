import type { BatchOutcome } from "./batch-response.ts";

export interface StreamBatchSettings {
  readonly bisect: boolean;
  /** -1: without end. */
  readonly maximumRetries: number;
  /** -1: without end. */
  readonly maximumAgeSeconds: number;
}

export type GiveUpReason = "RetryAttemptsExhausted" | "RecordAgeExceeded";

export interface StreamBatchPorts<R> {
  invoke(records: readonly R[], attempt: number): Promise<BatchOutcome>;
  sequenceOf(record: R): string;
  ageSeconds(record: R): number;
  /** Everything up to this record is behind us, durably. */
  advance(record: R): void;
  /** Hands records that will not be tried again to the failure destination. */
  giveUp(records: readonly R[], reason: GiveUpReason, attempts: number): Promise<void>;
  /** False when the mapping is being stopped. */
  pause(milliseconds: number): Promise<boolean>;
}

interface Segment<R> {
  readonly records: readonly R[];
  readonly attempts: number;
}

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 10_000;

/**
 * Takes a batch of one shard to its end, in order: retried until it succeeds, is too old or has been tried too often;
 * resumed from the lowest reported failure; halved first when bisecting (which is not counted as a try).
 */
export async function processStreamBatch<R>(
  batch: readonly R[],
  settings: StreamBatchSettings,
  ports: StreamBatchPorts<R>,
): Promise<"finished" | "stopped"> {
  const segments: Segment<R>[] = [{ records: batch, attempts: 0 }];
  for (let segment = segments.shift(); segment !== undefined; segment = segments.shift()) {
    const records = await withoutTooOld(segment, settings, ports);
    if (records.length === 0) continue;
    const outcome = await ports.invoke(records, segment.attempts + 1);
    const rest = remaining(records, outcome, ports);
    if (rest.length < records.length) ports.advance(records[records.length - rest.length - 1] as R);
    if (rest.length === 0) continue;
    const progressed = rest.length < records.length;
    if (settings.bisect && (progressed || rest.length > 1)) {
      segments.unshift(...(progressed ? [{ records: rest, attempts: segment.attempts }] : halves(segment, rest)));
    } else {
      const attempts = segment.attempts + 1;
      if (settings.maximumRetries >= 0 && attempts > settings.maximumRetries) {
        await ports.giveUp(rest, "RetryAttemptsExhausted", attempts);
        ports.advance(rest.at(-1) as R);
        continue;
      }
      segments.unshift({ records: rest, attempts });
    }
    const tries = segment.attempts + (progressed ? 0 : 1);
    if (!(await ports.pause(Math.min(FIRST_PAUSE_MS * 2 ** Math.min(tries, 16), LONGEST_PAUSE_MS)))) return "stopped";
  }
  return "finished";
}

async function withoutTooOld<R>(
  segment: Segment<R>,
  settings: StreamBatchSettings,
  ports: StreamBatchPorts<R>,
): Promise<readonly R[]> {
  if (settings.maximumAgeSeconds < 0) return segment.records;
  const firstYoung = segment.records.findIndex((record) => ports.ageSeconds(record) <= settings.maximumAgeSeconds);
  const old = firstYoung === -1 ? segment.records : segment.records.slice(0, firstYoung);
  if (old.length === 0) return segment.records;
  await ports.giveUp(old, "RecordAgeExceeded", segment.attempts);
  ports.advance(old.at(-1) as R);
  return segment.records.slice(old.length);
}

function remaining<R>(records: readonly R[], outcome: BatchOutcome, ports: StreamBatchPorts<R>): readonly R[] {
  if (outcome.kind === "done") return [];
  if (outcome.kind === "failed") return records;
  return records.slice(records.findIndex((record) => outcome.failed.has(ports.sequenceOf(record))));
}

function halves<R>(segment: Segment<R>, records: readonly R[]): readonly Segment<R>[] {
  const middle = Math.ceil(records.length / 2);
  return [records.slice(0, middle), records.slice(middle)].map((half) => ({
    records: half,
    attempts: segment.attempts,
  }));
}
