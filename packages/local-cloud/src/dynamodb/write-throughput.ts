import { createTestingCloud, type TestingCloud } from "../testing-cloud.ts";
import { provisionConsumedTable, throughputTable } from "./throughput-table.ts";

export interface ThroughputSample {
  /** Items or transactions written on this data folder when the sample ended. */
  readonly writes: number;
  readonly perSecond: number;
}

export interface ThroughputOptions {
  /** A plain PutItem, or a transaction of three new items. */
  readonly kind: "put" | "transaction";
  readonly writes: number;
  readonly sampleEvery: number;
  readonly clients: number;
  /** Kept when given; otherwise a temporary one that is removed. */
  readonly folder?: string;
}

/** Writes through the local cloud's own proxy into a table whose stream is consumed; how fast, as it fills. */
export async function measureWriteThroughput(options: ThroughputOptions): Promise<readonly ThroughputSample[]> {
  const samples: ThroughputSample[] = [];
  await withTable(options.folder, async (cloud) => {
    for (let written = 0; written < options.writes; written += options.sampleEvery) {
      const perSecond = await writeMany(cloud, options, written, written + options.sampleEvery);
      samples.push({ writes: written + options.sampleEvery, perSecond });
    }
  });
  return samples;
}

export interface FilledAgainstFresh {
  /** Writes on each data folder before the comparison. */
  readonly fresh: ThroughputSample;
  readonly filled: ThroughputSample;
  /** Filled over fresh: 1 is as fast as ever. */
  readonly ratio: number;
}

const ROUNDS = 21;
const SLICE = 200;

/**
 * How fast a folder with many writes is beside one with a thousand: in turns, a slice each, so that whatever else the
 * computer does meets both alike; medians of the slices.
 */
export async function compareFilledWithFresh(options: ThroughputOptions): Promise<FilledAgainstFresh> {
  const few = Math.min(1_000, options.writes);
  let compared: FilledAgainstFresh | undefined;
  await withTable(options.folder, (filled) =>
    withTable(undefined, async (fresh) => {
      await writeMany(filled, options, 0, options.writes);
      await writeMany(fresh, options, 0, few);
      const rates: { fresh: number[]; filled: number[] } = { fresh: [], filled: [] };
      for (let round = 0; round < ROUNDS; round += 1) {
        const done = round * SLICE;
        rates.fresh.push(await writeMany(fresh, options, few + done, few + done + SLICE));
        rates.filled.push(await writeMany(filled, options, options.writes + done, options.writes + done + SLICE));
      }
      const ratios = rates.filled.map((rate, round) => rate / (rates.fresh[round] ?? rate));
      compared = {
        fresh: { writes: few, perSecond: median(rates.fresh) },
        filled: { writes: options.writes, perSecond: median(rates.filled) },
        ratio: median(ratios),
      };
    }),
  );
  if (compared === undefined) throw new Error("Nothing was measured.");
  return compared;
}

async function withTable(folder: string | undefined, work: (cloud: TestingCloud) => Promise<void>): Promise<void> {
  const cloud = createTestingCloud(folder === undefined ? {} : { folder });
  try {
    await provisionConsumedTable(cloud);
    await work(cloud);
    await cloud.idle();
  } finally {
    await cloud.stop();
  }
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** Returns writes a second. */
async function writeMany(cloud: TestingCloud, options: ThroughputOptions, from: number, to: number): Promise<number> {
  const startedAt = performance.now();
  let next = from;
  const client = async () => {
    while (next < to) {
      const at = next;
      next += 1;
      const answer = await (options.kind === "put" ? put(cloud, at) : transaction(cloud, at));
      if (answer.status !== 200) throw new Error(`Write ${at} was refused: ${String(answer.body)}`);
    }
  };
  await Promise.all(Array.from({ length: options.clients }, client));
  return ((to - from) * 1000) / (performance.now() - startedAt);
}

function item(at: number, sk: string) {
  const order = String(at).padStart(9, "0");
  return {
    pk: { S: `order#${order}` },
    sk: { S: sk },
    gsi1pk: { S: `day#${at % 365}` },
    gsi1sk: { S: order },
    data: { M: { note: { S: "three hundred bytes or so of text".repeat(6) }, count: { N: String(at) } } },
  };
}

function put(cloud: TestingCloud, at: number) {
  const input = { TableName: throughputTable, Item: item(at, "order") };
  return cloud.call("dynamodb", "DynamoDB_20120810.PutItem", input);
}

function transaction(cloud: TestingCloud, at: number) {
  const TransactItems = ["order", "line#1", `event#${at}`].map((sk) => ({
    Put: { TableName: throughputTable, Item: item(at, sk), ConditionExpression: "attribute_not_exists(pk)" },
  }));
  return cloud.call("dynamodb", "DynamoDB_20120810.TransactWriteItems", { TransactItems });
}
