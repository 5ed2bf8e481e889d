import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { engineBinary } from "./engine-binary.ts";
import { startEngine } from "./engine-process.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "engine-"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const listens = (endpoint: string) =>
  fetch(endpoint).then(
    () => true,
    () => false,
  );

test("a platform without an engine is told both ways out in one line", () => {
  expect(() => engineBinary("darwin", "arm64")).toThrow(/@dynoxide\/darwin-arm64.*AWS_ENDPOINT_URL_DYNAMODB/);
  expect(() => engineBinary("sunos", "x64")).toThrow(/not published.*AWS_ENDPOINT_URL_DYNAMODB/);
  try {
    engineBinary("aix", "ppc64");
  } catch (error) {
    expect((error as Error).message).not.toContain("\n");
  }
});

test("the engine listens once it is started, and is gone once it is stopped", async () => {
  const engine = await startEngine(join(folder, "x.sqlite"));
  expect(await listens(engine.endpoint)).toBe(true);
  await engine.stop();
  expect(await listens(engine.endpoint)).toBe(false);
  expect(engine.failure()).toBeUndefined();
});

test("a broken database file stops the start with the reason", async () => {
  const file = join(folder, "broken.sqlite");
  writeFileSync(file, "this is not a database, and long enough to be looked at as one".repeat(100));
  await expect(startEngine(file)).rejects.toThrow(/The DynamoDB engine stopped/);
});

test("a parent that is killed takes its engine with it", async () => {
  const code = `import { startEngine } from ${JSON.stringify(join(import.meta.dirname, "engine-process.ts"))};
    process.stdout.write((await startEngine(${JSON.stringify(join(folder, "x.sqlite"))})).endpoint + "\\n");
    setInterval(() => undefined, 1000);`;
  const parent = spawn(process.execPath, ["--input-type=module", "-e", code], { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = await once(parent.stdout, "data");
  const endpoint = String(line).trim();
  expect(await listens(endpoint)).toBe(true);
  parent.kill("SIGKILL");
  await once(parent, "exit");
  while (await listens(endpoint)) await new Promise((resolve) => setImmediate(resolve));
  expect(await listens(endpoint)).toBe(false);
});
