import {
  Dashboard,
  GraphWidget,
  type IMetric,
  type IWidget,
  type Metric,
  Row,
  TextWidget,
} from "aws-cdk-lib/aws-cloudwatch";
import { Operation } from "aws-cdk-lib/aws-dynamodb";
import { Duration } from "aws-cdk-lib/core";
import { Construct } from "constructs";
import type { ContextStack } from "../context-stack.ts";
import type { PlatformStack } from "../platform-stack.ts";

const period = Duration.minutes(5);
const sum = (metric: Metric, label: string): IMetric => metric.with({ statistic: "Sum", period, label });
const worst = (metric: Metric, label: string): IMetric => metric.with({ statistic: "Maximum", period, label });
const slowest = (metric: Metric, label: string): IMetric => metric.with({ statistic: "p95", period, label });

const graph = (title: string, left: readonly IMetric[], width = 8): IWidget =>
  new GraphWidget({ title, left: [...left], width, height: 6, leftYAxis: { min: 0 } });

const heading = (markdown: string): IWidget => new TextWidget({ markdown, width: 24, height: 2 });

function platformRows({ frontDoor, relay, data }: PlatformStack): readonly IWidget[] {
  const { api } = frontDoor;
  return [
    heading("# Is it up, is it fast?\nServer errors should be none; refusals are people's mistakes or strangers."),
    new Row(
      graph("Requests", [sum(api.metricCount(), "requests")]),
      graph("Answers that went wrong", [
        sum(api.metricServerError(), "server errors"),
        sum(api.metricClientError(), "refusals"),
      ]),
      graph("Time to answer, slowest 5 % (ms)", [slowest(api.metricLatency(), "p95")]),
    ),
    heading(
      "# Does what is written become events?\nEvents leave the table within seconds; the failure queue is empty.",
    ),
    new Row(
      graph("Age of the oldest unread change (ms)", [worst(relay.relay.function.metric("IteratorAge"), "age")]),
      graph("Events that were not published", [
        worst(relay.failures.metricApproximateNumberOfMessagesVisible(), "waiting"),
      ]),
      graph("Table", [
        sum(data.table.metricConsumedWriteCapacityUnits(), "write units"),
        sum(data.table.metricConsumedReadCapacityUnits(), "read units"),
        sum(data.table.metricThrottledRequestsForOperation(Operation.TRANSACT_WRITE_ITEMS), "throttled commits"),
      ]),
    ),
  ];
}

function contextRow({ functions, consumers, stackName }: ContextStack): readonly IWidget[] {
  const each = [...functions];
  const graphs = [
    graph("Runs and failures", [
      ...each.map(([name, made]) => sum(made.function.metricInvocations(), `${name} runs`)),
      ...each.map(([name, made]) => sum(made.function.metricErrors(), `${name} failures`)),
    ]),
    graph(
      "Time of a run, slowest 5 % (ms)",
      each.map(([name, made]) => slowest(made.function.metricDuration(), name)),
    ),
  ];
  if (consumers.length > 0) {
    graphs.push(
      graph(
        "Waiting to be done",
        consumers.flatMap(({ name, queue, deadLetters }) => [
          worst(queue.metricApproximateAgeOfOldestMessage(), `${name}: oldest message (s)`),
          worst(deadLetters.metricApproximateNumberOfMessagesVisible(), `${name}: dead letters`),
        ]),
      ),
    );
  }
  return [
    heading(`# ${stackName}\nDead letters: find the cause in the log, then redrive (docs/operating.md).`),
    new Row(...graphs),
  ];
}

export interface OperatorDashboardProps {
  readonly platform: PlatformStack;
  readonly contexts: readonly ContextStack[];
}

/** One page from top to bottom: is it up, do events flow, then each context. */
export class OperatorDashboard extends Construct {
  constructor(scope: Construct, id: string, { platform, contexts }: OperatorDashboardProps) {
    super(scope, id);
    const dashboard = new Dashboard(this, "Dashboard", {
      dashboardName: `alliance-${platform.settings.stage}`,
      defaultInterval: Duration.hours(12),
    });
    for (const widget of [...platformRows(platform), ...contexts.flatMap(contextRow)]) dashboard.addWidgets(widget);
  }
}
