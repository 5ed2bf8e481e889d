import { execFile } from "node:child_process";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import * as z from "zod";
import { exactly, type Measurement } from "./figure.ts";

const program = fileURLToPath(import.meta.resolve("./schedules-process.ts"));

async function share(count: number, seed: number): Promise<readonly string[]> {
  const flags = ["--disable-warning=ExperimentalWarning", "--import", "tsx"];
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, program, String(count), String(seed)]);
  return z.array(z.string()).parse(JSON.parse(stdout));
}

/** Random schedules of holding, paying, expiring, cancelling, substituting and waiting, on the table's memory twin. */
export const schedules: Measurement = {
  name: "schedules",
  run: async ({ quick, tell }) => {
    const each = Math.ceil((quick ? 1_000 : 100_000) / cpus().length);
    const began = performance.now();
    const seed = Date.now();
    const shares = await Promise.all(cpus().map((_, at) => share(each, seed + at)));
    const wrong = shares.flat();
    for (const line of wrong) tell(line);
    const count = each * cpus().length;
    const minutes = ((performance.now() - began) / 60_000).toFixed(1);
    return [
      exactly({
        ...{ id: "schedules", figure: "random schedules of bookings that broke a rule", wanted: 0 },
        ...{ value: wrong.length, detail: `${count.toLocaleString("en-GB")} schedules in ${minutes} minutes` },
      }),
    ];
  },
};
