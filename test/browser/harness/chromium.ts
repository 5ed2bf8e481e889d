import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

// The shell is Chromium without its own windows and menus, which cost as much processor time as a page's.
const names = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The system's Chromium, or the one that CHROMIUM_PATH names. A missing browser fails the run; it never skips it. */
export function chromiumPath(): string {
  const named = process.env.CHROMIUM_PATH;
  if (named !== undefined) {
    if (isProgram(named)) return named;
    throw new Error(`CHROMIUM_PATH names ${named}, which is not a program that can be run.`);
  }
  const folders = (process.env.PATH ?? "").split(delimiter);
  const found = names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);
  if (found !== undefined) return found;
  throw new Error(
    "The browser tests need Chromium: install the system's package (apt-get install chromium-headless-shell, or chromium), or set CHROMIUM_PATH.",
  );
}
