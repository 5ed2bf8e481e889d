import * as z from "zod";
import { type AwsApi, AwsError, type AwsRequest, type Cloud } from "../contract.ts";
import { jsonApi, jsonOperation } from "../json-protocol.ts";
import { traceIdOf } from "../trace-header.ts";
import { appendEvent } from "./append-event.ts";
import { eventBusesOf } from "./event-buses.ts";
import { replaysOf, startReplay } from "./replay.ts";

const LARGEST_REQUEST_BYTES = 1_048_576;

const entry = z.strictObject({
  Source: z.string().optional(),
  DetailType: z.string().optional(),
  Detail: z.string().optional(),
  EventBusName: z.string().optional(),
  Resources: z.array(z.string()).optional(),
  Time: z.number().optional(),
  TraceHeader: z.string().optional(),
});
const putEvents = z.strictObject({ Entries: z.array(entry).min(1).max(10) });

type Entry = z.infer<typeof entry>;

export function eventsApi(cloud: Cloud): AwsApi {
  const buses = eventBusesOf(cloud);
  return jsonApi({
    service: "events",
    targetPrefix: "AWSEvents",
    version: "1.1",
    operations: {
      PutEvents: jsonOperation(putEvents, {
        authorise: ({ Entries }) =>
          Entries.map((each) => ({
            action: "events:PutEvents",
            resourceArn: buses.busArn(each.EventBusName),
            conditions: { "events:source": each.Source ?? "", "events:detail-type": each.DetailType ?? "" },
          })),
        handle({ Entries }, request) {
          if (request.body.length > LARGEST_REQUEST_BYTES) {
            throw new AwsError("ValidationException", "The entries of one PutEvents are at most 1 MB.", 413);
          }
          const results = Entries.map((each) => put(cloud, each, request));
          return { FailedEntryCount: results.filter((result) => "ErrorCode" in result).length, Entries: results };
        },
      }),
      StartReplay: startReplayOperation(cloud),
      DescribeReplay: jsonOperation(z.strictObject({ ReplayName: z.string() }), {
        authorise: ({ ReplayName }) => [{ action: "events:DescribeReplay", resourceArn: replayArn(cloud, ReplayName) }],
        handle({ ReplayName }) {
          const replay = replaysOf(cloud).get(ReplayName);
          if (replay === undefined) throw new AwsError("ResourceNotFoundException", `No replay ${ReplayName}.`);
          return { ReplayName, State: replay.state, EventSourceArn: replay.archiveArn };
        },
      }),
    },
  });
}

/** Each entry by itself: what is wrong with one is said in its place of the answer. */
function put(cloud: Cloud, each: Entry, request: AwsRequest) {
  const refuse = (ErrorCode: string, ErrorMessage: string) => ({ ErrorCode, ErrorMessage });
  for (const member of ["Source", "DetailType", "Detail"] as const) {
    if (!each[member]) return refuse("InvalidArgument", `Parameter ${member} is not valid. It must not be empty.`);
  }
  if (each.Source?.startsWith("aws.")) {
    return refuse("NotAuthorizedForSourceException", "Not authorized for the source.");
  }
  const detail = jsonObject(each.Detail ?? "");
  if (detail === undefined) return refuse("MalformedDetail", "Detail is malformed.");
  try {
    const EventId = appendEvent(cloud, {
      source: each.Source ?? "",
      detailType: each.DetailType ?? "",
      detail,
      busName: each.EventBusName,
      resources: each.Resources ?? [],
      time: each.Time === undefined ? undefined : each.Time * 1000,
      traceId: traceIdOf(each.TraceHeader) ?? request.traceId,
    });
    return { EventId };
  } catch (error) {
    if (error instanceof AwsError) return refuse(error.code, error.message);
    throw error;
  }
}

function startReplayOperation(cloud: Cloud) {
  const input = z.strictObject({
    ReplayName: z.string(),
    EventSourceArn: z.string(),
    EventStartTime: z.number(),
    EventEndTime: z.number(),
    Destination: z.strictObject({ Arn: z.string() }),
    Description: z.string().optional(),
  });
  return jsonOperation(input, {
    authorise: ({ ReplayName }) => [{ action: "events:StartReplay", resourceArn: replayArn(cloud, ReplayName) }],
    async handle(body) {
      const replay = await startReplay(cloud, {
        name: body.ReplayName,
        archiveArn: body.EventSourceArn,
        from: body.EventStartTime * 1000,
        to: body.EventEndTime * 1000,
      });
      return { ReplayArn: replayArn(cloud, body.ReplayName), State: replay.state };
    },
  });
}

function replayArn(cloud: Cloud, name: string): string {
  return eventBusesOf(cloud).busArn("default").replace("event-bus/default", `replay/${name}`);
}

function jsonObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
