import { contexts, entries } from "@alliance/infra/contexts";
import { describe, expect, test } from "vitest";
import { synthesize } from "./synth.ts";

const production = await synthesize("production");
const functions = production.resources("AWS::Lambda::Function");
const alarms = production.resources("AWS::CloudWatch::Alarm");
const contextStacks = ["Finance", "Home", "Membership", "Notifications", "Training"];
const metricsOf = (stack: string): readonly unknown[] =>
  alarms.filter(([id]) => id.startsWith(`${stack}/`)).map(([, { Properties }]) => Properties.MetricName);

test("each context of the table is a stack, beside the platform, the operator's dashboard and the edge", () => {
  expect([...production.names].sort()).toEqual([...contextStacks, "Edge", "Operations", "Platform"].sort());
});

test("every function is arm64 on Node 24, logs JSON to its own group, and has a finite time and memory", () => {
  expect(functions).toHaveLength(entries.length);
  for (const [id, { Properties }] of functions) {
    expect(Properties, id).toMatchObject({ Architectures: ["arm64"], Runtime: "nodejs24.x", Handler: "index.handler" });
    expect(Properties.LoggingConfig, id).toMatchObject({ LogFormat: "JSON", LogGroup: expect.anything() });
    expect(Properties.Timeout, id).toBeLessThanOrEqual(300);
    expect(Properties.MemorySize, id).toBeLessThanOrEqual(1024);
  }
});

test("who reads the whole register keeps few dead objects in memory, and nobody else is told to", () => {
  const small = functions.filter(([, { Properties }]) =>
    JSON.stringify(Properties.Environment).includes("--max-semi-space-size=4"),
  );
  expect(small.map(([id]) => id)).toEqual([expect.stringMatching(/^Membership\/bulk/)]);
});

test("a route that a page or an API answers is finished within API Gateway's thirty seconds", () => {
  const withRoutes = contexts.flatMap((context) => context.functions.filter(({ routes }) => routes));
  for (const { timeoutSeconds = 15 } of withRoutes) expect(timeoutSeconds).toBeLessThan(30);
});

test("no path belongs to two contexts", () => {
  const routes = contexts.flatMap((context) => context.functions.flatMap((each) => each.routes ?? []));
  expect(routes.length).toBe(new Set(routes).size);
});

test("every route of the table is a route of the API, and whoever asks Stripe's with another method hears so from it", () => {
  const keys = production.resources("AWS::ApiGatewayV2::Route").map(([, { Properties }]) => Properties.RouteKey);
  const wanted = contexts.flatMap((context) => context.functions.flatMap((each) => each.routes ?? []));
  expect(keys.sort()).toEqual(
    wanted.map((route) => (route === "$default" || route.includes(" ") ? route : `ANY ${route}`)).sort(),
  );
  expect(keys).toContain("ANY /api/finance/stripe-webhook");
});

describe.each([
  ["Finance", ["worker"]],
  ["Membership", ["worker", "bulk"]],
  ["Notifications", ["worker"]],
  ["Training", ["worker"]],
])("the consumers of %s", (stack, names) => {
  test("each have a queue with a dead-letter queue, and answer failures message by message", () => {
    const template = production.stack(stack);
    template.resourceCountIs("AWS::SQS::Queue", 2 * names.length);
    const queues = Object.values(template.findResources("AWS::SQS::Queue"));
    expect(queues.filter(({ Properties }) => Properties.RedrivePolicy?.maxReceiveCount === 5)).toHaveLength(
      names.length,
    );
    template.resourcePropertiesCountIs(
      "AWS::Lambda::EventSourceMapping",
      { FunctionResponseTypes: ["ReportBatchItemFailures"] },
      names.length,
    );
  });

  test("keep a message hidden for six times the function's timeout", () => {
    const template = production.stack(stack);
    for (const name of names) {
      const [worker] = Object.entries(template.findResources("AWS::Lambda::Function")).filter(([id]) =>
        id.startsWith(name),
      );
      template.hasResourceProperties("AWS::SQS::Queue", { VisibilityTimeout: worker?.[1].Properties.Timeout * 6 });
    }
  });

  test("takes from the bus exactly what its subscribers name, once each", () => {
    production.stack(stack).hasResourceProperties("AWS::Events::Rule", {
      EventPattern: { "detail-type": ["finance.invoice-issued", "finance.payment-received"] },
    });
  });

  test("rings for failures, throttles, a queue that waits and a dead letter", () => {
    expect(metricsOf(stack)).toEqual(
      expect.arrayContaining([
        "Errors",
        "Throttles",
        "ApproximateAgeOfOldestMessage",
        "ApproximateNumberOfMessagesVisible",
      ]),
    );
  });
});

test("what the bus cannot deliver is a dead letter too", () => {
  for (const [id, { Properties }] of production.resources("AWS::Events::Rule")) {
    if (!contextStacks.includes(id.split("/")[0] ?? "")) continue;
    for (const target of Properties.Targets as { DeadLetterConfig?: unknown }[]) {
      expect(target.DeadLetterConfig, id).toBeDefined();
    }
  }
});

test("the relay rings when events are late or lost", () => {
  expect(metricsOf("Platform")).toEqual(
    expect.arrayContaining(["IteratorAge", "Errors", "Throttles", "ApproximateNumberOfMessagesVisible", "5xx"]),
  );
});

test("every alarm tells the operators, when it begins and when it ends", () => {
  for (const [id, { Properties }] of alarms) {
    expect(Properties.AlarmActions, id).toHaveLength(1);
    expect(Properties.OKActions, id).toHaveLength(1);
    expect(Properties.AlarmDescription, id).toMatch(/: /);
  }
});

test("the operator has one dashboard", () => {
  expect(production.resources("AWS::CloudWatch::Dashboard")).toHaveLength(1);
});

test("what became of each mail goes to notifications", () => {
  production.stack("Notifications").hasResourceProperties("AWS::Events::Rule", {
    EventPattern: { source: ["aws.ses"] },
  });
});

test("a schedule is a message in its context's queue, in London's time, with the queue's dead letters", () => {
  const schedule = production.resources("AWS::Scheduler::Schedule").find(([id]) => id.startsWith("Finance/"));
  expect(schedule?.[1].Properties).toMatchObject({
    ScheduleExpression: "rate(5 minutes)",
    ScheduleExpressionTimezone: "Europe/London",
    Target: { DeadLetterConfig: { Arn: expect.anything() } },
  });
  expect(JSON.stringify(schedule?.[1].Properties.Target)).toContain("finance.expire-orders");
});
