import { Worker } from "node:worker_threads";
import type { InvokeMessage, WorkerMessage, WorkerSettings } from "./worker-protocol.ts";

/** Lambda gives the code ten seconds to load; a busy laptop gets more. */
const INIT_TIMEOUT_MS = 30_000;

export interface InstanceOptions {
  readonly settings: WorkerSettings;
  readonly env: Readonly<Record<string, string>>;
  readonly memoryMb: number;
  readonly log: (chunk: Buffer | string) => void;
}

export interface Outcome {
  readonly payload: unknown;
  readonly error?: { readonly type: string; readonly message: string; readonly stack?: string };
}

/** One execution environment: a worker thread that holds the loaded code and runs one invocation at a time. */
export class Instance {
  readonly #worker: Worker;
  readonly ready: Promise<Outcome["error"] | undefined>;
  /** It will not take another invocation: crashed, timed out or replaced by newer code. */
  closed = false;
  #settle: ((message: WorkerMessage) => void) | undefined;

  constructor({ settings, env, memoryMb, log }: InstanceOptions) {
    this.#worker = new Worker(new URL("./bootstrap.ts", import.meta.url), {
      workerData: settings,
      env: { ...env },
      // The host's loaders and flags are not the function's.
      execArgv: ["--disable-warning=ExperimentalWarning"],
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: Math.max(memoryMb, 64) },
    });
    this.#worker.stdout.on("data", log);
    this.#worker.stderr.on("data", log);
    this.#worker.on("message", (message: WorkerMessage) => this.#settle?.(message));
    this.#worker.on("error", (error: Error) => this.#ended("Runtime.ExitError", error.message, error.stack));
    this.#worker.on("exit", (code) => this.#ended("Runtime.ExitError", `Runtime exited with code ${code}`));
    this.ready = this.#next(INIT_TIMEOUT_MS, "Runtime.InitTimeout: the code took too long to load").then(
      ({ error }) => error,
    );
  }

  /** Runs one event; on timeout the thread is killed, as Lambda does. */
  async invoke(message: InvokeMessage): Promise<Outcome> {
    const { awsRequestId, timeoutMs } = message.context;
    const seconds = (timeoutMs / 1000).toFixed(2);
    const outcome = this.#next(timeoutMs, `${awsRequestId} Task timed out after ${seconds} seconds`);
    this.#worker.postMessage(message);
    return await outcome;
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.#worker.terminate();
  }

  #next(timeoutMs: number, timeoutMessage: string): Promise<Outcome> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#settle?.({ kind: "error", type: "Sandbox.Timedout", message: timeoutMessage, stack: timeoutMessage });
        this.closed = true;
        void this.#worker.terminate();
      }, timeoutMs);
      this.#settle = (message) => {
        clearTimeout(timer);
        this.#settle = undefined;
        resolve(toOutcome(message));
      };
    });
  }

  #ended(type: string, message: string, stack?: string): void {
    this.closed = true;
    this.#settle?.({ kind: "error", type, message, stack: stack ?? message });
  }
}

function toOutcome(message: WorkerMessage): Outcome {
  if (message.kind === "error") {
    const { type, stack } = message;
    return {
      payload: { errorType: type, errorMessage: message.message },
      error: { type, message: message.message, stack },
    };
  }
  const payload = message.kind === "result" && message.payload !== undefined ? JSON.parse(message.payload) : null;
  return { payload };
}
