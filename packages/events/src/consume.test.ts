import { Problem } from "@alliance/core";
import type { SQSEvent } from "aws-lambda";
import { describe, expect, it } from "vitest";
import { catalogue } from "./catalogue.ts";
import { consume, on } from "./consume.ts";
import { draft, ownerOf } from "./contract.ts";
import { personRegistered } from "./home.ts";

const lines: { level: string; message: string }[] = [];
const log = {
  info: (message: string) => lines.push({ level: "info", message }),
  warn: (message: string) => lines.push({ level: "warn", message }),
  error: (message: string) => lines.push({ level: "error", message }),
  child: () => log,
} as never;

let count = 0;
const envelope = (data: unknown, more: object = {}) => ({
  id: `evt_${String(++count).padStart(26, "0")}`,
  type: personRegistered.type,
  version: 1,
  occurredAt: "2026-11-21T10:00:00.000Z",
  correlationId: "c",
  actor: "anonymous",
  data,
  ...more,
});
const message = (detail: unknown, source = "alliance.home") => ({ source, "detail-type": "x", detail });
const batch = (...bodies: unknown[]): SQSEvent =>
  ({
    Records: bodies.map((body, place) => ({
      messageId: `m${place}`,
      body: typeof body === "string" ? body : JSON.stringify(body),
    })),
  }) as never;

function worker(handler: (personId: string) => Promise<unknown>, takeNotice?: () => Promise<unknown>) {
  const makeCtx = (_: unknown, subscriber: string) => ({ subscriber });
  const subscriber = on(personRegistered, {
    greet: (_ctx: { subscriber: string }, event) => handler(event.data.personId),
  });
  return consume({ subscribers: [subscriber], log, makeCtx, ...(takeNotice ? { takeNotice } : {}) });
}

describe("a worker", () => {
  it("gives each event, parsed, to its subscriber", async () => {
    const seen: string[] = [];
    const handle = worker(async (personId) => seen.push(personId));
    const reply = await handle(
      batch(message(envelope({ personId: "per_1" })), message(envelope({ personId: "per_2" }))),
    );
    expect([reply.batchItemFailures, seen.sort()]).toEqual([[], ["per_1", "per_2"]]);
  });

  it("reports only what failed, so that only that is delivered again", async () => {
    const handle = worker(async (personId) => {
      if (personId === "per_2") throw new Error("table away");
    });
    const reply = await handle(
      batch(message(envelope({ personId: "per_1" })), message(envelope({ personId: "per_2" }))),
    );
    expect(reply.batchItemFailures).toEqual([{ itemIdentifier: "m1" }]);
  });

  it("acknowledges a refusal, which stays one however often it is tried, and logs it", async () => {
    lines.length = 0;
    const handle = worker(() => Promise.reject(new Problem("gone", "too late")));
    expect((await handle(batch(message(envelope({ personId: "per_1" }))))).batchItemFailures).toEqual([]);
    expect(lines).toEqual([{ level: "warn", message: "refused" }]);
  });

  it("has an event delivered again when it lost a race or something was away", async () => {
    for (const code of ["conflict", "unavailable"] as const) {
      const handle = worker(() => Promise.reject(new Problem(code, "try again")));
      const reply = await handle(batch(message(envelope({ personId: "per_1" }))));
      expect(reply.batchItemFailures).toEqual([{ itemIdentifier: "m0" }]);
    }
  });

  it.each([
    ["no JSON", "{"],
    ["no envelope", message({ id: 1 })],
    ["data that breaks the contract", message(envelope({ personId: 7 }))],
    ["more data than the contract knows", message(envelope({ personId: "per_1", name: "Amara" }))],
    ["a version nobody knows", message(envelope({ personId: "per_1" }, { version: 9 }))],
    ["a notice nobody takes", message({}, "aws.ses")],
  ])("keeps %s for the dead letters", async (_, body) => {
    const handle = worker(async () => undefined);
    expect((await handle(batch(body))).batchItemFailures).toEqual([{ itemIdentifier: "m0" }]);
  });

  it("hands notices of schedules and of AWS to who takes them", async () => {
    let taken = 0;
    const handle = worker(
      () => Promise.reject(new Error("not for subscribers")),
      async () => {
        taken += 1;
      },
    );
    await handle(batch(message({}, "aws.ses"), message({}, "alliance.schedule")));
    expect(taken).toBe(2);
  });
});

describe("the catalogue", () => {
  it.each(catalogue.map((contract) => [`${contract.type} v${contract.version}`, contract] as const))(
    "%s has a sample that fits its contract, and refuses what it does not know",
    (_, contract) => {
      expect(draft(contract, contract.sample).data).toEqual(contract.sample);
      expect(contract.data.safeParse({ ...(contract.sample as object), surprise: 1 }).success).toBe(false);
      expect(ownerOf(contract.type)).toMatch(/^(home|membership|training|finance|notifications)$/);
    },
  );

  it("has each version of an event once", () => {
    const names = catalogue.map(({ type, version }) => `${type} v${version}`);
    expect(new Set(names).size).toBe(names.length);
  });
});
