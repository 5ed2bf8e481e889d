import { AwsError, type Cloud, type DeliverySource } from "../contract.ts";
import { sendToQueue } from "../sqs/send-to-queue.ts";
import { appendEvent } from "./append-event.ts";
import { TargetFailure } from "./target-failure.ts";
import type { BusEvent } from "./target-input.ts";

/** Hands a payload to a function, queue or bus as an AWS service does; throws when it may not, or cannot. */
export async function deliverToTarget(
  cloud: Cloud,
  targetArn: string,
  payload: unknown,
  traceId: string,
  source?: DeliverySource,
): Promise<void> {
  if (targetArn.includes(":lambda:")) return invoke(cloud, targetArn, payload, traceId, source);
  if (targetArn.includes(":sqs:")) return sendToQueue(cloud, targetArn, payload, traceId, source);
  if (targetArn.includes(":event-bus/")) return forward(cloud, targetArn, payload as BusEvent, traceId, source);
  throw new AwsError("UnsupportedTarget", `The local cloud does not deliver to ${targetArn}.`);
}

async function invoke(cloud: Cloud, arn: string, payload: unknown, traceId: string, source?: DeliverySource) {
  if (source?.roleArn !== undefined) {
    cloud.authorise({ roleArn: source.roleArn }, [{ action: "lambda:InvokeFunction", resourceArn: arn }]);
  } else if (source !== undefined) {
    cloud.authoriseInvoke(arn, source);
  }
  const { error } = await cloud.functions.invoke(arn, payload, traceId);
  if (error !== undefined) throw new TargetFailure(error.type, error.message);
}

function forward(cloud: Cloud, arn: string, event: BusEvent, traceId: string, source?: DeliverySource): void {
  if (source?.roleArn !== undefined) {
    cloud.authorise({ roleArn: source.roleArn }, [{ action: "events:PutEvents", resourceArn: arn }]);
  }
  appendEvent(cloud, {
    source: event.source,
    detailType: event["detail-type"],
    detail: event.detail,
    resources: event.resources ?? [],
    traceId,
    busName: arn,
  });
}
