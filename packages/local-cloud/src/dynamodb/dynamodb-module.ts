import { wallNow } from "../clock.ts";
import type { Cloud, Module, ResourceType } from "../contract.ts";
import { parseProperties } from "../parse-properties.ts";
import { physicalName } from "../template/physical-name.ts";
import { databaseOf } from "./database.ts";
import { dynamodbApi } from "./dynamodb-api.ts";
import { provisionTable } from "./provision-table.ts";
import { globalTableProperties, type TableProperties, tableProperties } from "./table-properties.ts";
import type { TableStream } from "./table-stream.ts";
import { sweepExpired } from "./time-to-live.ts";
import { createWriteTraces, type WriteTraces } from "./write-traces.ts";

const TABLE = "AWS::DynamoDB::Table";
const GLOBAL_TABLE = "AWS::DynamoDB::GlobalTable";
const SWEEP_EVERY_MS = 10 * 60_000;
const STREAM_LABEL = "2026-01-01T00:00:00.000";
const traces = new WeakMap<Cloud, WriteTraces>();

function tableType(
  type: string,
  schema: typeof tableProperties | typeof globalTableProperties,
): ResourceType<TableProperties> {
  return {
    type,
    properties: Object.keys(schema.shape),
    identify(draft, cloud) {
      const ref = draft.properties.TableName ?? physicalName(draft, { maxLength: 255 });
      const arn = `arn:aws:dynamodb:${draft.region}:${cloud.accountId}:table/${ref}`;
      const stream = draft.properties.StreamSpecification ? { StreamArn: `${arn}/stream/${STREAM_LABEL}` } : {};
      return { ref, arn, attributes: { Arn: arn, TableId: ref, ...stream } };
    },
    async provision(resource, cloud) {
      const properties = parseProperties<TableProperties>(schema, resource);
      const database = await databaseOf(cloud);
      const table = await provisionTable(cloud, database, tracesOf(cloud), resource, properties);
      database.tables.set(table.name, table);
    },
  };
}

function tracesOf(cloud: Cloud): WriteTraces {
  const known = traces.get(cloud) ?? createWriteTraces();
  traces.set(cloud, known);
  return known;
}

export const dynamodbModule: Module = {
  name: "dynamodb",
  types: [
    tableType(TABLE, tableProperties),
    tableType(GLOBAL_TABLE, globalTableProperties),
  ] as unknown as Module["types"],
  async start(cloud) {
    if (
      !["AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable"].some((type) => cloud.resourcesOfType(type).length > 0)
    ) {
      return;
    }
    const database = await databaseOf(cloud);
    cloud.addApi(dynamodbApi(database, tracesOf(cloud)));
    keepSwept(cloud, () => sweepExpired(cloud, database, tracesOf(cloud)));
  },
};

/** The stream behind an ARN of the template; undefined when there is none. */
export async function streamOf(cloud: Cloud, streamArn: string): Promise<TableStream | undefined> {
  if (!hasTables(cloud)) return undefined;
  const { tables } = await databaseOf(cloud);
  return [...tables.values()].find((table) => table.stream?.arn === streamArn)?.stream;
}

/** Sweeps at the start, now and then, and at once when the clock moves; one sweep at a time. */
function keepSwept(cloud: Cloud, sweep: () => Promise<number>): void {
  let running: Promise<void> | undefined;
  let again = false;
  const run = () => {
    again = running !== undefined;
    running ??= sweep()
      .then(() => undefined)
      .catch((error: unknown) => {
        const traceId = cloud.timeline.newTraceId();
        const span = { traceId, kind: "write", name: "time to live", startedAt: wallNow(), durationMs: 0 } as const;
        cloud.timeline.record({ ...span, error: String(error) });
      })
      .finally(() => {
        running = undefined;
        if (again) run();
      });
  };
  const timer = setInterval(run, SWEEP_EVERY_MS).unref();
  cloud.clock.onMove(run);
  cloud.onStart(run);
  cloud.onIdleProbe("time to live", () => running === undefined);
  cloud.onStop(async () => {
    clearInterval(timer);
    again = false;
    await running;
  });
}

function hasTables(cloud: Cloud): boolean {
  return [TABLE, GLOBAL_TABLE].some((type) => cloud.resourcesOfType(type).length > 0);
}

/** Every stream of the template's tables. */
export async function allStreams(cloud: Cloud): Promise<readonly TableStream[]> {
  if (!hasTables(cloud)) return [];
  const { tables } = await databaseOf(cloud);
  return [...tables.values()].flatMap((table) => table.stream ?? []);
}
