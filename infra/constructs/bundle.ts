import { cpSync, existsSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { buildSync, type Metafile } from "esbuild";

const neverLoaded = "@smithy/core/event-streams";
const root = resolve(import.meta.dirname, "../..");

export interface BundleOptions {
  /** The TypeScript file that exports `handler`. */
  readonly entry: string;
  readonly outFolder: string;
  /** Copied beside the code as `public/`. */
  readonly publicFolder?: string;
}

export interface Bundle {
  readonly folder: string;
  /** The minified code alone: no source map, no public files. */
  readonly bytes: number;
  readonly metafile: Metafile;
}

/** CommonJS dependencies of an ESM bundle look for these three. */
const commonJs = [
  'import { createRequire as __createRequire } from "node:module";',
  "const require = __createRequire(import.meta.url);",
  "const __dirname = import.meta.dirname;",
  "const __filename = import.meta.filename;",
].join("");

/** Bundles one Lambda entry into `outFolder` as `index.mjs` with its source map; replaces what was there. */
export function bundleEntry({ entry, outFolder, publicFolder }: BundleOptions): Bundle {
  rmSync(outFolder, { recursive: true, force: true });
  const { metafile } = buildSync({
    entryPoints: [entry],
    outfile: join(outFolder, "index.mjs"),
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
    },
    // Loaded by the SDK on its first event stream; no API that the platform calls has one.
    external: [neverLoaded],
    sourcemap: true,
    sourcesContent: false,
    legalComments: "none",
    loader: { ".css": "text", ".svg": "text" },
    metafile: true,
    logLevel: "warning",
  });
  if (publicFolder !== undefined && existsSync(publicFolder)) {
    cpSync(publicFolder, join(outFolder, "public"), { recursive: true });
  }
  const code = Object.entries(metafile.outputs).find(([name]) => name.endsWith(".mjs"))?.[1];
  if (code?.imports.some(({ path, kind }) => path === neverLoaded && kind !== "dynamic-import")) {
    throw new Error(`${entry} needs ${neverLoaded}, which infra/constructs/bundle.ts leaves out`);
  }
  return { folder: outFolder, bytes: code?.bytes ?? 0, metafile };
}

/** Where the bundle of one function lies; the same folder is rebuilt by `dev` when a source changes. */
export const bundleFolder = (context: string, entry: string): string => join(root, ".cache/bundles", context, entry);
