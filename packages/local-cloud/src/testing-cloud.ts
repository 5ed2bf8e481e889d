import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { createClock, type MovableClock } from "./clock.ts";
import type {
  AwsApi,
  AwsResponse,
  Cloud,
  InvokeResult,
  Module,
  Principal,
  Resource,
  ResourceType,
} from "./contract.ts";
import { deliverToTarget } from "./events/deliver.ts";
import { createTimeline, type TimelineStore } from "./timeline.ts";

type FakeFunction = (payload: never, traceId: string) => unknown;

/** A cloud without template, runtime or ports: the seam that one module is tested through. */
export interface TestingCloud extends Cloud {
  readonly clock: MovableClock;
  readonly timeline: TimelineStore;
  /** Registers the code behind a function ARN; what it throws is the invocation's error. */
  setFunction(arn: string, code: FakeFunction): void;
  add(module: Module): void;
  /** Identifies and provisions one resource; returns it. */
  provision(type: string, logicalId: string, properties?: Record<string, unknown>): Promise<Resource>;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Calls an API with JSON as the SDKs do (`target` is the x-amz-target header). */
  call(service: string, target: string, body: unknown, principal?: Principal): Promise<AwsResponse & { json: unknown }>;
  idle(): Promise<void>;
}

/** `folder` is kept when given (to test a restart), otherwise a temporary one is removed at the end. */
export function createTestingCloud(options: { readonly folder?: string } = {}): TestingCloud {
  const dataFolder = options.folder ?? mkdtempSync(join(tmpdir(), "local-cloud-"));
  mkdirSync(dataFolder, { recursive: true });
  const state = new DatabaseSync(join(dataFolder, "state.sqlite"));
  state.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
  const clock = createClock(state);
  const timeline = createTimeline(state);
  const resources = new Map<string, Resource>();
  const types = new Map<string, ResourceType<never>>();
  const apis = new Map<string, AwsApi>();
  const functions = new Map<string, FakeFunction>();
  const probes = new Map<string, () => boolean>();
  const modules: Module[] = [];
  const starts: (() => void | Promise<void>)[] = [];
  const stops: (() => void | Promise<void>)[] = [];

  async function invoke(arn: string, payload: unknown, traceId: string): Promise<InvokeResult> {
    const code = functions.get(arn);
    if (code === undefined) throw new Error(`no function ${arn}`);
    try {
      return { payload: await code(payload as never, traceId), durationMs: 0 };
    } catch (error) {
      const { name, message } = error as Error;
      return { payload: undefined, error: { type: name, message }, durationMs: 0 };
    }
  }

  const cloud: TestingCloud = {
    accountId: "111111111111",
    dataFolder,
    state,
    clock,
    timeline,
    functions: { invoke },
    publicOrigin: "http://localhost:4000",
    awsEndpoint: "http://127.0.0.1:4566",
    resources,
    personas: [],
    resourcesOfType: <P>(type: string) =>
      [...resources.values()].filter((resource) => resource.type === type) as unknown as Resource<P>[],
    deliver: (arn, payload, traceId, source) => deliverToTarget(cloud, arn, payload, traceId, source),
    authorise: () => undefined,
    authoriseInvoke: () => undefined,
    unusedGrants: () => [],
    resolveDynamic: (text) => text,
    addPublicListener: () => undefined,
    onIdleProbe: (name, isIdle) => void probes.set(name, isIdle),
    addApi: (api) => void apis.set(api.service, api),
    onStart: (start) => void starts.push(start),
    onStop: (stop) => void stops.push(stop),
    setFunction: (arn, code) => void functions.set(arn, code),
    add(module) {
      modules.push(module);
      for (const type of module.types) types.set(type.type, type);
    },
    async provision(typeName, logicalId, properties = {}) {
      const type = types.get(typeName) as ResourceType | undefined;
      if (type === undefined) throw new Error(`no type ${typeName}`);
      const unknown = Object.keys(properties).find((property) => !type.properties.includes(property));
      if (unknown !== undefined) throw new Error(`${typeName} has no property ${unknown}`);
      const draft = { stack: "Test", region: "eu-west-2", logicalId, type: typeName, properties };
      const { attributes = {}, ...identity } = type.identify(draft, cloud);
      const resource: Resource = { ...draft, ...identity, attributes };
      resources.set(resource.arn, resource);
      await type.provision?.(resource, cloud);
      return resource;
    },
    async start() {
      for (const module of modules) await module.start?.(cloud);
      for (const start of starts) await start();
    },
    async stop() {
      for (const stop of stops.reverse()) await stop();
      timeline.close();
      state.close();
      if (options.folder === undefined) rmSync(dataFolder, { recursive: true, force: true });
    },
    async call(service, target, body, principal) {
      const api = apis.get(service);
      if (api === undefined) throw new Error(`no api ${service}`);
      const request = {
        service,
        method: "POST",
        url: new URL("http://127.0.0.1:4566/"),
        headers: { "x-amz-target": target, "content-type": "application/x-amz-json-1.0" },
        body: Buffer.from(JSON.stringify(body)),
        principal,
        traceId: timeline.newTraceId(),
      };
      const response = await api.handle({ ...request, operation: api.operation(request) });
      return { ...response, json: JSON.parse(String(response.body || "{}")) };
    },
    async idle() {
      while ([...probes.values()].some((isIdle) => !isIdle())) await new Promise((resolve) => setTimeout(resolve, 2));
    },
  };
  return cloud;
}
