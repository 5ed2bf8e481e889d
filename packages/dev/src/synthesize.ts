import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Unusable } from "./options.ts";

export const root = resolve(import.meta.dirname, "../../..");

const inputs = ["infra/**/*.ts", "functions/**/*", "packages/**/*.{ts,tsx,scss,json}", "pnpm-lock.yaml", "cdk.json"];

/** Changes with any file the template or the bundles are made of. */
function fingerprint(): string {
  const hash = createHash("sha256");
  const exclude = (path: string): boolean => path.includes("node_modules") || /\.test\.tsx?$/.test(path);
  for (const file of globSync(inputs, { cwd: root, exclude }).sort()) {
    const { mtimeMs, size } = statSync(join(root, file));
    // A date that was put back, as editors and git do, has whole milliseconds.
    hash.update(`${file}|${Math.round(mtimeMs)}|${size}\n`);
  }
  return hash.digest("hex");
}

/**
 * Makes the template that would be deployed, in a folder of its own; needs no AWS account and no network. A folder
 * made from the same sources is taken as it is. The checks of the template itself are left to `pnpm synth` and CI.
 */
export async function synthesize(folder: string): Promise<string> {
  const madeFrom = join(folder, "made-from.txt");
  const present = fingerprint();
  if (existsSync(madeFrom) && readFileSync(madeFrom, "utf8") === present) return folder;
  rmSync(folder, { recursive: true, force: true });
  await runApp(folder);
  writeFileSync(madeFrom, present);
  return folder;
}

const assemblies = join(root, ".cache/assembly");
const [keptHours, givenUpMinutes] = [24, 3];

/**
 * The template of the present sources, for tests and measurements, which only read it: made by whoever comes first,
 * in a folder that is named after the sources; who comes meanwhile waits for it.
 */
export async function sharedAssembly(): Promise<string> {
  const kept = join(assemblies, fingerprint());
  const making = `${kept}.making`;
  while (!existsSync(kept)) {
    if (mayMake(making)) await make(making, kept);
    else await delay(100);
  }
  return kept;
}

async function make(making: string, kept: string): Promise<void> {
  forgetEarlierAssemblies();
  try {
    await runApp(making);
    // Somebody was done in the moment between looking and beginning.
    if (!existsSync(kept)) renameSync(making, kept);
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
}

/** One alone makes the folder; whoever began and died is forgotten. */
function mayMake(making: string): boolean {
  mkdirSync(assemblies, { recursive: true });
  try {
    mkdirSync(making);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    const since = statSync(making, { throwIfNoEntry: false })?.mtimeMs;
    if (since !== undefined && since < Date.now() - givenUpMinutes * 60_000)
      rmSync(making, { recursive: true, force: true });
    return false;
  }
}

/** Not those of today: something may still run on one. */
function forgetEarlierAssemblies(): void {
  for (const name of readdirSync(assemblies)) {
    const folder = join(assemblies, name);
    if (statSync(folder).mtimeMs < Date.now() - keptHours * 3_600_000) rmSync(folder, { recursive: true, force: true });
  }
}

async function runApp(folder: string): Promise<void> {
  const loader = createRequire(join(root, "package.json")).resolve("tsx");
  const child = spawn(process.execPath, ["--import", loader, join(root, "infra/app.ts")], {
    cwd: root,
    env: {
      ...process.env,
      CDK_OUTDIR: folder,
      CDK_CONTEXT_JSON: JSON.stringify({ stage: "dev", checks: "none" }),
      CDK_VALIDATION: "false",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said: Buffer[] = [];
  child.stdout.on("data", (bytes: Buffer) => said.push(bytes));
  child.stderr.on("data", (bytes: Buffer) => said.push(bytes));
  const code = await new Promise<number | null>((done, failed) => child.on("error", failed).on("close", done));
  if (code !== 0) throw new Unusable(`the infrastructure could not be synthesized:\n${Buffer.concat(said)}`);
}
