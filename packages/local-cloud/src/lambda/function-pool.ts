import { statSync } from "node:fs";
import type { Instance, Outcome } from "./instance.ts";
import type { InvokeMessage } from "./worker-protocol.ts";

const IDLE_MS = 120_000;

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
}

/** The instances of one function: warm ones are reused, more are started under load, old code is retired. */
export class FunctionPool {
  readonly #options: PoolOptions;
  readonly #slots = new Set<Slot>();
  readonly #free: Slot[] = [];
  readonly #waiting: Waiting[] = [];
  #starting = 0;
  #generation = 0;
  #stopped = false;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  get instances(): number {
    return this.#slots.size;
  }

  invoke(message: InvokeMessage): Promise<Outcome> {
    return new Promise((done) => {
      this.#waiting.push({ message, done });
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
    for (const { done } of this.#waiting.splice(0)) {
      done(stoppedOutcome());
    }
    await Promise.all([...this.#slots].map((slot) => this.#retire(slot)));
  }

  #serve(): void {
    const version = this.#version();
    while (this.#waiting.length > 0) {
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
    if (this.#waiting.length > this.#starting && this.#slots.size < this.#options.maxInstances) {
      void this.#start();
    }
  }

  async #start(): Promise<void> {
    this.#starting += 1;
    const version = this.#version();
    const slot: Slot = { ...this.#options.start(), version };
    this.#slots.add(slot);
    const error = await slot.instance.ready;
    this.#starting -= 1;
    if (error !== undefined) {
      // Nothing can run on code that does not load: everyone who waits is told why.
      void this.#retire(slot);
      for (const { done } of this.#waiting.splice(0)) {
        done({ payload: { errorType: error.type, errorMessage: error.message }, error });
      }
      return;
    }
    this.#release(slot);
  }

  async #run(slot: Slot, { message, done }: Waiting): Promise<void> {
    clearTimeout(slot.idleTimer);
    slot.begins(message);
    const outcome = await slot.instance.invoke(message);
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

function stoppedOutcome(): Outcome {
  const error = { type: "Sandbox.Stopped", message: "The local cloud is stopping" };
  return { payload: { errorType: error.type, errorMessage: error.message }, error };
}
