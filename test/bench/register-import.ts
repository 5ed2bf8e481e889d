import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { inventGroups } from "@alliance/dev/groups-generator";
import { inventSchools, registerFileOf } from "@alliance/dev/register-generator";
import { bundleEntry } from "@alliance/infra/constructs/bundle";
import { nodeOptions } from "@alliance/infra/constructs/node-options";
import { contexts } from "@alliance/infra/contexts";
import { groupsFile } from "@alliance/membership/register/sample-file";
import * as z from "zod";
import { atMost, exactly, type Figure, type Measurement, quantile } from "./figure.ts";
import { inTemporaryFolder, withPlatform } from "./world.ts";

const wholeRegister = 25_000;
const organisations = 200;

/** The function that imports: its process is told here what it is told in AWS. */
const importer = contexts.flatMap(({ functions }) => functions).find(({ entry }) => entry === "bulk");

const Told = z.object({
  seconds: z.number(),
  secondsAgain: z.number(),
  changes: z.number(),
  peakMb: z.number(),
  peakAgainMb: z.number(),
});

/** A process of its own, with its use-case bundled as the worker is; 1,024 MB of memory as the worker has. */
async function importInProcess(folder: string, rows: number): Promise<z.infer<typeof Told>> {
  const schools = inventSchools({ rows, seed: 2026 });
  writeFileSync(join(folder, "establishments.csv"), registerFileOf(schools));
  writeFileSync(join(folder, "groups.csv"), groupsFile(inventGroups(schools, 2026)));
  const open = schools.filter((school) => school["EstablishmentStatus (code)"] === "1");
  const urns = open.slice(0, organisations).map(({ URN }) => URN);
  const entry = fileURLToPath(import.meta.resolve("./import-process.ts"));
  const bundle = await bundleEntry({ entry, outFolder: join(folder, "bundle") });
  const script = join(bundle.folder, "index.mjs");
  const env = { ...process.env, NODE_OPTIONS: nodeOptions(importer?.semiSpaceMb) };
  const told = execFileSync(process.execPath, [script, folder, urns.join(",")], { encoding: "utf8", env });
  return Told.parse(JSON.parse(told));
}

const importFigures = (rows: number): Promise<Figure[]> =>
  inTemporaryFolder(async (folder) => {
    const { seconds, secondsAgain, changes, peakMb, peakAgainMb } = await importInProcess(folder, rows);
    const of = `${rows.toLocaleString("en-GB")} rows`;
    const again = `read again in ${secondsAgain.toFixed(1)} s; ${organisations} organisations known; the import's own record is written`;
    return [
      atMost({ id: "import-time", figure: `import of ${of}`, value: seconds, limit: 60, unit: " s", digits: 1 }),
      atMost({
        ...{ id: "import-memory", figure: `import of ${of}: peak memory of its process`, limit: 300, unit: " MB" },
        value: Math.max(peakMb, peakAgainMb),
        detail: `${peakMb.toFixed(0)} the first time, ${peakAgainMb.toFixed(0)} with the import again`,
      }),
      exactly({
        ...{ id: "import-again", figure: "re-import: changes to the register, its organisations or coverage" },
        ...{ wanted: 0, value: changes, detail: again },
      }),
    ];
  });

const words = [
  ...[
    "st mary",
    "harbour view primary",
    "king's green academy",
    "brontë school",
    "penistoen grammer",
    "church of england",
  ],
  ...[
    "primary",
    "sr7 0aa",
    "100017",
    "beacon infant durham",
    "harbur vew",
    "sainte-thérèse",
    "m",
    "all saints leeds",
    "oak",
  ],
];

/** Searches as anybody types them, each twice and by the page, the first ones of the instance left out. */
const searchFigures = (rows: number, count: number): Promise<Figure[]> =>
  withPlatform(rows, async ({ origin, cloud }) => {
    const search = async (at: number) => {
      const q = `${words[at % words.length]}`;
      const reply = await fetch(`${origin}/join?q=${encodeURIComponent(q.length < 2 ? "st" : q)}`);
      await reply.text();
      if (reply.status !== 200) throw new Error(`the search for ${q} was answered ${reply.status}`);
    };
    for (let at = 0; at < words.length; at++) await search(at);
    const since = Date.now();
    for (let at = 0; at < count; at++) await search(at);
    const times = cloud.timeline
      .traces({ limit: 2 * count + 50 })
      .filter(({ kinds, startedAt }) => kinds.includes("request") && startedAt >= since)
      .map(({ durationMs }) => durationMs);
    const detail = `${times.length} searches, median ${quantile(times, 0.5).toFixed(1)} ms`;
    const figure = `search of ${rows.toLocaleString("en-GB")} schools, p95`;
    return [
      atMost({ id: "search-p95", figure, value: quantile(times, 0.95), limit: 80, unit: " ms", digits: 1, detail }),
    ];
  });

/** The national register: how long it takes to read, in how much memory, and how quickly schools are found in it. */
export const registerImport: Measurement = {
  name: "register",
  run: async ({ quick }) => {
    const rows = quick ? 2_000 : wholeRegister;
    return [...(await importFigures(rows)), ...(await searchFigures(rows, quick ? 30 : 300))];
  },
};
