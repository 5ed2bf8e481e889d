import { globSync, readdirSync, readFileSync, watch } from "node:fs";
import { dirname, join, sep } from "node:path";
import { type LiveBundle as Bundle, liveBundle as openBundle } from "@alliance/infra/constructs/bundle";
import { entries } from "@alliance/infra/contexts";
import type { RunningCloud } from "@alliance/local-cloud";
import { root } from "./synthesize.ts";

const quietMilliseconds = 50;
/** Packages that no function is made of. */
const laptopOnly = ["dev", "local-cloud", "stripe-double", "testing"].map((name) => join("packages", name) + sep);

const isSource = (file: string): boolean =>
  /\.tsx?$/.test(file) &&
  !/\.test\.tsx?$/.test(file) &&
  !file.includes("node_modules") &&
  !laptopOnly.some((folder) => file.startsWith(folder));

/**
 * Rebuilds what a saved source file is part of, where it runs from; the next request runs it and nothing else is
 * lost. What does not build leaves the version before running.
 */
export function keepLive(cloud: RunningCloud, assembly: string, tell: (line: string) => void): () => Promise<void> {
  const bundles = prepare(runningEntries(assembly), tell);
  const changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const rebuild = async (): Promise<void> => {
    const files = [...changed];
    changed.clear();
    for (const bundle of await bundles) {
      if (files.some((file) => bundle.isMadeOf(file))) await rebuildOne(bundle, cloud, tell);
    }
  };
  // A watcher a folder: a recursive one loses a file that an editor saves by renaming another over it.
  const watchers = sourceFolders().map((folder) =>
    watch(join(root, folder), (_, name) => {
      if (name === null || !isSource(join(folder, name))) return;
      changed.add(join(folder, name).replaceAll(sep, "/"));
      clearTimeout(timer);
      timer = setTimeout(() => void rebuild(), quietMilliseconds);
    }),
  );
  return async () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
    for (const bundle of await bundles) await bundle.stop();
  };
}

/** One after another, in the background: the start does not wait for them. */
async function prepare(entries: readonly Running[], tell: (line: string) => void): Promise<readonly LiveBundle[]> {
  const bundles: LiveBundle[] = [];
  for (const entry of entries) {
    try {
      bundles.push(await openNamed(entry));
    } catch (error) {
      tell(`${entry.name} will not be rebuilt until the next start: ${(error as Error).message}`);
    }
  }
  return bundles;
}

async function rebuildOne(bundle: LiveBundle, cloud: RunningCloud, tell: (line: string) => void): Promise<void> {
  const began = performance.now();
  try {
    await bundle.rebuild();
    cloud.reload(bundle.runsFrom);
    tell(`live again after ${Math.round(performance.now() - began)} ms: ${bundle.name}`);
  } catch (error) {
    tell(`${bundle.name} was not rebuilt, the version before runs on: ${(error as Error).message}`);
  }
}

type LiveBundle = Bundle & { readonly name: string };

const openNamed = async (running: Running): Promise<LiveBundle> => ({
  ...(await openBundle(running)),
  name: running.name,
});

interface Running {
  readonly name: string;
  readonly entry: string;
  readonly runsFrom: string;
}

function sourceFolders(): string[] {
  const exclude = (path: string): boolean => path.includes("node_modules");
  const files = globSync("{functions,packages}/**/*.{ts,tsx}", { cwd: root, exclude });
  return [...new Set(files.map((file) => dirname(file)))];
}

/** Which folder of the template each source runs from, by the description that every function of ours carries. */
function runningEntries(assembly: string): Running[] {
  const folders = new Map<string, string>();
  for (const file of readdirSync(assembly).filter((name) => name.endsWith(".template.json"))) {
    const { Resources } = JSON.parse(readFileSync(join(assembly, file), "utf8")) as {
      Resources: Record<string, { Type: string; Properties: { Description?: string; Code?: { S3Key?: string } } }>;
    };
    for (const { Type, Properties } of Object.values(Resources)) {
      if (Type !== "AWS::Lambda::Function") continue;
      const name = Properties.Description?.replace(/ \(.*$/, "") ?? "";
      folders.set(name, join(assembly, `asset.${Properties.Code?.S3Key?.replace(/\.zip$/, "")}`));
    }
  }
  // What serves pages comes first: somebody looks at them.
  const pagesFirst = [...entries].sort((a, b) => Number(b.name === "web") - Number(a.name === "web"));
  return pagesFirst.flatMap(({ context, name, entry }) => {
    const runsFrom = folders.get(`${context} ${name}`);
    return runsFrom === undefined ? [] : [{ name: `${context} ${name}`, entry, runsFrom }];
  });
}
