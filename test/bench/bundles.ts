import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { bundleEntries } from "@alliance/infra/constructs/bundle";
import { contexts, entryOf } from "@alliance/infra/contexts";
import { atMost, type Figure, type Measurement, median } from "./figure.ts";
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
  NODE_OPTIONS: "--enable-source-maps",
};

/** Every function that answers HTTP, and the bare one, bundled in one go with the options of a deployment. */
function bundleAll(folder: string): { functions: readonly Bundled[]; bare: Bundled } {
  const web = contexts.flatMap((context) =>
    context.functions
      .filter(({ routes }) => routes !== undefined)
      .map((definition) => ({
        name: `${context.name} ${definition.entry}`,
        entry: entryOf(context, definition).entry,
      })),
  );
  const wanted = [{ name: "bare", entry: fileURLToPath(import.meta.resolve("./bare-handler.ts")) }, ...web];
  const made = bundleEntries(
    wanted.map(({ name, entry }) => ({ entry, outFolder: join(folder, name.replace(" ", "-")) })),
  );
  const all = made.map(({ bytes, folder: at }, place) => {
    const name = wanted[place]?.name ?? "";
    return { name, bytes, url: pathToFileURL(join(at, "index.mjs")).href };
  });
  const [bare, ...functions] = all;
  if (bare === undefined) throw new Error("nothing was bundled");
  return { bare, functions };
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

const sizeOf = ({ name, bytes }: Bundled): Figure =>
  atMost({
    ...{ id: `bundle ${name}`, figure: `bundle of ${name}, minified`, value: bytes / 1000, limit: 450, unit: " KB" },
  });

/** Size of each web function's code, and how long Node takes to load it. */
export const bundles: Measurement = {
  name: "bundles",
  run: ({ quick }) =>
    inTemporaryFolder(async (folder) => {
      const { functions, bare } = bundleAll(folder);
      const rounds = quick ? 5 : 41;
      const times = importTimes([bare, ...functions], rounds);
      const medianOf = ({ name }: Bundled) => median(times.get(name) ?? []);
      const imports = functions.map((one) =>
        atMost({
          ...{ id: `import ${one.name}`, figure: `import of ${one.name} beside a bare Hono and DynamoDB handler` },
          ...{ value: medianOf(one) / medianOf(bare), limit: 1.3, unit: "×", digits: 2 },
          detail: `medians ${medianOf(one).toFixed(0)} and ${medianOf(bare).toFixed(0)} ms of ${rounds} alternating starts`,
        }),
      );
      return [...functions.map(sizeOf), ...imports];
    }),
};
