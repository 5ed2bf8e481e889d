import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

// Each test starts a whole cloud, which takes long on a machine that is busy with others.
vi.setConfig({ testTimeout: 90_000 });

let folder: string;
let assembly: string;
let data: string;
const children: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "local-cloud-main-"));
  assembly = join(folder, "cdk.out");
  data = join(folder, "data");
  mkdirSync(assembly);
  const stack = { type: "aws:cloudformation:stack", properties: { templateFile: "Shop.template.json" } };
  writeFileSync(join(assembly, "manifest.json"), JSON.stringify({ version: "1", artifacts: { Shop: stack } }));
  const table = {
    Type: "AWS::DynamoDB::Table",
    Properties: {
      BillingMode: "PAY_PER_REQUEST",
      KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
      AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
    },
  };
  writeFileSync(join(assembly, "Shop.template.json"), JSON.stringify({ Resources: { Table: table } }));
});

afterEach(() => {
  for (const child of children.splice(0)) {
    child.kill("SIGKILL");
  }
  rmSync(folder, { recursive: true, force: true });
});

/** Runs the command as a person would; `said` grows with what it prints. */
function run(...args: string[]) {
  const main = join(import.meta.dirname, "main.ts");
  const command = ["--disable-warning=ExperimentalWarning", "--import", import.meta.resolve("tsx"), main, ...args];
  const child = spawn(process.execPath, command, { stdio: ["ignore", "pipe", "pipe"] });
  children.push(child);
  const output = { said: "" };
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output.said += text;
    });
  }
  const started = new Promise<void>((resolve) => {
    child.stdout.on("data", () => {
      if (output.said.includes("AWS APIs on")) resolve();
    });
  });
  const ended = once(child, "exit").then(([code]) => code as number | null);
  return { child, output, started, ended };
}

/** The engine processes of a data folder, by their command lines. */
function enginesOf(dataFolder: string): string[] {
  return commandLines().filter((command) => command.includes(join(dataFolder, "dynamodb.sqlite")));
}

function commandLines(): string[] {
  if (!existsSync("/proc/self/cmdline")) {
    return execFileSync("ps", ["-axo", "command="], { encoding: "utf8" }).split("\n");
  }
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return pids.map((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, "utf8");
    } catch {
      // It ended between the listing and the reading.
      return "";
    }
  });
}

async function refused(...args: string[]): Promise<string> {
  const { output, ended } = run(...args);
  expect(await ended).toBe(1);
  return output.said.trim();
}

describe("the command refuses with one clear line and a non-zero exit:", () => {
  test("a port in use", async () => {
    const server = createServer();
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as { port: number };
    expect(await refused(assembly, "--port", String(port), "--data", data)).toBe(
      `local cloud: port ${port} (public) is already in use: stop what uses it or choose another with --port`,
    );
    server.close();
  });

  test("a data folder that is a file", async () => {
    writeFileSync(data, "not a folder");
    expect(await refused(assembly, "--port", "0", "--data", data)).toMatch(
      /^local cloud: the data folder .* cannot be used: [^\n]*$/,
    );
  });

  test("a data folder whose state is broken", async () => {
    mkdirSync(data);
    writeFileSync(
      join(data, "state.sqlite"),
      "this is not a database, and it is long enough to be looked at".repeat(100),
    );
    expect(await refused(assembly, "--port", "0", "--data", data)).toMatch(
      /^local cloud: the data folder .* is broken \(.*\): start with --fresh to begin anew$/,
    );
  });

  test("a folder that is no synthesized app", async () => {
    expect(await refused(folder, "--port", "0", "--data", data)).toBe(
      `local cloud: ${folder} is not the output of "cdk synth": it has no manifest.json`,
    );
  });

  test.each([
    [["--parameter", "Typo=1"], "local cloud: parameter Typo is declared by no stack"],
    [["--parameter", "Typo"], "local cloud: --parameter Typo is not of the form NAME=VALUE"],
    [["--port", "many"], "local cloud: --port many is not a port number"],
  ])("%j", async (args, line) => {
    expect(await refused(assembly, "--data", data, "--port", "0", ...args)).toBe(line);
  });

  test("an unknown option, by name", async () => {
    expect(await refused(assembly, "--nonsense")).toContain("--nonsense");
  });
});

describe("the command, once it runs,", () => {
  test("refuses its data folder to a second one", async () => {
    const first = run(assembly, "--port", "0", "--data", data);
    await first.started;
    expect(await refused(assembly, "--port", "0", "--data", data)).toBe(
      `local cloud: the data folder ${data} is in use by another local cloud (process ${first.child.pid})`,
    );
  });

  test.each(["SIGINT", "SIGTERM"] as const)("stops everything it started on %s", async (signal) => {
    const { child, started, ended } = run(assembly, "--port", "0", "--data", data);
    await started;
    expect(enginesOf(data).length).toBeGreaterThan(0);
    child.kill(signal);
    expect(await ended).toBe(0);
    expect(enginesOf(data)).toEqual([]);
    expect(existsSync(join(data, "local-cloud.pid"))).toBe(false);
  });

  test("leaves nothing behind when it is killed, and starts again on the same data", async () => {
    const { child, started, ended } = run(assembly, "--port", "0", "--data", data);
    await started;
    child.kill("SIGKILL");
    await ended;
    await expect.poll(() => enginesOf(data), { timeout: 5_000 }).toEqual([]);
    const again = run(assembly, "--port", "0", "--data", data);
    await again.started;
    again.child.kill("SIGINT");
    expect(await again.ended).toBe(0);
  });
});
