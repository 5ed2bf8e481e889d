import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { wallNow } from "../clock.ts";
import type { Cloud, FunctionRuntime, InvokeResult } from "../contract.ts";
import type { CredentialStore } from "./credentials.ts";
import { FunctionLog } from "./function-log.ts";
import { FunctionPool, type StartedInstance } from "./function-pool.ts";
import { type FunctionSpec, instanceEnvironment } from "./function-resource.ts";
import { Instance, type Outcome } from "./instance.ts";

interface DeployedFunction {
  readonly spec: FunctionSpec;
  readonly pool: FunctionPool;
  readonly log: FunctionLog;
}

export interface RuntimeOptions {
  readonly cloud: Cloud;
  readonly credentials: CredentialStore;
  readonly clock: SharedArrayBuffer;
}

/** Runs the template's functions in worker threads, each with its own environment and credentials. */
export class LambdaRuntime implements FunctionRuntime {
  readonly #options: RuntimeOptions;
  readonly #functions = new Map<string, DeployedFunction>();
  #underWay = 0;

  constructor(options: RuntimeOptions) {
    this.#options = options;
  }

  get isIdle(): boolean {
    return this.#underWay === 0;
  }

  deploy(spec: FunctionSpec): void {
    const log = new FunctionLog(this.#options.cloud.dataFolder, spec.name);
    const { maxInstances, codeFile } = spec;
    const pool = new FunctionPool({ maxInstances, codeFile, start: () => this.#startInstance(spec, log) });
    this.#functions.set(spec.arn, { spec, pool, log });
  }

  async invoke(functionArn: string, payload: unknown, traceId: string, patienceMs?: number): Promise<InvokeResult> {
    const deployed = this.#functions.get(functionArn);
    if (deployed === undefined) {
      throw new Error(`there is no function ${functionArn}`);
    }
    const { spec, pool, log } = deployed;
    const startedAt = wallNow();
    this.#underWay += 1;
    const awsRequestId = randomUUID();
    const message = { event: payload, context: contextFor(spec, awsRequestId, traceId) };
    const outcome = await pool.invoke(message, patienceMs);
    this.#underWay -= 1;
    const durationMs = wallNow() - startedAt;
    if (outcome.error !== undefined) {
      log.write(`${errorLine(awsRequestId, traceId, outcome.error)}\n`);
    }
    this.#options.cloud.timeline.record({
      traceId,
      kind: "function",
      name: spec.name,
      startedAt,
      durationMs,
      detail: { requestId: awsRequestId },
      ...(outcome.error === undefined ? {} : { error: `${outcome.error.type}: ${outcome.error.message}` }),
    });
    return { ...outcome, durationMs };
  }

  /** By logical id, name or code folder; without one, every function. Answers how many were reloaded. */
  reload(which?: string): number {
    const chosen = [...this.#functions.values()].filter(
      ({ spec }) => which === undefined || [spec.logicalId, spec.name, spec.arn, spec.folder].includes(which),
    );
    for (const { pool } of chosen) {
      pool.reload();
    }
    return chosen.length;
  }

  /** Loads each function's code, one after the other so that the first requests are not slowed down. */
  async warm(): Promise<void> {
    for (const { pool } of this.#functions.values()) {
      await pool.warm();
    }
  }

  async stop(): Promise<void> {
    const all = [...this.#functions.values()];
    await Promise.all(all.map(({ pool }) => pool.stop()));
    await Promise.all(all.map(({ log }) => log.close()));
  }

  #startInstance(spec: FunctionSpec, log: FunctionLog): StartedInstance {
    const { cloud, credentials, clock } = this.#options;
    const issued = credentials.issue({ roleArn: spec.roleArn, functionArn: spec.arn });
    const given = { ...issued, awsEndpoint: cloud.awsEndpoint };
    const instance = new Instance({
      settings: { folder: spec.folder, handler: spec.handler, clock, compileCache: join(cloud.dataFolder, "compiled") },
      env: instanceEnvironment(spec, given, (text) => cloud.resolveDynamic(text)),
      memoryMb: spec.memoryMb,
      log: (chunk) => log.write(chunk),
    });
    return {
      instance,
      begins: ({ context }) => credentials.setTrace(issued.accessKeyId, context.traceId),
      retired: () => credentials.revoke(issued.accessKeyId),
    };
  }
}

function contextFor(spec: FunctionSpec, awsRequestId: string, traceId: string) {
  return {
    functionName: spec.name,
    invokedFunctionArn: spec.arn,
    memoryLimitInMB: String(spec.memoryMb),
    awsRequestId,
    traceId,
    logGroupName: `/aws/lambda/${spec.name}`,
    logStreamName: "local",
    timeoutMs: spec.timeoutMs,
  };
}

function errorLine(requestId: string, traceId: string, error: NonNullable<Outcome["error"]>): string {
  const { type, message, stack } = error;
  return JSON.stringify({ level: "ERROR", requestId, traceId, errorType: type, errorMessage: message, stack });
}
