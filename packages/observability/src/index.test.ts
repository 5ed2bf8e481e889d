import { expect, test, vi } from "vitest";
import { createLog } from "./index.ts";

function written() {
  const lines: string[] = [];
  const log = createLog("finance", (line) => lines.push(line));
  return { log, said: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

test("a line says its level, message, time, service and fields", () => {
  const { log, said } = written();
  log.warn("refused", { eventId: "evt_1" });
  expect(said()).toEqual([
    { level: "WARN", message: "refused", service: "finance", eventId: "evt_1", timestamp: expect.stringMatching(/Z$/) },
  ]);
});

test("a child's fields are on each of its lines and on none of its parent's", () => {
  const { log, said } = written();
  log.child({ correlationId: "cor_1" }).info("one");
  log.info("two");
  expect(said().map(({ correlationId }) => correlationId)).toEqual(["cor_1", undefined]);
});

test("an error says its name, its stack and what caused it, on one line", () => {
  const { log, said } = written();
  log.error("failed", { error: new TypeError("no such thing", { cause: new Error("the first one") }) });
  expect(said()[0]).toMatchObject({
    error: {
      name: "TypeError",
      message: "no such thing",
      stack: expect.any(String),
      cause: { message: "the first one" },
    },
  });
});

test("what JSON cannot hold does not stop a line", () => {
  const { log, said } = written();
  const round: Record<string, unknown> = {};
  round.itself = round;
  log.info("large", { count: 12n });
  log.error("round", { error: Object.assign(new Error("one"), { round }) });
  expect(said()).toMatchObject([{ count: "12" }, { message: "round", unloggable: expect.any(String) }]);
});

test("Lambda's trace is on the line", () => {
  vi.stubEnv("_X_AMZN_TRACE_ID", "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=557abcec3ee5a047;Sampled=1");
  const { log, said } = written();
  log.info("hello");
  expect(said()[0]).toMatchObject({ xray_trace_id: "1-5759e988-bd862e3fe1be46a994272793" });
});
