import { cpSync, readdirSync, readFileSync, watch } from "node:fs";
import { join, sep } from "node:path";
import { bundleEntry, bundleFolder } from "@alliance/infra/constructs/bundle";
import { contexts } from "@alliance/infra/contexts";
import type { RunningCloud } from "@alliance/local-cloud";
import { root } from "./synthesize.ts";

/** One function of ours: where its source begins, and the folder of the template it runs from. */
interface LiveFunction {
  readonly context: string;
  readonly entryName: string;
  readonly entry: string;
  readonly asset: string;
}

const quietMilliseconds = 80;
const isSource = (file: string): boolean =>
  /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file) && !file.includes("node_modules");

/** Rebuilds what a saved source file is part of, in place; the next request runs it and nothing else is lost. */
export function keepLive(cloud: RunningCloud, assembly: string, tell: (line: string) => void): () => void {
  const functions = liveFunctions(assembly);
  const changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const rebuild = () => {
    const files = [...changed];
    changed.clear();
    const shared = files.some((file) => file.startsWith(`packages${sep}`));
    for (const one of functions.filter(({ context }) => shared || files.some((file) => isPartOf(file, context)))) {
      tell(rebuilt(cloud, one));
    }
  };
  const watchers = ["functions", "packages"].map((folder) =>
    watch(join(root, folder), { recursive: true }, (_, name) => {
      if (name === null || !isSource(name)) return;
      changed.add(join(folder, name));
      clearTimeout(timer);
      timer = setTimeout(rebuild, quietMilliseconds);
    }),
  );
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}

const isPartOf = (file: string, context: string): boolean => file.startsWith(join("functions", context) + sep);

function rebuilt(cloud: RunningCloud, { context, entryName, entry, asset }: LiveFunction): string {
  const began = performance.now();
  try {
    const { folder } = bundleEntry({ entry, outFolder: bundleFolder(context, entryName) });
    cpSync(folder, asset, { recursive: true });
    cloud.reload(asset);
    return `${context} ${entryName} is live again after ${Math.round(performance.now() - began)} ms`;
  } catch (error) {
    return `${context} ${entryName} was not rebuilt, the version before runs on: ${(error as Error).message}`;
  }
}

/** Which asset folder belongs to which source, by the description every function of ours carries. */
function liveFunctions(assembly: string): LiveFunction[] {
  const assets = new Map<string, string>();
  for (const file of readdirSync(assembly).filter((name) => name.endsWith(".template.json"))) {
    const { Resources } = JSON.parse(readFileSync(join(assembly, file), "utf8")) as {
      Resources: Record<string, { Type: string; Properties: { Description?: string; Code?: { S3Key?: string } } }>;
    };
    for (const { Type, Properties } of Object.values(Resources)) {
      if (Type !== "AWS::Lambda::Function") continue;
      const name = Properties.Description?.replace(/ \(.*$/, "") ?? "";
      assets.set(name, join(assembly, `asset.${Properties.Code?.S3Key?.replace(/\.zip$/, "")}`));
    }
  }
  const sources = [
    ...contexts.flatMap(({ name, folder, functions }) =>
      functions.map(({ entry }) => ({ context: name, entryName: entry as string, entry: join(folder, `${entry}.ts`) })),
    ),
    { context: "relay", entryName: "relay", entry: join(root, "functions/relay/relay.ts") },
  ];
  return sources.flatMap((source) => {
    const asset = assets.get(`${source.context} ${source.entryName}`);
    return asset === undefined ? [] : [{ ...source, asset }];
  });
}
