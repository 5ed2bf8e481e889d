import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Letter, Question, Reply } from "./platform-process.ts";
import { readTable, type TableContents } from "./table-contents.ts";

export interface PlatformPlace {
  readonly dataFolder: string;
  readonly assembly: string;
  readonly port: number;
}

/** The platform as a process group of its own, which can be killed at any moment. */
export class KillablePlatform {
  readonly origin: string;
  readonly #child: ChildProcess;
  readonly #started: Extract<Reply, { kind: "started" }>;
  readonly #said: () => string;

  private constructor(child: ChildProcess, started: Extract<Reply, { kind: "started" }>, said: () => string) {
    this.#child = child;
    this.#started = started;
    this.#said = said;
    this.origin = started.origin;
  }

  static async start({ dataFolder, assembly, port }: PlatformPlace): Promise<KillablePlatform> {
    const child = fork(
      fileURLToPath(import.meta.resolve("./platform-process.ts")),
      [dataFolder, assembly, String(port)],
      {
        detached: true,
        execArgv: ["--disable-warning=ExperimentalWarning", "--import", "tsx"],
        stdio: ["ignore", "ignore", "pipe", "ipc"],
      },
    );
    let said = "";
    child.stderr?.on("data", (chunk) => {
      said += String(chunk);
    });
    const ended = once(child, "exit").then(([code]) => {
      throw new Error(`the platform ended (${code}) before it had started: ${said}`);
    });
    const [started] = (await Promise.race([once(child, "message"), ended])) as [Reply];
    ended.catch(() => undefined);
    if (started.kind !== "started") throw new Error(`the platform said ${started.kind} before it had started`);
    return new KillablePlatform(child, started, () => said);
  }

  /** SIGKILL for every process of it: nothing gets a chance to finish. */
  async kill(): Promise<void> {
    const { pid, exitCode, signalCode } = this.#child;
    if (pid === undefined || exitCode !== null || signalCode !== null) return;
    const ended = once(this.#child, "exit");
    process.kill(-pid, "SIGKILL");
    await ended;
  }

  /** Throws, with what it said last, when it ended without being killed. */
  mustRun(): void {
    const { exitCode, signalCode } = this.#child;
    if (exitCode === null && signalCode === null) return;
    throw new Error(`the platform ended by itself (${exitCode ?? signalCode}): ${this.#said().slice(-2_000)}`);
  }

  contents(): Promise<TableContents> {
    return readTable(this.#started.table);
  }

  async letters(): Promise<readonly Letter[]> {
    const reply = await this.#ask({ ask: "letters" });
    return reply.kind === "letters" ? reply.letters : [];
  }

  async moveClock(seconds: number): Promise<void> {
    await this.#ask({ ask: "move", seconds });
  }

  /** Whether everything came to rest in time. */
  async isIdle(timeoutMs: number): Promise<boolean> {
    const reply = await this.#ask({ ask: "idle", timeoutMs });
    return reply.kind === "idle" && reply.idle;
  }

  /** Messages in dead-letter queues. */
  async deadLetters(): Promise<number> {
    const reply = await fetch(`${this.origin}/_local/`, { headers: { accept: "application/json" } });
    const { deadLetters } = (await reply.json()) as { deadLetters: number };
    return deadLetters;
  }

  async #ask(question: Question): Promise<Reply> {
    const answer = once(this.#child, "message");
    this.#child.send(question);
    const [reply] = (await answer) as [Reply];
    return reply;
  }
}
