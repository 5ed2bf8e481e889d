import { join } from "node:path";
import type { Cloud } from "../contract.ts";
import { createEngineClient, type EngineClient } from "./engine-client.ts";
import { type EngineProcess, startEngine } from "./engine-process.ts";
import { openStreamStorage, type StreamStorage } from "./stream-storage.ts";
import type { Table } from "./table.ts";

/** The DynamoDB behind one cloud: the embedded engine, or any compatible endpoint the host names. */
export interface Database {
  readonly client: EngineClient;
  /** Undefined for an external endpoint, whose streams trim themselves and whose writes may come from elsewhere. */
  readonly storage: StreamStorage | undefined;
  /** By table name. */
  readonly tables: Map<string, Table>;
  failure(): string | undefined;
}

const databases = new WeakMap<Cloud, Promise<Database>>();

/** Starts the engine at the first call; it stops with the cloud, after everything that was registered later. */
export function databaseOf(cloud: Cloud): Promise<Database> {
  const known = databases.get(cloud);
  if (known !== undefined) return known;
  const opening = open(cloud);
  databases.set(cloud, opening);
  return opening;
}

async function open(cloud: Cloud): Promise<Database> {
  const external = process.env.AWS_ENDPOINT_URL_DYNAMODB;
  if (external) {
    const client = createEngineClient(external);
    cloud.onStop(() => client.close());
    return { client, storage: undefined, tables: new Map(), failure: () => undefined };
  }
  const file = join(cloud.dataFolder, "dynamodb.sqlite");
  const engine: EngineProcess = await startEngine(file);
  const client = createEngineClient(engine.endpoint);
  const storage = openStreamStorage(file);
  cloud.onStop(async () => {
    client.close();
    storage.close();
    await engine.stop();
  });
  return { client, storage, tables: new Map(), failure: engine.failure };
}
