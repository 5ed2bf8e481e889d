import { readAssembly } from "./assembly.ts";
import { type MovableClock, shiftDate } from "./clock.ts";
import type { Grant, Module, Persona, Resource, ResourceType } from "./contract.ts";
import { type DataFolder, openDataFolder } from "./data-folder.ts";
import { type Credentials, OPERATOR } from "./lambda/credentials.ts";
import { lambdaModule } from "./lambda/lambda-module.ts";
import { type LocalServer, listen } from "./local-server.ts";
import { MODULES } from "./modules.ts";
import { Engine } from "./running-cloud.ts";
import { type Mail, readMailbox } from "./ses/mailbox.ts";
import { SKIPPED_TYPES } from "./skipped-types.ts";
import { refuseUnsupported, skippedCounts } from "./template/check-support.ts";
import { refuseUnknownParameters } from "./template/parameters.ts";
import { resolveResources } from "./template/resolver.ts";
import type { TimelineStore } from "./timeline.ts";

export interface LocalCloudOptions {
  /** The output folder of `cdk synth`. */
  readonly assembly: string;
  /** The public port, 4000 unless given; 0 takes any free one. */
  readonly port?: number;
  /** The internal port of the AWS APIs; the one after the public port unless given or taken. */
  readonly awsPort?: number;
  readonly host?: string;
  /** What survives a restart. */
  readonly dataFolder: string;
  readonly fresh?: boolean;
  /** Template parameters. `{publicOrigin}` and `{awsEndpoint}` in a value stand for this cloud's own addresses. */
  readonly parameters?: Readonly<Record<string, string>>;
  readonly personas?: readonly Persona[];
  /** Load all functions' code right after the start; true unless given. */
  readonly warm?: boolean;
}

export interface RunningCloud {
  readonly publicOrigin: string;
  readonly awsEndpoint: string;
  readonly operatorCredentials: Credentials;
  readonly clock: MovableClock;
  readonly timeline: TimelineStore;
  readonly resources: ReadonlyMap<string, Resource>;
  /** How many resources of each known type that is not code were left out. */
  readonly skipped: ReadonlyMap<string, number>;
  mailbox(): Promise<readonly Mail[]>;
  /** Resolves once no request, invocation, stream record, event or message is under way; throws after a minute. */
  idle(timeoutMs?: number): Promise<void>;
  unusedGrants(): readonly Grant[];
  /** New invocations run the present code of a function (logical id, name or code folder); of all without one. */
  reload(which?: string): number;
  stop(): Promise<void>;
}

const DEFAULT_PORT = 4000;
const IDLE_TIMEOUT_MS = 60_000;
/** How long invocations under way may delay a stop. */
const STOP_GRACE_MS = 2_000;

/** Runs a synthesized CDK app on this machine. Throws a Refusal, after undoing what it began, when it cannot. */
export async function startLocalCloud(options: LocalCloudOptions): Promise<RunningCloud> {
  // Functions run in UTC, as in AWS; worker threads share the process's time zone.
  process.env.TZ = "UTC";
  const undo: (() => void | Promise<void>)[] = [];
  const unwind = once(async () => {
    for (const step of undo.reverse()) {
      await step();
    }
  });
  try {
    return await start(options, undo, unwind);
  } catch (error) {
    await unwind();
    throw error;
  }
}

async function start(
  options: LocalCloudOptions,
  undo: (() => void | Promise<void>)[],
  stop: () => Promise<void>,
): Promise<RunningCloud> {
  const assembly = readAssembly(options.assembly);
  const { publicServer, awsServer } = await openPorts(options, undo);
  const data: DataFolder = openDataFolder(options.dataFolder, { fresh: options.fresh ?? false });
  undo.push(() => data.close());
  const publicOrigin = `http://localhost:${publicServer.port}`;
  const awsEndpoint = `http://127.0.0.1:${awsServer.port}`;
  const engine = new Engine({ assembly, data, publicOrigin, awsEndpoint, personas: options.personas ?? [] });
  undo.push(
    () => engine.timeline.close(),
    shiftDate(engine.clock.shared),
    () => stopEngine(engine),
  );

  const modules = [...MODULES, lambdaModule(engine.functions, assembly.assets)];
  const types = typesOf(modules);
  const skippedTypes = new Set([...SKIPPED_TYPES, ...modules.flatMap((module) => module.skippedTypes ?? [])]);
  refuseUnsupported(assembly.stacks, types, skippedTypes);
  const parameters = withAddresses(options.parameters ?? {}, { publicOrigin, awsEndpoint });
  refuseUnknownParameters(assembly.stacks, parameters);
  const resources = resolveResources({ stacks: assembly.stacks, types, skippedTypes, parameters, cloud: engine });
  engine.adopt(resources);
  for (const resource of resources) {
    await types.get(resource.type)?.provision?.(resource, engine);
  }
  for (const module of modules) {
    await module.start?.(engine);
  }
  engine.publicPort.open();
  awsServer.serve(engine.endpoint.listener);
  await engine.runStarts();
  publicServer.serve(engine.publicPort.listener);
  if (options.warm ?? true) {
    void engine.functions.warm();
  }
  return {
    publicOrigin,
    awsEndpoint,
    operatorCredentials: OPERATOR,
    clock: engine.clock,
    timeline: engine.timeline,
    resources: engine.resources,
    skipped: skippedCounts(assembly.stacks, skippedTypes),
    mailbox: () => Promise.resolve(readMailbox(engine)),
    idle: (timeoutMs = IDLE_TIMEOUT_MS) => engine.idle(timeoutMs),
    unusedGrants: () => engine.unusedGrants(),
    reload: (which) => engine.functions.reload(which),
    stop,
  };
}

async function openPorts(options: LocalCloudOptions, undo: (() => void | Promise<void>)[]) {
  const { host = "127.0.0.1", port = DEFAULT_PORT } = options;
  const publicServer: LocalServer = await listen(host, port, "public");
  undo.push(() => publicServer.stop());
  const wanted = options.awsPort ?? (port === 0 ? 0 : port + 1);
  const given = options.awsPort !== undefined;
  const awsServer = await listen("127.0.0.1", wanted, "AWS APIs").catch((error: unknown) => {
    // Nobody types this address: a neighbour's use of the port is no reason to stop.
    return given ? Promise.reject(error) : listen("127.0.0.1", 0, "AWS APIs");
  });
  undo.push(() => awsServer.stop());
  return { publicServer, awsServer };
}

async function stopEngine(engine: Engine): Promise<void> {
  const timer = setTimeout(() => void engine.functions.stop(), STOP_GRACE_MS);
  try {
    await engine.runStops();
  } finally {
    clearTimeout(timer);
    await engine.functions.stop();
  }
}

function typesOf(modules: readonly Module[]): ReadonlyMap<string, ResourceType> {
  const types = new Map<string, ResourceType>();
  for (const type of modules.flatMap((module) => module.types) as unknown as ResourceType[]) {
    types.set(type.type, type);
  }
  return types;
}

function withAddresses(
  parameters: Readonly<Record<string, string>>,
  addresses: Readonly<Record<string, string>>,
): Record<string, string> {
  const filled = Object.entries(parameters).map(([name, value]) => [
    name,
    value.replace(/\{(publicOrigin|awsEndpoint)\}/g, (_, address: string) => addresses[address] ?? ""),
  ]);
  return Object.fromEntries(filled);
}

function once(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => {
    running ??= run();
    return running;
  };
}
