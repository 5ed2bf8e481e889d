import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createTestingCloud, type TestingCloud } from "../testing-cloud.ts";
import { CredentialStore } from "./credentials.ts";
import type { FunctionSpec } from "./function-resource.ts";
import { LambdaRuntime } from "./runtime.ts";

let cloud: TestingCloud;
let runtime: LambdaRuntime;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "local-cloud-code-"));
  cloud = createTestingCloud();
  runtime = new LambdaRuntime({ cloud, credentials: new CredentialStore(), clock: cloud.clock.shared });
});

afterEach(async () => {
  await runtime.stop();
  await cloud.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Deploys a handler given as source text; returns what calls it. */
function deploy(code: string, options: Partial<FunctionSpec> = {}) {
  mkdirSync(folder, { recursive: true });
  const codeFile = join(folder, "index.mjs");
  writeFileSync(codeFile, code);
  const arn = "arn:aws:lambda:eu-west-2:111111111111:function:hello";
  runtime.deploy({
    arn,
    name: "hello",
    logicalId: "Hello",
    region: "eu-west-2",
    roleArn: "arn:aws:iam::111111111111:role/hello",
    handler: "index.handler",
    folder,
    codeFile,
    memoryMb: 128,
    timeoutMs: 10_000,
    maxInstances: 3,
    variables: {},
    ...options,
  });
  return (event: unknown = {}, patienceMs?: number) =>
    runtime.invoke(arn, event, "1-00000000-000000000000000000000000", patienceMs);
}

describe("a function", () => {
  test("answers with what its handler returns and sees its own environment only", async () => {
    const code =
      "export const handler = async (event, context) => ({ event, env: process.env, name: context.functionName })";
    const invoke = deploy(code, { variables: { COLOUR: "green" } });
    vi.stubEnv("HOST_ONLY", "secret");
    const { payload, error } = await invoke({ a: 1 });
    expect(error).toBeUndefined();
    expect(payload).toMatchObject({
      event: { a: 1 },
      name: "hello",
      env: { COLOUR: "green", AWS_REGION: "eu-west-2" },
    });
    expect(payload).not.toHaveProperty("env.HOST_ONLY");
    expect(payload).not.toHaveProperty("env.HOME");
  });

  test("may answer through a callback", async () => {
    const { payload } = await deploy("export const handler = (event, context, done) => done(null, 7)")();
    expect(payload).toBe(7);
  });

  test("keeps its instance warm between invocations", async () => {
    const invoke = deploy("let calls = 0; export const handler = async () => ++calls");
    await invoke();
    expect((await invoke()).payload).toBe(2);
  });

  test("runs one request at a time an instance and more instances under load, up to its concurrency", async () => {
    const code = `import { threadId } from "node:worker_threads"; let inside = 0; let most = 0;
      export const handler = async () => {
        most = Math.max(most, ++inside);
        await new Promise((resolve) => setTimeout(resolve, 150));
        inside -= 1;
        return { threadId, most };
      }`;
    const invoke = deploy(code);
    const results = await Promise.all(Array.from({ length: 12 }, () => invoke()));
    const answers = results.map(({ payload }) => payload as { threadId: number; most: number });
    expect(Math.max(...answers.map(({ most }) => most))).toBe(1);
    const instances = new Set(answers.map(({ threadId }) => threadId)).size;
    expect(instances).toBeGreaterThan(1);
    expect(instances).toBeLessThanOrEqual(3);
  });

  test("is not begun for a caller who has gone", async () => {
    const code = `let calls = 0;
      export const handler = async ({ ms }) => { calls += 1; await new Promise((go) => setTimeout(go, ms)); return calls; }`;
    const invoke = deploy(code, { maxInstances: 1 });
    const first = invoke({ ms: 120 });
    const impatient = invoke({ ms: 0 }, 50);
    const patient = invoke({ ms: 0 }, 10_000);
    expect((await impatient).error?.type).toBe("Sandbox.Abandoned");
    expect((await first).payload).toBe(1);
    expect((await patient).payload).toBe(2);
  });

  test("is stopped at its timeout and works again afterwards", async () => {
    const code = "export const handler = async ({ hang }) => { while (hang); return 1; }";
    const invoke = deploy(code, { timeoutMs: 300 });
    const { error } = await invoke({ hang: true });
    expect(error?.type).toBe("Sandbox.Timedout");
    expect(error?.message).toContain("Task timed out after 0.30 seconds");
    expect((await invoke({})).payload).toBe(1);
  });

  test("that crashes takes nothing else with it", async () => {
    const invoke = deploy(`export const handler = async ({ how }) => {
      if (how === "exit") process.exit(3);
      if (how === "late") { setImmediate(() => { throw new Error("late"); }); await new Promise(() => {}); }
      return "fine";
    }`);
    expect((await invoke({ how: "exit" })).error).toMatchObject({ type: "Runtime.ExitError" });
    expect((await invoke({ how: "late" })).error).toMatchObject({ type: "Runtime.ExitError", message: "late" });
    expect((await invoke()).payload).toBe("fine");
  });

  test("that runs out of memory fails alone", async () => {
    const code =
      "export const handler = async ({ eat }) => { const all = []; while (eat) all.push(new Array(1e5).fill({})); return 1; }";
    const invoke = deploy(code, { memoryMb: 64 });
    expect((await invoke({ eat: true })).error).toBeDefined();
    expect((await invoke()).payload).toBe(1);
  });

  test("that throws reports the error's name and message, and its log has them", async () => {
    const invoke = deploy(
      `console.log("loaded"); export const handler = async () => { throw new TypeError("no such seat"); }`,
    );
    const { error, payload } = await invoke();
    expect(error).toMatchObject({ type: "TypeError", message: "no such seat" });
    expect(payload).toEqual({ errorType: "TypeError", errorMessage: "no such seat" });
    await runtime.stop();
    const log = readFileSync(join(cloud.dataFolder, "logs", "hello.log"), "utf8");
    expect(log).toContain("loaded");
    expect(log).toContain("no such seat");
  });

  test("whose code does not load says so to each caller, until it is repaired", async () => {
    const invoke = deploy("export const handler = ;");
    expect((await invoke()).error).toMatchObject({ type: "SyntaxError" });
    writeFileSync(join(folder, "index.mjs"), "export const handler = async () => 'repaired'");
    expect((await invoke()).payload).toBe("repaired");
  });

  test("whose environment cannot be resolved says why instead of waiting", async () => {
    const invoke = deploy("export const handler = async () => 1", { variables: { SECRET: "{{resolve:gone}}" } });
    cloud.resolveDynamic = () => {
      throw new Error('There is no secret "gone".');
    };
    expect((await invoke()).error).toEqual({ type: "Runtime.StartError", message: 'There is no secret "gone".' });
  });

  test("without the named handler is refused by name", async () => {
    const { error } = await deploy("export const other = 1")();
    expect(error).toMatchObject({
      type: "Runtime.HandlerNotFound",
      message: "index.handler is undefined or not exported",
    });
  });

  test("runs new code as soon as its file has changed", async () => {
    const invoke = deploy("export const handler = async () => 'old'");
    expect((await invoke()).payload).toBe("old");
    writeFileSync(join(folder, "index.mjs"), "export const handler = async () => 'renewed'");
    expect((await invoke()).payload).toBe("renewed");
  });

  test("sees the platform's clock, not the machine's", async () => {
    const invoke = deploy("export const handler = async () => [Date.now(), new Date().getTime()]");
    await invoke();
    const day = 24 * 3600 * 1000;
    cloud.clock.moveForward(day);
    const [now, date] = (await invoke()).payload as [number, number];
    expect(now).toBeGreaterThan(Date.now() + day - 60_000);
    expect(date).toBeGreaterThanOrEqual(now);
  });
});
