import { Alarm, ComparisonOperator, type Metric, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import type { ITopic } from "aws-cdk-lib/aws-sns";
import { Duration } from "aws-cdk-lib/core";
import type { Construct } from "constructs";

export interface AlarmProps {
  readonly metric: Metric;
  readonly threshold: number;
  /** What it means and what to do first: the operator reads it in the alarm's mail. */
  readonly meaning: string;
}

function alarm(scope: Construct, id: string, { metric, threshold, meaning }: AlarmProps, statistic: string): Alarm {
  return new Alarm(scope, id, {
    metric: metric.with({ statistic, period: Duration.minutes(5) }),
    threshold,
    evaluationPeriods: 1,
    comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: TreatMissingData.NOT_BREACHING,
    alarmDescription: meaning,
  });
}

/** Rings when the sum over five minutes reaches the threshold. */
export const sumAlarm = (scope: Construct, id: string, props: AlarmProps): Alarm => alarm(scope, id, props, "Sum");

/** Rings when the worst value of five minutes reaches the threshold. */
export const maximumAlarm = (scope: Construct, id: string, props: AlarmProps): Alarm =>
  alarm(scope, id, props, "Maximum");

/** Sends each alarm, and its end, to the operators. */
export function notify(topic: ITopic, alarms: readonly Alarm[]): void {
  const action = new SnsAction(topic);
  for (const each of alarms) {
    each.addAlarmAction(action);
    each.addOkAction(action);
  }
}
