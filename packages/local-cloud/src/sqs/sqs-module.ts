import {
  AwsError,
  type Cloud,
  type DeliverySource,
  type Module,
  type Resource,
  type ResourceType,
} from "../contract.ts";
import { parseProperties } from "../parse-properties.ts";
import { Refusal } from "../refusal.ts";
import { physicalName } from "../template/physical-name.ts";
import { checkQueuePolicy, maySend } from "./queue-policy.ts";
import { type QueuePolicyStatement, queuePolicyProperties, queueProperties } from "./queue-properties.ts";
import { Queues } from "./queues.ts";
import { sqsApi } from "./sqs-api.ts";

const QUEUE = "AWS::SQS::Queue";
const POLICY = "AWS::SQS::QueuePolicy";
const queues = new WeakMap<Cloud, Queues>();

/** The queues of a cloud. */
export function queuesOf(cloud: Cloud): Queues {
  const known = queues.get(cloud);
  if (known !== undefined) return known;
  const made = new Queues(cloud.state, cloud.clock);
  queues.set(cloud, made);
  cloud.onStop(() => made.stop());
  return made;
}

const queueType: ResourceType<{ readonly QueueName?: string }> = {
  type: QUEUE,
  properties: Object.keys(queueProperties.shape),
  identify(draft, cloud) {
    const name = draft.properties.QueueName ?? physicalName(draft, { maxLength: 80 });
    const arn = `arn:aws:sqs:${draft.region}:${cloud.accountId}:${name}`;
    const ref = `${cloud.awsEndpoint}/${cloud.accountId}/${name}`;
    return { ref, arn, attributes: { Arn: arn, QueueName: name, QueueUrl: ref } };
  },
  provision(resource, cloud) {
    const properties = parseProperties(queueProperties, resource as Resource);
    const name = resource.attributes.QueueName ?? "";
    const twin = queuesOf(cloud)
      .all()
      .find((queue) => queue.name === name && queue.arn !== resource.arn);
    if (twin !== undefined) throw new Refusal(`Two queues are called ${name}: ${twin.arn} and ${resource.arn}.`);
    queuesOf(cloud).declare({
      arn: resource.arn,
      name,
      visibilityTimeoutSeconds: properties.VisibilityTimeout ?? 30,
      delaySeconds: properties.DelaySeconds ?? 0,
      retentionSeconds: properties.MessageRetentionPeriod ?? 345_600,
      waitSeconds: properties.ReceiveMessageWaitTimeSeconds ?? 0,
      maximumMessageBytes: properties.MaximumMessageSize ?? 1_048_576,
      redrive: properties.RedrivePolicy,
    });
  },
};

const policyType: ResourceType = {
  type: POLICY,
  properties: Object.keys(queuePolicyProperties.shape),
  identify: (draft, cloud) => {
    const ref = physicalName(draft);
    return { ref, arn: `arn:aws:sqs:${draft.region}:${cloud.accountId}:queue-policy/${ref}`, attributes: { Id: ref } };
  },
  provision(resource) {
    const { PolicyDocument } = parseProperties(queuePolicyProperties, resource);
    checkQueuePolicy(PolicyDocument.Statement, `${POLICY} ${resource.logicalId}`);
  },
};

export const sqsModule: Module = {
  name: "sqs",
  types: [queueType, policyType] as unknown as Module["types"],
  start(cloud) {
    const all = queuesOf(cloud);
    for (const queue of all.all()) {
      const target = queue.redrive?.deadLetterTargetArn;
      if (target !== undefined && all.find(target) === undefined) {
        throw new Refusal(`The queue ${queue.name} names a dead-letter queue that the template lacks: ${target}.`);
      }
    }
    cloud.addApi(sqsApi(cloud, all));
    cloud.onStart(() => all.recover());
  },
};

/** Throws unless the queue's policy lets an AWS service send to it, as AWS would silently not deliver. */
export function authoriseSend(cloud: Cloud, queueArn: string, source: DeliverySource): void {
  const statements = statementsFor(cloud, queueArn);
  if (maySend(statements, queueArn, source, cloud.accountId)) return;
  throw new AwsError(
    "AccessDeniedException",
    `The policy of ${queueArn} does not let ${source.service} send to it for ${source.sourceArn}.`,
    403,
  );
}

function statementsFor(cloud: Cloud, queueArn: string): readonly QueuePolicyStatement[] {
  const ref = cloud.resources.get(queueArn)?.ref;
  return cloud.resourcesOfType<Record<string, unknown>>(POLICY).flatMap((resource) => {
    const { Queues, PolicyDocument } = parseProperties(queuePolicyProperties, resource);
    return ref !== undefined && Queues.includes(ref) ? PolicyDocument.Statement : [];
  });
}
