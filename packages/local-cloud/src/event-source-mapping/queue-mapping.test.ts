import { afterEach, expect, test } from "vitest";
import { peekMessages } from "../sqs/queue-admin.ts";
import { queuesOf, sqsModule } from "../sqs/sqs-module.ts";
import { createTestingCloud, type TestingCloud } from "../testing-cloud.ts";
import { eventSourceMappingModule } from "./event-source-mapping-module.ts";

const functionArn = "arn:aws:lambda:eu-west-2:111111111111:function:worker";
const queueArn = "arn:aws:sqs:eu-west-2:111111111111:orders";
const deadArn = "arn:aws:sqs:eu-west-2:111111111111:dead";
const running: TestingCloud[] = [];

afterEach(async () => {
  for (const cloud of running.splice(0)) await cloud.stop();
});

type Event = {
  readonly Records: readonly { messageId: string; body: string; attributes: Record<string, string> }[];
};

async function cloudWith(
  code: (event: Event, traceId: string) => unknown,
  mapping: Record<string, unknown> = {},
): Promise<TestingCloud> {
  const cloud = createTestingCloud();
  running.push(cloud);
  cloud.add(sqsModule);
  cloud.add(eventSourceMappingModule);
  const type = { type: "AWS::Lambda::Function", properties: [], identify: () => ({ ref: "worker", arn: functionArn }) };
  cloud.add({ name: "functions", types: [type] as never });
  await cloud.provision("AWS::Lambda::Function", "Worker");
  await cloud.provision("AWS::SQS::Queue", "Dead", { QueueName: "dead" });
  await cloud.provision("AWS::SQS::Queue", "Orders", {
    QueueName: "orders",
    VisibilityTimeout: 30,
    RedrivePolicy: { deadLetterTargetArn: deadArn, maxReceiveCount: 3 },
  });
  cloud.setFunction(functionArn, code as never);
  await cloud.provision("AWS::Lambda::EventSourceMapping", "Mapping", {
    EventSourceArn: queueArn,
    FunctionName: functionArn,
    FunctionResponseTypes: ["ReportBatchItemFailures"],
    ...mapping,
  });
  await cloud.start();
  return cloud;
}

function send(cloud: TestingCloud, ...bodies: string[]): void {
  for (const body of bodies) queuesOf(cloud).send(queueArn, { body, traceId: `1-${body}` });
}

const bodies = (event: Event) => event.Records.map((record) => record.body);

test("messages are delivered in batches under the trace they carry, and deleted", async () => {
  const batches: string[][] = [];
  const cloud = await cloudWith(
    (event, traceId) => {
      batches.push(bodies(event));
      expect(traceId).toBe(`1-${event.Records[0]?.body}`);
      expect(event.Records[0]?.attributes.AWSTraceHeader).toBe(`Root=${traceId}`);
    },
    { BatchSize: 2 },
  );
  send(cloud, "a", "b", "c");
  await cloud.idle();
  expect(batches).toEqual([["a", "b"], ["c"]]);
  expect(queuesOf(cloud).depth(queueArn)).toEqual({ visible: 0, inFlight: 0, delayed: 0 });
  expect(cloud.timeline.trace("1-b").map((span) => [span.kind, span.name])).toEqual([["queue", "orders → worker"]]);
});

test("only the messages reported come back, after their visibility timeout, and end in the dead-letter queue", async () => {
  const seen: string[] = [];
  const cloud = await cloudWith((event) => {
    seen.push(...event.Records.map((record) => `${record.body}${record.attributes.ApproximateReceiveCount}`));
    const failed = event.Records.filter((record) => record.body === "bad");
    return { batchItemFailures: failed.map((record) => ({ itemIdentifier: record.messageId })) };
  });
  send(cloud, "good", "bad");
  await cloud.idle();
  expect(seen).toEqual(["good1", "bad1"]);
  for (let time = 0; time < 4; time += 1) {
    cloud.clock.moveForward(31_000);
    await cloud.idle();
  }
  expect(seen).toEqual(["good1", "bad1", "bad2", "bad3"]);
  expect(peekMessages(cloud, deadArn, 10).map((message) => message.body)).toEqual(["bad"]);
});

test("a function that throws leaves the whole batch in the queue", async () => {
  const cloud = await cloudWith(() => {
    throw new Error("down");
  });
  send(cloud, "a", "b");
  await cloud.idle();
  expect(queuesOf(cloud).depth(queueArn)).toEqual({ visible: 0, inFlight: 2, delayed: 0 });
  expect(cloud.timeline.trace("1-a")[0]?.error).toBe("Error: down");
});

test("several batches run at once, never more than the maximum concurrency", async () => {
  let underWay = 0;
  let most = 0;
  const cloud = await cloudWith(
    async () => {
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise((resolve) => setImmediate(resolve));
      underWay -= 1;
    },
    { BatchSize: 1, ScalingConfig: { MaximumConcurrency: 2 } },
  );
  send(cloud, ..."abcdefghij");
  await cloud.idle();
  expect(most).toBe(2);
  expect(queuesOf(cloud).depth(queueArn).visible).toBe(0);
});

test("with a batch window messages are gathered until the batch is full", async () => {
  const batches: string[][] = [];
  const cloud = await cloudWith((event) => void batches.push(bodies(event)), {
    BatchSize: 3,
    MaximumBatchingWindowInSeconds: 300,
  });
  for (const body of "abc") {
    send(cloud, body);
    await new Promise((resolve) => setImmediate(resolve));
  }
  await cloud.idle();
  expect(batches).toEqual([["a", "b", "c"]]);
});

test("a batch window that the clock passes delivers what there is", async () => {
  const batches: string[][] = [];
  const cloud = await cloudWith((event) => void batches.push(bodies(event)), {
    BatchSize: 3,
    MaximumBatchingWindowInSeconds: 300,
  });
  send(cloud, "a");
  await new Promise((resolve) => setImmediate(resolve));
  await new Promise((resolve) => setImmediate(resolve));
  cloud.clock.moveForward(301_000);
  await cloud.idle();
  expect(batches).toEqual([["a"]]);
});

test("a message that no filter selects is deleted unseen", async () => {
  const seen: string[] = [];
  const cloud = await cloudWith((event) => void seen.push(...bodies(event)), {
    FilterCriteria: { Filters: [{ Pattern: JSON.stringify({ body: { kind: ["order"] } }) }] },
  });
  send(cloud, '{"kind":"order"}', '{"kind":"note"}', "not json");
  await cloud.idle();
  expect(seen).toEqual(['{"kind":"order"}']);
  expect(queuesOf(cloud).depth(queueArn)).toEqual({ visible: 0, inFlight: 0, delayed: 0 });
});
