import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { Refusal } from "../refusal.ts";
import { engineBinary } from "./engine-binary.ts";

export interface EngineProcess {
  readonly endpoint: string;
  /** Set when the process ended without being asked to. */
  failure(): string | undefined;
  stop(): Promise<void>;
}

// The engine ends when our end of its standard input closes, so a parent killed with SIGKILL leaves no orphan.
const GUARD =
  'exec 3<&0; "$@" </dev/null 3<&- & child=$!; (cat <&3 >/dev/null; kill "$child" 2>/dev/null) & wait "$child"';
const START_TIMEOUT_MS = 10_000;

/** Starts the embedded engine on a free loopback port over one SQLite file; resolves once it listens. */
export async function startEngine(databaseFile: string): Promise<EngineProcess> {
  const port = await freePort();
  const command = [engineBinary(), "serve", "--port", String(port), "--db-path", databaseFile];
  const [program = "", ...args] = process.platform === "win32" ? command : ["sh", "-c", GUARD, "engine", ...command];
  const child = spawn(program, args, { stdio: ["pipe", "pipe", "pipe"] });
  let output = "";
  let stopping = false;
  let failure: string | undefined;
  child.on("error", (error) => {
    failure = `The DynamoDB engine cannot be started: ${error.message}`;
  });
  child.on("exit", (code) => {
    child.stdin.destroy();
    if (!stopping) failure = `The DynamoDB engine stopped (exit ${code}): ${output.trim() || "no message"}`;
  });
  child.stdin.on("error", () => undefined);
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output = (output + text).slice(-2_000);
    });
  }
  const engine: EngineProcess = {
    endpoint: `http://127.0.0.1:${port}`,
    failure: () => failure,
    async stop() {
      stopping = true;
      await end(child);
    },
  };
  await listening(engine, () => output.includes("listening"));
  return engine;
}

async function listening(engine: EngineProcess, isListening: () => boolean): Promise<void> {
  const deadline = performance.now() + START_TIMEOUT_MS;
  while (!isListening()) {
    const failure = engine.failure();
    if (failure !== undefined) throw new Refusal(failure);
    if (performance.now() > deadline) {
      await engine.stop();
      throw new Error("The DynamoDB engine did not start within 10 seconds.");
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, "exit");
  if (process.platform === "win32") child.kill();
  else child.stdin?.end();
  await exit;
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("No free port for the DynamoDB engine.");
  return address.port;
}
