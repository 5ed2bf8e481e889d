import { wallNow } from "../clock.ts";
import type { Cloud, InvokeResult, SpanKind } from "../contract.ts";
import type { Matches } from "../events/pattern.ts";
import type { MappingProperties } from "./mapping-properties.ts";
import type { Turns } from "./turns.ts";

/** An event source mapping of the template with everything it points at found. */
export interface Mapping {
  readonly id: string;
  readonly name: string;
  readonly functionArn: string;
  readonly functionName: string;
  readonly roleArn: string;
  readonly sourceArn: string;
  readonly region: string;
  readonly properties: MappingProperties;
  readonly matches: Matches;
  readonly reportsFailures: boolean;
  /** Shared by all mappings: a laptop has few cores, and what follows from requests must leave some to requests. */
  readonly turns: Turns;
}

/** A running mapping. */
export interface RunningMapping {
  idle(): boolean;
  stop(): Promise<void>;
}

/** Invokes the mapping's function and shows the batch in the trace of each of its records. */
export async function invokeWithBatch(
  cloud: Cloud,
  mapping: Mapping,
  kind: SpanKind,
  records: readonly unknown[],
  traceIds: readonly string[],
  attempt: number,
): Promise<InvokeResult> {
  const traceId = traceIds[0] ?? cloud.timeline.newTraceId();
  const done = await mapping.turns.take();
  const startedAt = wallNow();
  let result: InvokeResult;
  try {
    result = await cloud.functions.invoke(mapping.functionArn, { Records: records }, traceId);
  } catch (error) {
    const { name, message } = error as Error;
    result = { payload: undefined, error: { type: name, message }, durationMs: wallNow() - startedAt };
  } finally {
    done();
  }
  const source = /:table\/([^/]+)/.exec(mapping.sourceArn)?.[1] ?? mapping.sourceArn.split(":").at(-1);
  for (const each of new Set([traceId, ...traceIds])) {
    cloud.timeline.record({
      traceId: each,
      kind,
      name: `${source} → ${mapping.functionName}`,
      startedAt,
      durationMs: wallNow() - startedAt,
      ...(result.error === undefined ? {} : { error: `${result.error.type}: ${result.error.message}` }),
      detail: { records: records.length, attempt, ...(each === traceId ? {} : { invokedInTrace: traceId }) },
    });
  }
  return result;
}
