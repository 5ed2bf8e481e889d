import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { inventSchools, registerFileOf } from "@alliance/dev/register-generator";
import { bundleEntry } from "@alliance/infra/constructs/bundle";
import { indexKeyOf, snapshotKey } from "@alliance/membership/register/files";
import { encodeIndexes, prepareIndexes } from "@alliance/membership/register/prepared-indexes";
import { readEstablishments } from "@alliance/membership/register/read-establishments";
import { emptySnapshot, encodeSnapshot, linesOf } from "@alliance/membership/register/snapshot";
import { type Figure, listed, type Measurement, median } from "./figure.ts";
import { inTemporaryFolder } from "./world.ts";

const snapshot = snapshotKey("imp_01KAK3F0Q8J5W2M7X9B4C6D8EF");

async function* inOnePiece(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}

/** What an import leaves in the bucket. */
async function writeRegister(folder: string, rows: number): Promise<void> {
  const schools = await readEstablishments(inOnePiece(registerFileOf(inventSchools({ rows, seed: 2026 }))));
  const lines = { ...emptySnapshot, establishments: linesOf(schools) };
  mkdirSync(dirname(join(folder, snapshot)), { recursive: true });
  writeFileSync(join(folder, snapshot), await encodeSnapshot(lines));
  writeFileSync(join(folder, indexKeyOf(snapshot)), await encodeIndexes(prepareIndexes(lines)));
}

/** In turns, each in a process of its own, with and without the index that the import made. */
async function figuresFor(rows: number, rounds: number): Promise<readonly Figure[]> {
  return inTemporaryFolder(async (folder) => {
    await writeRegister(folder, rows);
    const entry = fileURLToPath(import.meta.resolve("./first-search-process.ts"));
    const script = join((await bundleEntry({ entry, outFolder: join(folder, "bundle") })).folder, "index.mjs");
    const times = { prepared: [] as number[], anew: [] as number[] };
    for (let round = 0; round < rounds; round++) {
      for (const index of ["prepared", "anew"] as const) {
        const said = execFileSync(process.execPath, [script, folder, snapshot, index], { encoding: "utf8" });
        times[index].push(Number(said));
      }
    }
    const of = `first search of a fresh instance at ${rows.toLocaleString("en-GB")} schools, register loaded`;
    const told = (times: readonly number[]) => `${median(times).toFixed(0)} ms (median of ${times.length} processes)`;
    return [
      listed(`first-search-${rows}`, `${of}, index as the import made it`, told(times.prepared)),
      listed(`first-search-anew-${rows}`, `${of}, index made by the instance itself`, told(times.anew)),
    ];
  });
}

/** Whether the index of words that lies beside the register is worth it. */
export const firstSearch: Measurement = {
  name: "first-search",
  run: async ({ quick }) => {
    const rounds = quick ? 3 : 15;
    return [...(await figuresFor(25_000, rounds)), ...(await figuresFor(52_000, rounds))];
  },
};
