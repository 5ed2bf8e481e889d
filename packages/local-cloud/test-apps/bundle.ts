import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { Code } from "aws-cdk-lib/aws-lambda";
import { buildSync } from "esbuild";

/** One ESM file a function, as any CDK app would ship it. */
export function bundle(entry: string, folder: string, name: string): Code {
  const outdir = join(folder, name);
  mkdirSync(outdir, { recursive: true });
  buildSync({
    entryPoints: [entry],
    outfile: join(outdir, "index.mjs"),
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node24",
    minify: true,
    logLevel: "error",
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
  });
  return Code.fromAsset(outdir);
}
