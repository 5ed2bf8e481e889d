import { join } from "node:path";
import type { Assembly } from "./assembly.ts";
import { createClock, type MovableClock } from "./clock.ts";
import type {
  Authorisation,
  AwsApi,
  Cloud,
  Deliver,
  DeliverySource,
  Persona,
  Principal,
  PublicListener,
  Resource,
} from "./contract.ts";
import type { DataFolder } from "./data-folder.ts";
import { AwsEndpoint } from "./endpoint.ts";
import { deliverToTarget } from "./events/deliver.ts";
import { Access } from "./iam/access.ts";
import { CredentialStore } from "./lambda/credentials.ts";
import { authoriseInvoke } from "./lambda/lambda-module.ts";
import { LambdaRuntime } from "./lambda/runtime.ts";
import { PublicPort } from "./public-port.ts";
import { Refusal } from "./refusal.ts";
import { resolveSecret } from "./secrets.ts";
import { createTimeline, type TimelineStore } from "./timeline.ts";

export interface EngineOptions {
  readonly assembly: Assembly;
  readonly data: DataFolder;
  readonly publicOrigin: string;
  readonly awsEndpoint: string;
  readonly personas: readonly Persona[];
}

const IDLE_CHECK_MS = 4;

/** The cloud that modules see, and the parts behind it. */
export class Engine implements Cloud {
  readonly accountId: string;
  readonly dataFolder: string;
  readonly state: Cloud["state"];
  readonly clock: MovableClock;
  readonly timeline: TimelineStore;
  readonly publicOrigin: string;
  readonly awsEndpoint: string;
  readonly personas: readonly Persona[];
  readonly resources = new Map<string, Resource>();
  readonly functions: LambdaRuntime;
  readonly endpoint: AwsEndpoint;
  readonly publicPort: PublicPort;
  readonly #byType = new Map<string, Resource[]>();
  readonly #probes = new Map<string, () => boolean>();
  readonly #starts: (() => void | Promise<void>)[] = [];
  readonly #stops: (() => void | Promise<void>)[] = [];
  #access: Access | undefined;

  constructor({ assembly, data, publicOrigin, awsEndpoint, personas }: EngineOptions) {
    this.accountId = onlyAccount(assembly);
    this.dataFolder = join(data.path);
    this.state = data.state;
    this.publicOrigin = publicOrigin;
    this.awsEndpoint = awsEndpoint;
    this.personas = personas;
    this.clock = createClock(data.state);
    this.timeline = createTimeline(data.state);
    const credentials = new CredentialStore();
    this.functions = new LambdaRuntime({ cloud: this, credentials, clock: this.clock.shared });
    this.endpoint = new AwsEndpoint(this, credentials);
    this.publicPort = new PublicPort(this);
    this.onIdleProbe("functions", () => this.functions.isIdle);
    this.onIdleProbe("requests", () => this.publicPort.isIdle);
  }

  /** The resolved template becomes visible to modules; roles are read, unknown IAM is refused. */
  adopt(resources: readonly Resource[]): void {
    for (const resource of resources) {
      this.resources.set(resource.arn, resource);
      this.#byType.set(resource.type, [...(this.#byType.get(resource.type) ?? []), resource]);
    }
    this.#access = new Access(this);
    for (const one of this.resourcesOfType<{ Role: string }>("AWS::Lambda::Function")) {
      this.#access.requireTrust(one.properties.Role, "lambda.amazonaws.com", `${one.stack}.${one.logicalId}`);
    }
  }

  resourcesOfType<P>(type: string): readonly Resource<P>[] {
    return (this.#byType.get(type) ?? []) as unknown as readonly Resource<P>[];
  }

  readonly deliver: Deliver = (targetArn, payload, traceId, source) =>
    deliverToTarget(this, targetArn, payload, traceId, source);

  authorise(principal: Principal | undefined, authorisations: readonly Authorisation[]): void {
    this.#access?.authorise(principal, authorisations);
  }

  authoriseInvoke(functionArn: string, source: DeliverySource): void {
    authoriseInvoke(this, functionArn, source);
  }

  unusedGrants() {
    return this.#access?.unusedGrants() ?? [];
  }

  resolveDynamic(text: string): string {
    return text.replace(/\{\{resolve:secretsmanager:(.*?)\}\}/g, (_, inside: string) => resolveSecret(this, inside));
  }

  addPublicListener(prefix: string, listener: PublicListener): void {
    this.publicPort.addListener(prefix, listener);
  }

  onIdleProbe(name: string, isIdle: () => boolean): void {
    this.#probes.set(name, isIdle);
  }

  addApi(api: AwsApi): void {
    this.endpoint.add(api);
  }

  onStart(start: () => void | Promise<void>): void {
    this.#starts.push(start);
  }

  onStop(stop: () => void | Promise<void>): void {
    this.#stops.push(stop);
  }

  async runStarts(): Promise<void> {
    for (const start of this.#starts) {
      await start();
    }
  }

  /** Every stop runs even if one before it failed; the first failure is thrown at the end. */
  async runStops(): Promise<void> {
    const failures: unknown[] = [];
    for (const stop of this.#stops.reverse()) {
      await Promise.resolve()
        .then(stop)
        .catch((error: unknown) => failures.push(error));
    }
    this.#stops.length = 0;
    if (failures.length > 0) {
      throw failures[0];
    }
  }

  /** Resolves when nothing is under way anywhere: twice in a row, so that a hand-over between two parts is not missed. */
  async idle(timeoutMs: number): Promise<void> {
    const deadline = performance.now() + timeoutMs;
    let quiet = 0;
    while (quiet < 2) {
      await new Promise((resolve) => setTimeout(resolve, IDLE_CHECK_MS));
      const busy = [...this.#probes].filter(([, isIdle]) => !isIdle()).map(([name]) => name);
      quiet = busy.length === 0 ? quiet + 1 : 0;
      if (busy.length > 0 && performance.now() > deadline) {
        throw new Error(`still busy after ${timeoutMs} ms: ${busy.join(", ")}`);
      }
    }
  }
}

function onlyAccount({ stacks }: Assembly): string {
  const [account = "", ...others] = new Set(stacks.map((stack) => stack.account));
  if (others.length > 0) {
    throw new Refusal(
      `the stacks are of several accounts (${[account, ...others].join(", ")}), which is not supported`,
    );
  }
  return account;
}
