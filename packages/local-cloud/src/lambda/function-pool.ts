import { statSync } from "node:fs";
import type { Instance, Outcome } from "./instance.ts";
import type { InvokeMessage } from "./worker-protocol.ts";

const IDLE_MS = 120_000;
/** A warm instance answers many requests in the time that another takes to load: only a longer wait asks for one. */
const GROW_AFTER_MS = 40;
const STARTING_AT_ONCE = 2;

export interface PoolOptions {
  readonly maxInstances: number;
  /** The file whose change means new code. */
  readonly codeFile: string;
  start(): StartedInstance;
}

export interface StartedInstance {
  readonly instance: Instance;
  begins(message: InvokeMessage): void;
  retired(): void;
}

interface Slot extends StartedInstance {
  readonly version: string;
  idleTimer?: NodeJS.Timeout;
}

interface Waiting {
  readonly message: InvokeMessage;
  readonly done: (outcome: Outcome) => void;
  readonly since: number;
  /** Nobody waits for the outcome after that. */
  readonly patienceMs: number;
}

/** The instances of one function: warm ones are reused, more are started under load, old code is retired. */
export class FunctionPool {
  readonly #options: PoolOptions;
  readonly #slots = new Set<Slot>();
  readonly #free: Slot[] = [];
  readonly #waiting: Waiting[] = [];
  #starting = 0;
  /** Moving means: how long the code takes to load, and how long one invocation takes. */
  #startMs = 150;
  #serviceMs: number | undefined;
  #generation = 0;
  #stopped = false;
  #growTimer: NodeJS.Timeout | undefined;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  get instances(): number {
    return this.#slots.size;
  }

  invoke(message: InvokeMessage, patienceMs = Number.POSITIVE_INFINITY): Promise<Outcome> {
    return new Promise((done) => {
      this.#waiting.push({ message, done, since: performance.now(), patienceMs });
      this.#serve();
    });
  }

  /** Loads the code before the first request asks for it. */
  warm(): Promise<void> {
    return this.#slots.size === 0 && this.#starting === 0 ? this.#start() : Promise.resolve();
  }

  /** Invocations that begin from now on run the present code; those under way finish on the old one. */
  reload(): void {
    this.#generation += 1;
    for (const slot of this.#free.splice(0)) {
      void this.#retire(slot);
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#growTimer);
    this.#failAll({ type: "Sandbox.Stopped", message: "The local cloud is stopping" });
    await Promise.all([...this.#slots].map((slot) => this.#retire(slot)));
  }

  #serve(): void {
    const version = this.#version();
    for (;;) {
      this.#dropAbandoned();
      if (this.#waiting.length === 0) {
        break;
      }
      const slot = this.#free.pop();
      if (slot === undefined) {
        break;
      }
      if (slot.instance.closed || slot.version !== version) {
        void this.#retire(slot);
        continue;
      }
      void this.#run(slot, this.#waiting.shift() as Waiting);
    }
    this.#grow();
  }

  /** What nobody waits for any more would only keep those waiting who came later. */
  #dropAbandoned(): void {
    const isWaitedFor = ({ since, patienceMs }: Waiting) => performance.now() - since < patienceMs;
    const first = this.#waiting.findIndex(isWaitedFor);
    for (const { done } of this.#waiting.splice(0, first === -1 ? this.#waiting.length : first)) {
      done(failedOutcome({ type: "Sandbox.Abandoned", message: "No instance was free while the caller waited" }));
    }
  }

  /** More instances under load: the first at once, each further one when a request has waited a while. */
  #grow(): void {
    const [oldest] = this.#waiting;
    if (oldest === undefined || this.#stopped || this.#slots.size >= this.#options.maxInstances) {
      return;
    }
    const waitedMs = performance.now() - oldest.since;
    if (this.#slots.size === 0 || (waitedMs >= GROW_AFTER_MS && this.#isWorthAnother(waitedMs))) {
      void this.#start();
    }
    this.#growTimer ??= setTimeout(() => {
      this.#growTimer = undefined;
      this.#grow();
    }, GROW_AFTER_MS);
  }

  /** Only when those who wait would be served later by the present instances than by a new one. */
  #isWorthAnother(waitedMs: number): boolean {
    if (this.#starting >= STARTING_AT_ONCE || this.#waiting.length <= this.#starting) {
      return false;
    }
    const serviceMs = this.#serviceMs ?? waitedMs;
    const busy = Math.max(1, this.#slots.size - this.#starting);
    return waitedMs > this.#startMs || (this.#waiting.length * serviceMs) / busy > this.#startMs;
  }

  async #start(): Promise<void> {
    let slot: Slot;
    try {
      slot = { ...this.#options.start(), version: this.#version() };
    } catch (error) {
      this.#failAll({ type: "Runtime.StartError", message: error instanceof Error ? error.message : String(error) });
      return;
    }
    this.#slots.add(slot);
    this.#starting += 1;
    const startedAt = performance.now();
    const error = await slot.instance.ready;
    this.#starting -= 1;
    this.#startMs = (this.#startMs + performance.now() - startedAt) / 2;
    if (error === undefined) {
      this.#release(slot);
    } else {
      void this.#retire(slot);
      this.#failAll(error);
    }
  }

  /** Nothing can run on code that does not load: everyone who waits is told why. */
  #failAll(error: NonNullable<Outcome["error"]>): void {
    for (const { done } of this.#waiting.splice(0)) {
      done(failedOutcome(error));
    }
  }

  async #run(slot: Slot, { message, done }: Waiting): Promise<void> {
    clearTimeout(slot.idleTimer);
    slot.begins(message);
    const startedAt = performance.now();
    const outcome = await slot.instance.invoke(message);
    const tookMs = performance.now() - startedAt;
    this.#serviceMs = ((this.#serviceMs ?? tookMs) + tookMs) / 2;
    done(outcome);
    this.#release(slot);
  }

  #release(slot: Slot): void {
    if (this.#stopped || slot.instance.closed || slot.version !== this.#version()) {
      void this.#retire(slot);
    } else {
      this.#free.push(slot);
      slot.idleTimer = setTimeout(() => this.#recycle(slot), IDLE_MS).unref();
    }
    this.#serve();
  }

  #recycle(slot: Slot): void {
    const at = this.#free.indexOf(slot);
    if (at >= 0 && this.#slots.size > 1) {
      this.#free.splice(at, 1);
      void this.#retire(slot);
    }
  }

  async #retire(slot: Slot): Promise<void> {
    clearTimeout(slot.idleTimer);
    this.#slots.delete(slot);
    slot.retired();
    await slot.instance.close();
  }

  #version(): string {
    const file = statSync(this.#options.codeFile, { throwIfNoEntry: false });
    return `${this.#generation}|${file?.ino}|${file?.mtimeMs}|${file?.size}`;
  }
}

function failedOutcome(error: NonNullable<Outcome["error"]>): Outcome {
  return { payload: { errorType: error.type, errorMessage: error.message }, error };
}
