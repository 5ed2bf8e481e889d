import { createHash } from "node:crypto";
import { availableParallelism } from "node:os";
import type { Cloud, Module, Resource, ResourceType } from "../contract.ts";
import { allStreams, streamOf } from "../dynamodb/dynamodb-module.ts";
import { parseProperties } from "../parse-properties.ts";
import { Refusal } from "../refusal.ts";
import { queuesOf } from "../sqs/sqs-module.ts";
import type { Mapping, RunningMapping } from "./mapping.ts";
import { compileFilters } from "./mapping-filter.ts";
import { mappingProperties } from "./mapping-properties.ts";
import { startQueueMapping } from "./queue-mapping.ts";
import { createStreamCheckpoints } from "./stream-checkpoints.ts";
import { startStreamMapping } from "./stream-mapping.ts";
import { createTurns, type Turns } from "./turns.ts";

const TYPE = "AWS::Lambda::EventSourceMapping";
const STREAM_ACTIONS = ["GetRecords", "GetShardIterator", "DescribeStream", "ListStreams"];
const QUEUE_ACTIONS = ["ReceiveMessage", "DeleteMessage", "GetQueueAttributes"];

const mappingType: ResourceType = {
  type: TYPE,
  properties: Object.keys(mappingProperties.shape),
  identify(draft, cloud) {
    const hash = createHash("sha256").update(`${draft.stack}/${draft.logicalId}`).digest("hex");
    const id = [hash.slice(0, 8), hash.slice(8, 12), hash.slice(12, 16), hash.slice(16, 20), hash.slice(20, 32)].join(
      "-",
    );
    const arn = `arn:aws:lambda:${draft.region}:${cloud.accountId}:event-source-mapping:${id}`;
    return { ref: id, arn, attributes: { Id: id, EventSourceMappingArn: arn } };
  },
};

export const eventSourceMappingModule: Module = {
  name: "event source mappings",
  types: [mappingType] as unknown as Module["types"],
  start(cloud) {
    const turns = createTurns(Math.max(2, availableParallelism()));
    const mappings = cloud.resourcesOfType<Record<string, unknown>>(TYPE).flatMap((resource) => {
      const mapping = toMapping(cloud, resource, turns);
      return mapping.properties.Enabled === false ? [] : [mapping];
    });
    for (const mapping of mappings) authoriseMapping(cloud, mapping);
    const running: RunningMapping[] = [];
    // Starting waits for every module: a record may be pending that a function writes elsewhere for.
    cloud.onStart(async () => {
      for (const mapping of mappings) running.push(await startMapping(cloud, mapping));
      for (const stream of await allStreams(cloud)) stream.startTrimming();
    });
    cloud.onIdleProbe("event source mappings", () => running.every((mapping) => mapping.idle()));
    cloud.onStop(async () => {
      await Promise.all(running.map((mapping) => mapping.stop()));
    });
  },
};

function toMapping(cloud: Cloud, resource: Resource, turns: Turns): Mapping {
  const properties = parseProperties(mappingProperties, resource);
  const named = properties.FunctionName;
  const target = cloud
    .resourcesOfType<{ readonly Role?: string }>("AWS::Lambda::Function")
    .find((candidate) => named === candidate.ref || named === candidate.arn);
  const name = `${TYPE} ${resource.logicalId}`;
  if (target === undefined) throw new Refusal(`${name}: the template has no function ${named}.`);
  return {
    id: resource.ref,
    name,
    functionArn: target.arn,
    functionName: target.ref,
    roleArn: target.properties.Role ?? "",
    sourceArn: properties.EventSourceArn,
    region: resource.region,
    properties,
    matches: compileFilters(properties.FilterCriteria?.Filters, name),
    reportsFailures: properties.FunctionResponseTypes?.includes("ReportBatchItemFailures") ?? false,
    turns,
  };
}

/** Lambda reads the source and writes the failure destination with the function's own role. */
function authoriseMapping(cloud: Cloud, mapping: Mapping): void {
  const principal = { roleArn: mapping.roleArn, functionArn: mapping.functionArn };
  const [prefix, actions] = mapping.sourceArn.includes(":sqs:") ? ["sqs", QUEUE_ACTIONS] : ["dynamodb", STREAM_ACTIONS];
  const needed = actions.map((action) => ({ action: `${prefix}:${action}`, resourceArn: mapping.sourceArn }));
  const destination = mapping.properties.DestinationConfig?.OnFailure?.Destination;
  if (destination !== undefined) {
    if (queuesOf(cloud).find(destination) === undefined) {
      throw new Refusal(`${mapping.name}: the failure destination ${destination} is not a queue of the template.`);
    }
    needed.push({ action: "sqs:SendMessage", resourceArn: destination });
  }
  try {
    cloud.authorise(principal, needed);
  } catch (error) {
    throw new Refusal(`${mapping.name}: ${(error as Error).message}`);
  }
}

async function startMapping(cloud: Cloud, mapping: Mapping): Promise<RunningMapping> {
  if (mapping.sourceArn.includes(":sqs:")) {
    const queues = queuesOf(cloud);
    if (queues.find(mapping.sourceArn) !== undefined) return startQueueMapping(cloud, mapping, queues);
  } else {
    const stream = await streamOf(cloud, mapping.sourceArn);
    if (stream !== undefined) {
      return startStreamMapping(cloud, mapping, stream, createStreamCheckpoints(cloud.state));
    }
  }
  throw new Refusal(`${mapping.name}: the template has no queue or table stream ${mapping.sourceArn}.`);
}
