import { describe, expect, it } from "vitest";
import type { Span, SpanKind } from "../contract.ts";
import { layOut } from "./waterfall.ts";

const span = (kind: SpanKind, name: string, startedAt: number, durationMs: number): Span => ({
  ...{ traceId: "t", kind, name, startedAt, durationMs },
});

describe("the waterfall", () => {
  it("places what happened within a step below it, also when two ran at once", () => {
    const spans = [
      span("email", "mail", 180, 5),
      span("queue", "finance", 110, 30),
      span("function", "worker", 105, 90),
      span("queue", "notifications", 100, 100),
      span("request", "POST", 0, 50),
      span("function", "web", 5, 40),
    ];
    const { rows, totalMs } = layOut(spans);
    expect(totalMs).toBe(200);
    expect(rows.map((row) => `${row.depth} ${row.span.name}`)).toEqual([
      ...["0 POST", "1 web", "0 notifications", "1 worker", "2 finance", "2 mail"],
    ]);
    expect(rows[2]).toMatchObject({ left: 50, width: 50, offsetMs: 100 });
  });

  it("keeps instant and late steps visible within the frame", () => {
    const { rows } = layOut([span("request", "GET", 0, 1000), span("event", "last", 1000, 0)]);
    expect(rows[1]?.width).toBeGreaterThan(0);
    expect((rows[1]?.left ?? 0) + (rows[1]?.width ?? 0)).toBeLessThanOrEqual(100);
  });
});
