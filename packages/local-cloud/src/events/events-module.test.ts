import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { peekMessages } from "../sqs/queue-admin.ts";
import { sqsModule } from "../sqs/sqs-module.ts";
import { createTestingCloud, type TestingCloud } from "../testing-cloud.ts";
import { appendEvent } from "./append-event.ts";
import { eventsModule } from "./events-module.ts";
import { listArchives, startReplay } from "./replay.ts";
import type { BusEvent } from "./target-input.ts";

const sqs = (name: string) => `arn:aws:sqs:eu-west-2:111111111111:${name}`;
const functionArn = "arn:aws:lambda:eu-west-2:111111111111:function:consumer";
const running: TestingCloud[] = [];

afterEach(async () => {
  for (const cloud of running.splice(0)) await cloud.stop();
});

interface Setup {
  readonly target?: Record<string, unknown>;
  readonly rule?: Record<string, unknown>;
  readonly policy?: boolean;
  readonly folder?: string;
  readonly code?: (event: BusEvent) => unknown;
}

async function cloudWith({ target, rule, policy = true, folder, code }: Setup = {}): Promise<TestingCloud> {
  const cloud = createTestingCloud(folder === undefined ? {} : { folder });
  running.push(cloud);
  cloud.add(sqsModule);
  cloud.add(eventsModule);
  cloud.setFunction(functionArn, (code ?? (() => undefined)) as never);
  const bus = await cloud.provision("AWS::Events::EventBus", "Bus", { Name: "shop" });
  const queues = [];
  for (const name of ["mail", "dead"]) queues.push(await cloud.provision("AWS::SQS::Queue", name, { QueueName: name }));
  await cloud.provision("AWS::Events::Archive", "Archive", {
    ArchiveName: "all",
    SourceArn: bus.arn,
    RetentionDays: 30,
  });
  await cloud.provision("AWS::Events::Rule", "Placed", {
    Name: "placed",
    EventBusName: bus.arn,
    EventPattern: { "detail-type": ["order.placed"] },
    Targets: [{ Id: "it", Arn: sqs("mail"), DeadLetterConfig: { Arn: sqs("dead") }, ...target }],
    ...rule,
  });
  for (const queue of policy ? queues : []) {
    await cloud.provision("AWS::SQS::QueuePolicy", `Policy${queue.logicalId}`, {
      Queues: [queue.ref],
      PolicyDocument: {
        Statement: [
          {
            Effect: "Allow",
            Principal: { Service: "events.amazonaws.com" },
            Action: ["sqs:SendMessage"],
            Resource: queue.arn,
            Condition: { ArnLike: { "aws:SourceArn": "arn:aws:events:eu-west-2:111111111111:rule/shop/*" } },
          },
          {
            Effect: "Deny",
            Principal: "*",
            Action: "sqs:*",
            Resource: queue.arn,
            Condition: { Bool: { "aws:SecureTransport": "false" } },
          },
        ],
      },
    });
  }
  await cloud.start();
  return cloud;
}

const placed = { Source: "shop", EventBusName: "shop", DetailType: "order.placed", Detail: '{"id":1}' };
const put = async (cloud: TestingCloud, ...Entries: object[]) =>
  (await cloud.call("events", "AWSEvents.PutEvents", { Entries })).json;
const inQueue = (cloud: TestingCloud, name: string) =>
  peekMessages(cloud, sqs(name), 100).map((message) => JSON.parse(message.body));

test("an event that a rule selects is in its queue when PutEvents answers; another is not", async () => {
  const cloud = await cloudWith();
  const answer = await put(
    cloud,
    { ...placed, TraceHeader: "Root=1-a-b", Time: 1_800_000_000 },
    { ...placed, DetailType: "x" },
  );
  expect(answer).toMatchObject({ FailedEntryCount: 0, Entries: [{ EventId: expect.any(String) }, {}] });
  expect(inQueue(cloud, "mail")).toEqual([
    {
      version: "0",
      id: (answer as { Entries: { EventId: string }[] }).Entries[0]?.EventId,
      source: "shop",
      "detail-type": "order.placed",
      account: "111111111111",
      region: "eu-west-2",
      time: "2027-01-15T08:00:00Z",
      resources: [],
      detail: { id: 1 },
    },
  ]);
  expect(peekMessages(cloud, sqs("mail"), 1)[0]?.traceId).toBe("1-a-b");
});

test("each entry that is wrong is named in its place; the others are accepted", async () => {
  const cloud = await cloudWith();
  const { Source: _source, ...nameless } = placed;
  expect(
    await put(
      cloud,
      placed,
      nameless,
      { ...placed, Detail: "[1]" },
      { ...placed, Source: "aws.ses" },
      { ...placed, EventBusName: "nowhere" },
    ),
  ).toMatchObject({
    FailedEntryCount: 4,
    Entries: [
      { EventId: expect.any(String) },
      { ErrorCode: "InvalidArgument" },
      { ErrorCode: "MalformedDetail" },
      { ErrorCode: "NotAuthorizedForSourceException" },
      { ErrorCode: "ResourceNotFoundException" },
    ],
  });
  await expect(put(cloud)).rejects.toThrow(/Entries/);
  await expect(put(cloud, { ...placed, EndpointId: "x" })).rejects.toThrow(/EndpointId/);
});

