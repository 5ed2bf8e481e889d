import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import type { TestProject } from "vitest/node";
import { chromiumPath } from "./chromium.ts";
import type { Place } from "./platform-process.ts";

declare module "vitest" {
  interface ProvidedContext {
    place: Place & { readonly browser: string };
  }
}

/** One platform and one browser for all files of a project. */
export default async function start(project: TestProject): Promise<() => Promise<void>> {
  const executablePath = chromiumPath();
  const dataFolder = mkdtempSync(join(tmpdir(), "alliance-browser-"));
  const platform = fork(join(import.meta.dirname, "platform-process.ts"), [dataFolder], {
    execArgv: ["--disable-warning=ExperimentalWarning", "--import", "tsx"],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const ended = once(platform, "exit");
  const died = ended.then(([code]) => {
    throw new Error(`the platform ended (${code}) before it had started`);
  });
  const [place] = (await Promise.race([once(platform, "message"), died])) as [Place];
  died.catch(() => undefined);
  const browser = await chromium.launchServer({ executablePath });
  project.provide("place", { ...place, browser: browser.wsEndpoint() });
  return async () => {
    await browser.close();
    if (platform.connected) platform.disconnect();
    await ended;
    rmSync(dataFolder, { recursive: true, force: true });
  };
}
