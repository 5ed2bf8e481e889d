import { readdirSync, readFileSync, watch } from "node:fs";
import { join, sep } from "node:path";
import { liveBundles } from "@alliance/infra/constructs/bundle";
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
export async function keepLive(
  cloud: RunningCloud,
  assembly: string,
  tell: (line: string) => void,
): Promise<() => Promise<void>> {
  const bundles = await liveBundles(runningEntries(assembly));
  const first = bundles.rebuild().catch((error: unknown) => tell(`not live: ${(error as Error).message}`));
  let timer: NodeJS.Timeout | undefined;
  const rebuild = async () => {
    await first;
    const began = performance.now();
    try {
      const folders = await bundles.rebuild();
      for (const folder of folders) cloud.reload(folder);
      if (folders.length > 0)
        tell(`live after ${Math.round(performance.now() - began)} ms: ${folders.length} functions`);
    } catch (error) {
      tell(`not rebuilt, the version before runs on: ${(error as Error).message}`);
    }
  };
  const watchers = ["functions", "packages"].map((folder) =>
    watch(join(root, folder), { recursive: true }, (_, name) => {
      if (name === null || !isSource(join(folder, name))) return;
      clearTimeout(timer);
      timer = setTimeout(() => void rebuild(), quietMilliseconds);
    }),
  );
  return async () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
    await bundles.stop();
  };
}

/** Which folder of the template each source runs from, by the description that every function of ours carries. */
function runningEntries(assembly: string): { entry: string; runsFrom: string }[] {
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
    return runsFrom === undefined ? [] : [{ entry, runsFrom }];
  });
}
