import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { Unusable } from "./options.ts";

export const root = resolve(import.meta.dirname, "../../..");

/** Makes the template that would be deployed, in a folder of its own; needs no AWS account and no network. */
export async function synthesize(folder: string): Promise<string> {
  rmSync(folder, { recursive: true, force: true });
  const loader = createRequire(join(root, "package.json")).resolve("tsx");
  const child = spawn(process.execPath, ["--import", loader, join(root, "infra/app.ts")], {
    cwd: root,
    env: { ...process.env, CDK_OUTDIR: folder, CDK_CONTEXT_JSON: JSON.stringify({ stage: "dev" }) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said: Buffer[] = [];
  child.stdout.on("data", (bytes: Buffer) => said.push(bytes));
  child.stderr.on("data", (bytes: Buffer) => said.push(bytes));
  const code = await new Promise<number | null>((done, failed) => child.on("error", failed).on("close", done));
  if (code !== 0) throw new Unusable(`the infrastructure could not be synthesized:\n${Buffer.concat(said)}`);
  return folder;
}
