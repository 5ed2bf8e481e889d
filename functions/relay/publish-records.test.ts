import { draft, home } from "@alliance/events";
import { LogBook } from "@alliance/testing";
import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { marshall } from "@aws-sdk/util-dynamodb";
import type { DynamoDBRecord } from "aws-lambda";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, describe, expect, it } from "vitest";
import { publishRecords } from "./publish-records.ts";

const client = new EventBridgeClient({});
const bus = mockClient(client);
beforeEach(() => bus.reset());

const relay = () => publishRecords({ client, busName: "alliance", log: new LogBook() });

function record(place: number): DynamoDBRecord {
  const event = draft(home.personRegistered, { personId: "per_1" });
  const id = `evt_${String(place).padStart(26, "0")}`;
  const data = { ...event, id, occurredAt: "2026-11-21T10:00:00.000Z", correlationId: "1-abc-def", actor: "anonymous" };
  const item = { pk: "person#per_1", sk: `event#${id}`, entity: "event", version: 1, data };
  return { eventName: "INSERT", dynamodb: { NewImage: marshall(item) as never, SequenceNumber: String(place) } };
}
const batchOf = (count: number) => ({ Records: Array.from({ length: count }, (_, place) => record(place)) });

describe("the relay", () => {
  it("publishes every outbox row in order, ten at a time, with its type, owner and trace", async () => {
    bus.on(PutEventsCommand).resolves({ FailedEntryCount: 0, Entries: [] });
    expect(await relay()(batchOf(23))).toEqual({ batchItemFailures: [] });
    const calls = bus.commandCalls(PutEventsCommand).map((call) => call.args[0].input.Entries ?? []);
    expect(calls.map((entries) => entries.length)).toEqual([10, 10, 3]);
    expect(calls[0]?.[0]).toMatchObject({
      Source: "alliance.home",
      DetailType: "home.person-registered",
      TraceHeader: "Root=1-abc-def",
    });
  });

  it("reports the first entry that the bus refused, and publishes nothing after that call", async () => {
    const Entries = Array.from({ length: 10 }, (_, place) => (place === 4 ? { ErrorCode: "InternalFailure" } : {}));
    bus.on(PutEventsCommand).resolves({ FailedEntryCount: 1, Entries });
    expect(await relay()(batchOf(20))).toEqual({ batchItemFailures: [{ itemIdentifier: "4" }] });
    expect(bus.commandCalls(PutEventsCommand)).toHaveLength(1);
  });

  it("reports the first record of a call that got no answer", async () => {
    bus.on(PutEventsCommand).resolvesOnce({ FailedEntryCount: 0 }).rejects(new Error("timeout"));
    expect(await relay()(batchOf(12))).toEqual({ batchItemFailures: [{ itemIdentifier: "10" }] });
  });

  it("publishes what stands before a row that is no event, then stops there", async () => {
    bus.on(PutEventsCommand).resolves({ FailedEntryCount: 0 });
    const broken = { eventName: "INSERT", dynamodb: { NewImage: {}, SequenceNumber: "2" } } as DynamoDBRecord;
    const batch = { Records: [record(0), record(1), broken, record(3)] };
    expect(await relay()(batch)).toEqual({ batchItemFailures: [{ itemIdentifier: "2" }] });
    expect(bus.commandCalls(PutEventsCommand)[0]?.args[0].input.Entries).toHaveLength(2);
  });
});
