import { accessSync, chmodSync, constants } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Refusal } from "../refusal.ts";

const require = createRequire(import.meta.url);

/** Platforms for which the engine's authors publish a package `@dynoxide/<platform>-<arch>`. */
const publishedPlatforms = ["linux-x64", "linux-arm64", "darwin-x64", "darwin-arm64", "win32-x64"];

/** The embedded DynamoDB engine of this platform; throws one line that names both ways out when there is none. */
export function engineBinary(platform: string = process.platform, arch: string = process.arch): string {
  const name = `@dynoxide/${platform}-${arch}`;
  let folder: string;
  try {
    folder = dirname(require.resolve(`${name}/package.json`));
  } catch {
    throw new Refusal(
      `No DynamoDB engine for ${platform}-${arch}: ` +
        (publishedPlatforms.includes(`${platform}-${arch}`)
          ? `add the package ${name} (pnpm --filter @alliance/local-cloud add -O ${name}), or `
          : "the embedded one is not published for it; ") +
        "set AWS_ENDPOINT_URL_DYNAMODB to any DynamoDB-compatible endpoint.",
    );
  }
  const binary = join(folder, platform === "win32" ? "dynoxide.exe" : "dynoxide");
  makeExecutable(binary);
  return binary;
}

/** npm clients drop the executable bit of files that are not listed under `bin`. */
function makeExecutable(binary: string): void {
  try {
    accessSync(binary, constants.X_OK);
  } catch {
    chmodSync(binary, 0o755);
  }
}
