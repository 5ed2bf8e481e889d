import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, parse, relative, resolve } from "node:path";
import { threadId } from "node:worker_threads";
import { type BuildContext, type BuildOptions, build, context, type Metafile, type Plugin } from "esbuild";

const neverLoaded = "@smithy/core/event-streams";
const root = resolve(import.meta.dirname, "../..");
const drive = parse(root).root;

export interface FileBeside {
  readonly from: string;
  /** Relative to the code: "public". */
  readonly to: string;
}

export interface BundleOptions {
  /** The TypeScript file that exports `handler`. */
  readonly entry: string;
  readonly outFolder: string;
  /** Files and folders that lie beside the code, where there are any. */
  readonly files?: readonly FileBeside[];
}

export interface Bundle {
  readonly folder: string;
  /** The minified code alone: no source map, no files beside it. */
  readonly bytes: number;
  /** What went in, and how much of each file was left: names of files relative to the root. */
  readonly inputs: Metafile["outputs"][string]["inputs"];
}

/** CommonJS dependencies of an ESM bundle look for these three. */
const commonJs = [
  'import { createRequire as __createRequire } from "node:module";',
  "const require = __createRequire(import.meta.url);",
  "const __dirname = import.meta.dirname;",
  "const __filename = import.meta.filename;",
].join("");

/** Schemas are made into JSON Schema for documents, on a laptop: a fifth of zod that no function runs. */
const withoutJsonSchema: Plugin = {
  name: "zod without JSON Schema",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]zod[\\/]v4[\\/]core[\\/](?:json-schema-processors|to-json-schema)\.js$/ }, ({ path }) => {
      const exported = readFileSync(path, "utf8").matchAll(/^export (?:const|function) (\w+)/gm);
      const names = [...exported].map(([, name]) => `leftOut as ${name}`);
      const why = "JSON Schema is left out of bundles: infra/constructs/bundle.ts";
      return { contents: `const leftOut = () => { throw new Error("${why}"); };\nexport { ${names.join(", ")} };` };
    });
  },
};

/** An SDK client says its version with every request, and brings its whole package.json for that. */
const versionAlone: Plugin = {
  name: "the version of an SDK client alone",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]@aws-sdk[\\/]client-[\w-]+[\\/]package\.json$/ }, ({ path }) => {
      const { version } = JSON.parse(readFileSync(path, "utf8")) as { version: string };
      return { contents: JSON.stringify({ version }), loader: "json" };
    });
  },
};

const options = {
  outExtension: { ".js": ".mjs" },
  absWorkingDir: root,
  tsconfig: join(root, "tsconfig.base.json"),
  bundle: true,
  platform: "node",
  target: "node24",
  format: "esm",
  // The ES module builds of dependencies drop what is not used; their CommonJS builds cannot.
  mainFields: ["module", "main"],
  conditions: ["import", "module"],
  banner: { js: commonJs },
  minify: true,
  alias: {
    "@aws-sdk/credential-provider-node": join(root, "infra/bundle-stand-ins/lambda-credentials.ts"),
    "@aws-sdk/endpoint-cache": join(root, "infra/bundle-stand-ins/endpoint-cache.ts"),
    "brotli/decompress.js": join(root, "infra/bundle-stand-ins/woff2-decompression.ts"),
    // The build on fetch and Web Crypto: the one for Node loads half of Node when it is imported.
    stripe: join(root, "packages/payments/node_modules/stripe/esm/stripe.esm.worker.js"),
  },
  // Loaded by the SDK on its first event stream; no API that the platform calls has one.
  external: [neverLoaded],
  sourcemap: true,
  sourcesContent: false,
  legalComments: "none",
  loader: { ".css": "text", ".svg": "text" },
  plugins: [withoutJsonSchema, versionAlone],
  metafile: true,
  logLevel: "warning",
} satisfies BuildOptions;

/** Bundles one Lambda entry into `outFolder` as `index.mjs` with its source map; replaces what was there. */
export async function bundleEntry(options: BundleOptions): Promise<Bundle> {
  const [bundle] = await bundleEntries([options]);
  if (!bundle) throw new Error(`${options.entry} was not bundled`);
  return bundle;
}

/** Bundles many entries in one run, which reads what they share once: about a third of the time of one by one. */
export async function bundleEntries(wanted: readonly BundleOptions[]): Promise<readonly Bundle[]> {
  for (const { outFolder } of wanted) rmSync(outFolder, { recursive: true, force: true });
  const { metafile } = await build({
    ...options,
    // From the drive's root, because esbuild rewrites the `..` that another start may need.
    entryPoints: wanted.map(({ entry, outFolder }) => ({ in: entry, out: relative(drive, join(outFolder, "index")) })),
    outdir: drive,
  });
  return wanted.map(({ entry, outFolder, files = [] }) => {
    for (const { from, to } of files) {
      if (existsSync(from)) cpSync(from, join(outFolder, to), { recursive: true });
    }
    const output = metafile.outputs[relative(root, join(outFolder, "index.mjs"))];
    if (!output) throw new Error(`${entry} was not bundled`);
    if (output.imports.some(({ path, kind }) => path === neverLoaded && kind !== "dynamic-import")) {
      throw new Error(`${entry} needs ${neverLoaded}, which infra/constructs/bundle.ts leaves out`);
    }
    return { folder: outFolder, bytes: output.bytes, inputs: output.inputs };
  });
}

export interface LiveBundle {
  /** Bundles it again where it runs from, if one of these files, named from the root, is part of it. Says whether. */
  rebuildFor(files: ReadonlySet<string>): Promise<boolean>;
  /** Gives back the memory of what was read, some 60 MB; the next rebuild reads it again, and takes a second longer. */
  rest(): Promise<void>;
}

/** The same bundle for a platform that runs: kept in memory, so that a saved file costs a fraction of a second. */
export function liveBundle({ entry, runsFrom }: { entry: string; runsFrom: string }): LiveBundle {
  const entryPoints = [{ in: entry, out: relative(drive, join(runsFrom, "index")) }];
  const live = { ...options, logLevel: "silent", write: false, entryPoints, outdir: drive } as const;
  let bundler: BuildContext<typeof live> | undefined;
  let inputs: Metafile["inputs"] | undefined;
  return {
    async rebuildFor(files) {
      const isPart = (known: Metafile["inputs"]): boolean => [...files].some((file) => file in known);
      if (inputs !== undefined && !isPart(inputs)) return false;
      bundler ??= await context(live);
      const { metafile, outputFiles } = await bundler.rebuild();
      inputs = metafile.inputs;
      if (!isPart(inputs)) {
        await this.rest();
        return false;
      }
      for (const { path, contents } of outputFiles) writeFileSync(path, contents);
      return true;
    },
    async rest() {
      await bundler?.dispose();
      bundler = undefined;
    },
  };
}

// Of this process alone: a synth for tests and one for `dev` may run at the same time.
const bundles = join(root, ".cache/bundles", `${process.pid}-${threadId}`);

/** To be called once the stacks hold their own copies. */
export const discardBundles = (): void => rmSync(bundles, { recursive: true, force: true });

/** Where the bundle of one function lies while this process lives. */
export const bundleFolder = (context: string, entry: string): string => join(bundles, context, entry);
