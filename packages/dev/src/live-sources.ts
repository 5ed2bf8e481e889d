import { globSync, readdirSync, readFileSync, watch } from "node:fs";
import { dirname, join, sep } from "node:path";
import { type LiveBundle, liveBundle } from "@alliance/infra/constructs/bundle";
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

interface Running {
  readonly context: string;
  readonly name: string;
  readonly entry: string;
  readonly runsFrom: string;
}

/** A function with the files that were saved since it was last looked at. */
interface Kept extends Running {
  readonly saved: Set<string>;
  readonly bundle: LiveBundle;
}

/** What somebody works on is seldom part of more; a package that all share is, and all together would take gigabytes. */
const mostAwake = 3;

/**
 * Rebuilds what a saved source file is part of, where it runs from; the next request runs it and nothing else is
 * lost. What does not build leaves the version before running.
 */
export function keepLive(cloud: RunningCloud, assembly: string, tell: (line: string) => void): () => Promise<void> {
  const kept: Kept[] = runningEntries(assembly).map((running) => ({
    ...running,
    saved: new Set(),
    bundle: liveBundle(running),
  }));
  const awake: Kept[] = [];
  let timer: NodeJS.Timeout | undefined;
  let work = Promise.resolve();
  const rebuildAll = async (): Promise<void> => {
    for (let next = mostWanted(kept); next; next = mostWanted(kept)) {
      if (!(await rebuildOne(next, cloud, tell))) continue;
      if (awake.includes(next)) awake.splice(awake.indexOf(next), 1);
      for (const tired of awake.splice(mostAwake - 1)) await tired.bundle.rest();
      awake.unshift(next);
    }
  };
  // A watcher a folder: a recursive one loses a file that an editor saves by renaming another over it.
  const watchers = sourceFolders().map((folder) =>
    watch(join(root, folder), (_, name) => {
      if (name === null || !isSource(join(folder, name))) return;
      const file = join(folder, name).replaceAll(sep, "/");
      for (const one of kept) if (mayHold(one, file)) one.saved.add(file);
      clearTimeout(timer);
      timer = setTimeout(() => {
        work = work.then(rebuildAll);
      }, quietMilliseconds);
    }),
  );
  return async () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
    for (const one of kept) one.saved.clear();
    await work;
    for (const { bundle } of kept) await bundle.rest();
  };
}

/** A context imports no other: only its own functions can have one of its files. */
const mayHold = ({ context }: Running, file: string): boolean =>
  !file.startsWith("functions/") || file.startsWith(`functions/${context}/`);

/** The saved file's own context first, then what serves pages: somebody looks at them. */
function mostWanted(kept: readonly Kept[]): Kept | undefined {
  const rank = ({ context, name, saved }: Kept): number =>
    Number([...saved].some((file) => file.startsWith(`functions/${context}/`))) * 2 + Number(name.endsWith(" web"));
  return kept.filter(({ saved }) => saved.size > 0).sort((a, b) => rank(b) - rank(a))[0];
}

/** Says whether the files are part of it. */
async function rebuildOne(one: Kept, cloud: RunningCloud, tell: (line: string) => void): Promise<boolean> {
  const began = performance.now();
  const saved = new Set(one.saved);
  one.saved.clear();
  try {
    if (!(await one.bundle.rebuildFor(saved))) return false;
    cloud.reload(one.runsFrom);
    tell(`live again after ${Math.round(performance.now() - began)} ms: ${one.name}`);
  } catch (error) {
    tell(`${one.name} was not rebuilt, the version before runs on: ${(error as Error).message}`);
  }
  return true;
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
  return entries.flatMap(({ context, name, entry }) => {
    const runsFrom = folders.get(`${context} ${name}`);
    return runsFrom === undefined ? [] : [{ context, name: `${context} ${name}`, entry, runsFrom }];
  });
}
