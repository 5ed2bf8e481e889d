// Runs inside each instance's worker thread, on Node's own type stripping: it must not need a loader.
import { existsSync } from "node:fs";
import { enableCompileCache, flushCompileCache } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parentPort, workerData } from "node:worker_threads";
import { shiftDate } from "../clock.ts";
import type { InvocationContext, InvokeMessage, WorkerMessage, WorkerSettings } from "./worker-protocol.ts";

type Handler = (event: unknown, context: object, callback: (error: unknown, result?: unknown) => void) => unknown;

const RealDate = globalThis.Date;
const settings = workerData as WorkerSettings;
shiftDate(settings.clock);
// Halves the cost of one more instance: the code is parsed once, not by each.
enableCompileCache(settings.compileCache);

function post(message: WorkerMessage): void {
  parentPort?.postMessage(message);
}

function failure(error: unknown): WorkerMessage {
  return error instanceof Error
    ? { kind: "error", type: error.name, message: error.message, stack: error.stack ?? String(error) }
    : { kind: "error", type: typeof error, message: String(error), stack: String(error) };
}

async function loadHandler(): Promise<Handler> {
  const dot = settings.handler.lastIndexOf(".");
  const base = join(settings.folder, settings.handler.slice(0, dot));
  const file = [".mjs", ".js", ".cjs"].map((extension) => base + extension).find(existsSync);
  if (file === undefined) {
    throw Object.assign(new Error(`Cannot find module '${base}'`), { name: "Runtime.ImportModuleError" });
  }
  const exported = (await import(pathToFileURL(file).href)) as Record<string, unknown>;
  const name = settings.handler.slice(dot + 1);
  const handler = exported[name] ?? (exported.default as Record<string, unknown> | undefined)?.[name];
  if (typeof handler !== "function") {
    const message = `${settings.handler} is undefined or not exported`;
    throw Object.assign(new Error(message), { name: "Runtime.HandlerNotFound" });
  }
  return handler as Handler;
}

function contextOf({ timeoutMs, traceId, ...context }: InvocationContext): object {
  const deadline = RealDate.now() + timeoutMs;
  process.env._X_AMZN_TRACE_ID = `Root=${traceId};Sampled=1`;
  return {
    ...context,
    functionVersion: "$LATEST",
    callbackWaitsForEmptyEventLoop: false,
    getRemainingTimeInMillis: () => Math.max(0, deadline - RealDate.now()),
  };
}

function run(handler: Handler, { event, context }: InvokeMessage): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const callback = (error: unknown, result?: unknown) => (error ? reject(error) : resolve(result));
    const returned = handler(event, contextOf(context), callback);
    if (returned instanceof Promise) {
      returned.then(resolve, reject);
    } else if (handler.length < 3) {
      resolve(returned);
    }
  });
}

async function serve(): Promise<void> {
  const handler = await loadHandler();
  parentPort?.on("message", (message: InvokeMessage) => {
    Promise.resolve()
      .then(() => run(handler, message))
      .then((result) => post({ kind: "result", payload: JSON.stringify(result) }))
      .catch((error: unknown) => post(failure(error)));
  });
  post({ kind: "ready" });
  flushCompileCache();
}

serve().catch((error: unknown) => post(failure(error)));
