import { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import { createTimeline } from "./timeline.ts";

describe("the timeline", () => {
  it("gives a trace's spans in order and sums it up by its first", () => {
    const timeline = createTimeline(new DatabaseSync(":memory:"));
    const traceId = timeline.newTraceId();
    timeline.record({ traceId, kind: "write", name: "PutItem", startedAt: 1010, durationMs: 5, error: "Throttled" });
    timeline.record({
      traceId,
      kind: "request",
      name: "POST /orders",
      startedAt: 1000,
      durationMs: 40,
      detail: { status: 303 },
    });
    expect(timeline.trace(traceId).map((span) => span.name)).toEqual(["POST /orders", "PutItem"]);
    expect(timeline.trace(traceId)[0]?.detail).toEqual({ status: 303 });
    expect(timeline.traces()).toEqual([
      expect.objectContaining({ traceId, name: "POST /orders", kind: "request", spans: 2, errors: 1, durationMs: 40 }),
    ]);
    expect(timeline.trace("unknown")).toEqual([]);
  });

  it("survives a restart and drops the oldest spans beyond its bound", () => {
    const state = new DatabaseSync(":memory:");
    const timeline = createTimeline(state, 10);
    for (let n = 0; n < 25; n += 1) {
      timeline.record({ traceId: `t${n}`, kind: "queue", name: "orders", startedAt: n, durationMs: 1 });
    }
    timeline.close();
    const names = createTimeline(state, 10)
      .traces({ limit: 100 })
      .map((trace) => trace.traceId);
    expect(names).toHaveLength(10);
    expect(names[0]).toBe("t24");
  });

  it("shortens a detail that is too long, and can list only what failed", () => {
    const timeline = createTimeline(new DatabaseSync(":memory:"));
    timeline.record({
      traceId: "a",
      kind: "event",
      name: "x",
      startedAt: 1,
      durationMs: 0,
      detail: { text: "y".repeat(20_000) },
    });
    timeline.record({ traceId: "b", kind: "event", name: "x", startedAt: 2, durationMs: 0, error: "failed" });
    expect(JSON.stringify(timeline.trace("a")[0]?.detail).length).toBeLessThan(9_000);
    expect(timeline.traces({ errorsOnly: true }).map((trace) => trace.traceId)).toEqual(["b"]);
  });

  it("makes trace ids as X-Ray writes them", () => {
    expect(createTimeline(new DatabaseSync(":memory:")).newTraceId()).toMatch(/^1-[0-9a-f]{8}-[0-9a-f]{24}$/);
  });
});
