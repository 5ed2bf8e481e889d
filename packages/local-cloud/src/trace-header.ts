/** `X-Amzn-Trace-Id` and `AWSTraceHeader` as they carry a trace from one service to the next. */
export function traceHeader(traceId: string): string {
  return `Root=${traceId}`;
}

/** The trace a header names, if any. */
export function traceIdOf(header: string | undefined): string | undefined {
  return /(?:^|;)\s*Root=([^;\s]+)/.exec(header ?? "")?.[1];
}
