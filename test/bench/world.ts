import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { importGias } from "@alliance/dev/import-gias";
import { generateRegister } from "@alliance/dev/register-generator";
import { type RunningPlatform, startPlatform } from "@alliance/dev/start-platform";
import { sharedAssembly } from "@alliance/dev/synthesize";
import { readEstablishments } from "@alliance/membership/register/read-establishments";

/** A folder of its own that goes away with the measurement. */
export async function inTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "alliance-bench-"));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function* inOnePiece(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}

/** Imports a generated register; answers the URNs that can be joined. */
export async function importSchools(origin: string, folder: string, rows: number): Promise<readonly string[]> {
  const file = join(folder, "establishments.csv");
  const bytes = generateRegister({ rows, seed: 2026 });
  writeFileSync(file, bytes);
  await importGias({ origin, establishments: file, log: () => undefined });
  const schools = await readEstablishments(inOnePiece(bytes));
  return schools.filter(({ status }) => status === "open").map(({ urn }) => urn);
}

export interface World extends RunningPlatform {
  /** Schools that can be joined. */
  readonly urns: readonly string[];
}

/** The whole platform in this process, with a register of so many rows, for as long as the work takes. */
export function withPlatform<T>(rows: number, work: (world: World) => Promise<T>): Promise<T> {
  return inTemporaryFolder(async (folder) => {
    const platform = await startPlatform({ port: 0, dataFolder: folder, assembly: await sharedAssembly() });
    try {
      const urns = await importSchools(platform.origin, folder, rows);
      await platform.cloud.idle();
      return await work({ ...platform, urns });
    } finally {
      await platform.stop();
    }
  });
}
