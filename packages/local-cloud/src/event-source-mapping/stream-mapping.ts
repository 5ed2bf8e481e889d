import type { Cloud } from "../contract.ts";
import type { Shard, TableStream } from "../dynamodb/table-stream.ts";
import type { Mapping, RunningMapping } from "./mapping.ts";
import { createNudge, createPauses } from "./pause.ts";
import type { StreamCheckpoints } from "./stream-checkpoints.ts";
import { runShard, type ShardRun } from "./stream-shard.ts";

/** Before the first record: sequence numbers start at 1. */
const START = "0";

/** Feeds a function from a table's stream: each shard in order, nudged by every write, resumed where it left off. */
export async function startStreamMapping(
  cloud: Cloud,
  mapping: Mapping,
  stream: TableStream,
  checkpoints: StreamCheckpoints,
): Promise<RunningMapping> {
  const pauses = createPauses(cloud.clock);
  const runs = new Map<string, ShardRun>();
  const finished = new Map<string, Promise<void>>();
  let stopping = false;

  /** Shards that are new since the last look; one that continues another is read after it. */
  async function discover(): Promise<void> {
    for (const shard of await stream.shards()) {
      if (runs.has(shard.shardId) || stopping) continue;
      const run = prepare(shard);
      runs.set(shard.shardId, run);
      await startAtEndIfAsked(run);
      const parent = finished.get(shard.parentShardId ?? "");
      finished.set(shard.shardId, read(run, parent));
    }
  }

  async function read(run: ShardRun, parent: Promise<void> | undefined): Promise<void> {
    await parent;
    if ((await runShard(run)) === "ended") await discover();
  }

  function prepare({ shardId }: Shard): ShardRun {
    const nudge = createNudge();
    const consumer = `${mapping.id}/${shardId}`;
    const saved = () => checkpoints.find(mapping.id, shardId);
    stream.onWrite(nudge.give);
    stream.consumed(consumer, saved() ?? START);
    return {
      cloud,
      mapping,
      stream,
      shardId,
      nudge,
      pauses,
      resting: false,
      position: () => (saved() === START ? undefined : saved()),
      checkpoint(sequence) {
        checkpoints.save(mapping.id, shardId, sequence);
        stream.consumed(consumer, sequence);
      },
    };
  }

  /** LATEST means what is written from now on: at the very first start, what is there already is passed over. */
  async function startAtEndIfAsked(run: ShardRun): Promise<void> {
    if (mapping.properties.StartingPosition !== "LATEST") return;
    if (checkpoints.find(mapping.id, run.shardId) !== undefined) return;
    const reader = stream.open(run.shardId, undefined);
    let last = START;
    for (;;) {
      const { records, ended } = await reader.read(1_000);
      last = records.at(-1)?.dynamodb.SequenceNumber ?? last;
      if (records.length === 0 || ended) break;
    }
    run.checkpoint(last);
  }

  await discover();
  return {
    idle: () => [...runs.values()].every((run) => run.resting && !run.nudge.given),
    async stop() {
      stopping = true;
      pauses.stop();
      await Promise.all(finished.values());
    },
  };
}
