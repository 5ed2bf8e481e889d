import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { createTestingCloud, type TestingCloud } from "../testing-cloud.ts";
import { listQueues, peekMessages, redrive } from "./queue-admin.ts";
import { queuesOf, sqsModule } from "./sqs-module.ts";

const arn = (name: string) => `arn:aws:sqs:eu-west-2:111111111111:${name}`;
const QueueUrl = "http://127.0.0.1:4566/111111111111/orders";
const running: TestingCloud[] = [];

afterEach(async () => {
  for (const cloud of running.splice(0)) await cloud.stop();
});

async function cloudWith(properties: Record<string, unknown> = {}, folder?: string): Promise<TestingCloud> {
  const cloud = createTestingCloud(folder === undefined ? {} : { folder });
  running.push(cloud);
  cloud.add(sqsModule);
  await cloud.provision("AWS::SQS::Queue", "Dead", { QueueName: "orders-dead" });
  await cloud.provision("AWS::SQS::Queue", "Orders", {
    QueueName: "orders",
    VisibilityTimeout: 30,
    RedrivePolicy: { deadLetterTargetArn: arn("orders-dead"), maxReceiveCount: 2 },
    ...properties,
  });
  await cloud.start();
  return cloud;
}

interface Received {
  readonly MessageId: string;
  readonly ReceiptHandle: string;
  readonly Body: string;
  readonly Attributes: Record<string, string>;
}

const call = (cloud: TestingCloud, operation: string, body: object) =>
  cloud.call("sqs", `AmazonSQS.${operation}`, { QueueUrl, ...body }).then((answer) => answer.json as never);

async function receive(cloud: TestingCloud, body: object = {}): Promise<readonly Received[]> {
  const input = { MaxNumberOfMessages: 10, MessageSystemAttributeNames: ["All"], ...body };
  const answer: { Messages?: Received[] } = await call(cloud, "ReceiveMessage", input);
  return answer.Messages ?? [];
}

test("a message is received, hidden while in flight, and gone once it is deleted", async () => {
  const cloud = await cloudWith();
  const sent: { MessageId: string; MD5OfMessageBody: string } = await call(cloud, "SendMessage", {
    MessageBody: "hello",
  });
  expect(sent.MD5OfMessageBody).toBe("5d41402abc4b2a76b9719d911017c592");
  const [message] = await receive(cloud);
  expect(message).toMatchObject({ MessageId: sent.MessageId, Body: "hello" });
  expect(message?.Attributes).toMatchObject({
    ApproximateReceiveCount: "1",
    AWSTraceHeader: expect.stringMatching(/^Root=1-/),
  });
  expect(await receive(cloud)).toEqual([]);
  expect(listQueues(cloud)).toContainEqual(expect.objectContaining({ name: "orders", visible: 0, inFlight: 1 }));
  await call(cloud, "DeleteMessage", { ReceiptHandle: message?.ReceiptHandle });
  cloud.clock.moveForward(60_000);
  expect(await receive(cloud)).toEqual([]);
});

test("a message that is not deleted comes back when the clock passes its visibility timeout, with a new receipt", async () => {
  const cloud = await cloudWith();
  await call(cloud, "SendMessage", { MessageBody: "again" });
  const [first] = await receive(cloud);
  cloud.clock.moveForward(29_000);
  expect(await receive(cloud)).toEqual([]);
  cloud.clock.moveForward(2_000);
  const [second] = await receive(cloud);
  expect(second?.Attributes.ApproximateReceiveCount).toBe("2");
  await call(cloud, "DeleteMessage", { ReceiptHandle: first?.ReceiptHandle });
  expect(queuesOf(cloud).depth(arn("orders")).inFlight).toBe(1);
});

test("after maxReceiveCount it lies in the dead-letter queue, from where it is put back", async () => {
  const cloud = await cloudWith();
  await call(cloud, "SendMessage", { MessageBody: "poison" });
  for (let time = 0; time < 2; time += 1) {
    expect(await receive(cloud)).toHaveLength(1);
    cloud.clock.moveForward(31_000);
  }
  expect(await receive(cloud)).toEqual([]);
  const [dead] = peekMessages(cloud, arn("orders-dead"), 10);
  expect(dead).toMatchObject({ body: "poison", sourceArn: arn("orders") });
  expect(listQueues(cloud)).toContainEqual(
    expect.objectContaining({ name: "orders-dead", visible: 1, isDeadLetterQueueOf: [arn("orders")] }),
  );
  expect(redrive(cloud, arn("orders-dead"), ["another"])).toBe(0);
  expect(redrive(cloud, arn("orders-dead"), [dead?.messageId ?? ""])).toBe(1);
  const [back] = await receive(cloud);
  expect(back?.Attributes.ApproximateReceiveCount).toBe("1");
});