test("an event is part of the transaction it is appended in", async () => {
  const cloud = await cloudWith();
  const event = { source: "aws.ses", detailType: "order.placed", detail: {}, traceId: "1-a-b", busName: "shop" };
  cloud.state.exec("BEGIN IMMEDIATE");
  appendEvent(cloud, event);
  cloud.state.exec("ROLLBACK");
  expect(inQueue(cloud, "mail")).toEqual([]);
  cloud.state.exec("BEGIN IMMEDIATE");
  appendEvent(cloud, event);
  cloud.state.exec("COMMIT");
  expect(inQueue(cloud, "mail")).toHaveLength(1);
});

test("without a queue policy nothing is delivered, and the timeline says why", async () => {
  const cloud = await cloudWith({ policy: false });
  await put(cloud, { ...placed, TraceHeader: "Root=1-a-b" });
  expect(inQueue(cloud, "mail")).toEqual([]);
  expect(
    cloud.timeline
      .trace("1-a-b")
      .map((span) => span.error)
      .join(),
  ).toMatch(/policy of .*mail does not let/);
});

test("a function is tried three times, then the event lies in the target's dead-letter queue", async () => {
  let tries = 0;
  const cloud = await cloudWith({
    target: { Arn: functionArn },
    code: () => {
      tries += 1;
      throw new Error("down");
    },
  });
  await put(cloud, placed);
  await cloud.idle();
  expect(tries).toBe(3);
  expect(inQueue(cloud, "dead")).toMatchObject([{ "detail-type": "order.placed" }]);
});

test("a delivery that was under way when the cloud stopped is made after the restart", async () => {
  const folder = mkdtempSync(join(tmpdir(), "events-"));
  try {
    const before = await cloudWith({
      folder,
      target: { Arn: functionArn },
      code: () => Promise.reject(new Error("down")),
    });
    await put(before, placed);
    await running.pop()?.stop();
    const seen: BusEvent[] = [];
    const after = await cloudWith({ folder, target: { Arn: functionArn }, code: (event) => seen.push(event) });
    after.clock.moveForward(60_000);
    await after.idle();
    expect(seen).toMatchObject([{ detail: { id: 1 } }]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("what the template transforms arrives transformed", async () => {
  const InputTransformer = {
    InputPathsMap: { id: "$.detail.id", kind: "$.detail-type" },
    InputTemplate: '{"order": <id>, "text": "number <id> was <kind>", "rule": <aws.events.rule-name>}',
  };
  const cloud = await cloudWith({ target: { InputTransformer } });
  await put(cloud, placed);
  expect(inQueue(cloud, "mail")).toEqual([{ order: 1, text: "number 1 was order.placed", rule: "placed" }]);
});

test("an archive keeps what was published and replays it, under its own id and once", async () => {
  const cloud = await cloudWith();
  await put(cloud, placed);
  const [archive] = listArchives(cloud);
  expect(archive).toMatchObject({ name: "all", busName: "shop", events: 1 });
  const replay = { archiveArn: archive?.arn ?? "", from: 0, to: cloud.clock.now() + 1_000 };
  expect(await startReplay(cloud, { ...replay, name: "again" })).toMatchObject({ state: "COMPLETED", replayed: 1 });
  const [first, second] = inQueue(cloud, "mail");
  expect(second).toEqual({ ...first, "replay-name": "again" });
  expect(listArchives(cloud)[0]?.events).toBe(1);
  await expect(startReplay(cloud, { ...replay, name: "again" })).rejects.toThrow(/already/);
  await expect(startReplay(cloud, { ...replay, to: 0 })).rejects.toThrow(/end after/);
  cloud.clock.moveForward(31 * 86_400_000);
  expect(listArchives(cloud)[0]?.events).toBe(0);
});

test.each([
  [{ rule: { EventPattern: { source: [{ soundex: "shop" }] } } }, /placed|Placed.*soundex/i],
  [{ target: { Arn: "arn:aws:sns:eu-west-2:111111111111:topic" } }, /sns/],
  [{ target: { SqsParameters: { MessageGroupId: "x" } } }, /SqsParameters/],
])("%j stops the start by name", async (setup, says) => {
  await expect(cloudWith(setup)).rejects.toThrow(says);
});

test("operations that are not known are refused by name", async () => {
  const cloud = await cloudWith();
  await expect(cloud.call("events", "AWSEvents.PutRule", {})).rejects.toMatchObject({
    code: "UnknownOperationException",
    message: expect.stringContaining("PutRule"),
  });
});
