import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { bundleEntries } from "@alliance/infra/constructs/bundle";
import { nodeOptions } from "@alliance/infra/constructs/node-options";
import { contexts, entryOf } from "@alliance/infra/contexts";
import { buildSync } from "esbuild";
import { atMost, type Figure, listed, type Measurement, median } from "./figure.ts";
import { inTemporaryFolder } from "./world.ts";

interface Bundled {
  readonly name: string;
  readonly bytes: number;
  readonly url: string;
}

/** What the template gives every function, and the settings that one or another asks for. */
const environment = {
  AWS_REGION: "eu-west-2",
  AWS_ACCESS_KEY_ID: "bench",
  AWS_SECRET_ACCESS_KEY: "bench",
  TABLE_NAME: "alliance",
  STAGE: "dev",
  PUBLIC_ORIGIN: "https://alliance.example",
  ORIGIN_SECRET: "0123456789abcdef0123456789abcdef",
  OIDC_ISSUER: "https://issuer.example",
  OIDC_CLIENT_ID: "client",
  BUCKET_NAME: "alliance",
  STRIPE_API_BASE: "https://api.stripe.com",
  STRIPE_SECRET_ARN: "arn:aws:secretsmanager:eu-west-2:111122223333:secret:stripe",
  STRIPE_WEBHOOK_SECRET_ARN: "arn:aws:secretsmanager:eu-west-2:111122223333:secret:webhook",
  NODE_OPTIONS: nodeOptions(),
};

const bareEntry = fileURLToPath(import.meta.resolve("./bare-handler.ts"));
const bareName = "bare";
const trimmedName = "bare, trimmed as ours";

/** As anybody bundles a first function: esbuild's own settings for Node, nothing left out by hand. */
function bundlePlainly(folder: string): Bundled {
  const outfile = join(folder, "plain", "index.js");
  const { metafile } = buildSync({
    ...{ entryPoints: [bareEntry], outfile, bundle: true, minify: true, sourcemap: true, metafile: true },
    ...{ platform: "node", target: "node24", absWorkingDir: folder, logLevel: "warning" },
  });
  const bytes = metafile.outputs[join("plain", "index.js")]?.bytes ?? Number.NaN;
  return { name: bareName, bytes, url: pathToFileURL(outfile).href };
}

/** Every function that answers HTTP, and the bare one, bundled in one go with the options of a deployment. */
async function bundleAll(folder: string): Promise<readonly Bundled[]> {
  const web = contexts.flatMap((context) =>
    context.functions
      .filter(({ routes }) => routes !== undefined)
      .map((definition) => ({
        name: `${context.name} ${definition.entry}`,
        entry: entryOf(context, definition).entry,
      })),
  );
  const wanted = [{ name: trimmedName, entry: bareEntry }, ...web];
  const made = await bundleEntries(
    wanted.map(({ entry }, place) => ({ entry, outFolder: join(folder, String(place)) })),
  );
  return made.map(({ bytes, folder: at }, place) => ({
    ...{ name: wanted[place]?.name ?? "", bytes },
    url: pathToFileURL(join(at, "index.mjs")).href,
  }));
}

function importTime({ name, url }: Bundled): number {
  const probe = fileURLToPath(import.meta.resolve("./import-probe.mjs"));
  const env = { ...environment, CONTEXT: name.split(" ")[0] ?? "" };
  return Number(execFileSync(process.execPath, [probe, url], { env, encoding: "utf8" }));
}

/** In turns, so that whatever else the computer does meets all alike. */
function importTimes(all: readonly Bundled[], rounds: number): ReadonlyMap<string, number[]> {
  const times = new Map<string, number[]>(all.map(({ name }) => [name, []]));
  for (const one of all) importTime(one);
  for (let round = 0; round < rounds; round++) {
    for (const one of all) times.get(one.name)?.push(importTime(one));
  }
  return times;
}

/** The budget is for whatever serves pages; paying, webhooks and PDFs carry one large library each. */
const isForPages = (name: string): boolean => name !== trimmedName && !/ (pay|webhook|pdf)$/.test(name);

function sizeOf({ name, bytes }: Bundled): Figure {
  const row = { id: `bundle ${name}`, figure: `bundle of ${name}, minified` };
  if (!isForPages(name)) return listed(row.id, row.figure, `${(bytes / 1000).toFixed(0)} KB`);
  return atMost({ ...row, value: bytes / 1000, limit: 450, unit: " KB" });
}

function importOf({ name }: Bundled, medians: ReadonlyMap<string, number>): Figure {
  const [own = Number.NaN, bare = Number.NaN] = [medians.get(name), medians.get(bareName)];
  const row = { id: `import ${name}`, figure: `import of ${name} beside a bare Hono and DynamoDB handler` };
  const detail = `medians ${own.toFixed(0)} and ${bare.toFixed(0)} ms of alternating starts`;
  if (!isForPages(name)) return listed(row.id, row.figure, `${(own / bare).toFixed(2)}× (${detail})`);
  return atMost({ ...row, value: own / bare, limit: 1.3, unit: "×", digits: 2, detail });
}

/** Size of each web function's code, and how long Node takes to load it. */
export const bundles: Measurement = {
  name: "bundles",
  run: ({ quick }) =>
    inTemporaryFolder(async (folder) => {
      const ours = await bundleAll(folder);
      const times = importTimes([bundlePlainly(folder), ...ours], quick ? 5 : 41);
      const medians = new Map([...times].map(([name, samples]) => [name, median(samples)]));
      return [...ours.map(sizeOf), ...ours.map((one) => importOf(one, medians))];
    }),
};