test("a delayed message is visible when its time has come", async () => {
  const cloud = await cloudWith();
  await call(cloud, "SendMessage", { MessageBody: "later", DelaySeconds: 60 });
  expect(await receive(cloud)).toEqual([]);
  cloud.clock.moveForward(61_000);
  expect(await receive(cloud)).toHaveLength(1);
});

test("a long poll is answered the moment a message arrives", async () => {
  const cloud = await cloudWith();
  const startedAt = performance.now();
  const waiting = receive(cloud, { WaitTimeSeconds: 20 });
  await call(cloud, "SendMessage", { MessageBody: "now" });
  expect(await waiting).toHaveLength(1);
  expect(performance.now() - startedAt).toBeLessThan(5_000);
});

test("the visibility of one message can be changed, to nothing too", async () => {
  const cloud = await cloudWith();
  await call(cloud, "SendMessage", { MessageBody: "x" });
  const [message] = await receive(cloud);
  await call(cloud, "ChangeMessageVisibility", { ReceiptHandle: message?.ReceiptHandle, VisibilityTimeout: 0 });
  expect(await receive(cloud)).toHaveLength(1);
});

test("each entry of a batch stands by itself", async () => {
  const cloud = await cloudWith({ MaximumMessageSize: 1_024 });
  const answer = await call(cloud, "SendMessageBatch", {
    Entries: [
      { Id: "a", MessageBody: "small" },
      { Id: "b", MessageBody: "x".repeat(1_025) },
    ],
  });
  expect(answer).toMatchObject({ Successful: [{ Id: "a" }], Failed: [{ Id: "b", Code: "InvalidParameterValue" }] });
});

test("messages survive a restart; what the local cloud itself held is visible again at once", async () => {
  const folder = mkdtempSync(join(tmpdir(), "queues-"));
  try {
    const before = await cloudWith({}, folder);
    for (const MessageBody of ["held by a mapping", "in a caller's hands"])
      await call(before, "SendMessage", { MessageBody });
    queuesOf(before).receive(arn("orders"), { limit: 1, held: true });
    await receive(before, { MaxNumberOfMessages: 1 });
    await running.pop()?.stop();
    const after = await cloudWith({}, folder);
    const again = await receive(after);
    expect(again.map((message) => message.Body)).toEqual(["held by a mapping"]);
    // The delivery that ended with the cloud is none that failed: it leads to no dead letter.
    expect(again[0]?.Attributes.ApproximateReceiveCount).toBe("1");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("messages older than the retention are forgotten", async () => {
  const cloud = await cloudWith({ MessageRetentionPeriod: 3_600 });
  await call(cloud, "SendMessage", { MessageBody: "old" });
  cloud.clock.moveForward(3_601_000);
  expect(await receive(cloud)).toEqual([]);
});

test("message attributes travel with their digest", async () => {
  const cloud = await cloudWith();
  const MessageAttributes = { kind: { DataType: "String", StringValue: "order" } };
  const sent = await call(cloud, "SendMessage", { MessageBody: "x", MessageAttributes });
  const [message] = await receive(cloud, { MessageAttributeNames: ["All"] });
  expect(message).toMatchObject({ MessageAttributes });
  expect(message).toMatchObject({
    MD5OfMessageAttributes: (sent as { MD5OfMessageAttributes: string }).MD5OfMessageAttributes,
  });
});

test("what is not known is refused by name", async () => {
  const cloud = await cloudWith();
  await expect(call(cloud, "SetQueueAttributes", {})).rejects.toMatchObject({ code: "UnknownOperationException" });
  await expect(call(cloud, "SendMessage", { MessageBody: "x", MessageGroupId: "g" })).rejects.toThrow(/MessageGroupId/);
  await expect(call(cloud, "SendMessage", { MessageBody: "" })).rejects.toMatchObject({ code: "ValidationException" });
  await expect(call(cloud, "SendMessage", { QueueUrl: "http://x/1/nothing", MessageBody: "x" })).rejects.toMatchObject({
    code: "QueueDoesNotExist",
  });
  await expect(cloudWith({ FifoQueue: true })).rejects.toThrow(/FifoQueue/);
  await expect(
    cloudWith({ RedrivePolicy: { deadLetterTargetArn: arn("nowhere"), maxReceiveCount: 3 } }),
  ).rejects.toThrow(/nowhere/);
});
