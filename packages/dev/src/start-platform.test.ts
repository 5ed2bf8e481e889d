import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lockFolder } from "@alliance/local-cloud";
import { expect, it } from "vitest";
import { startPlatform } from "./start-platform.ts";
import { root } from "./synthesize.ts";

it("refuses a data folder that another platform runs on before it touches anything in it, even with --fresh", async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), "platform-"));
  const note = join(dataFolder, "seeded.json");
  writeFileSync(note, "{}");
  const other = lockFolder(dataFolder);
  await expect(startPlatform({ port: 0, dataFolder, fresh: true })).rejects.toThrow(/is in use by another local cloud/);
  expect(existsSync(note)).toBe(true);
  expect(existsSync(join(dataFolder, "cdk.out"))).toBe(false);
  other.close();
});

it("refuses a data folder that is a file, in one line", async () => {
  const dataFolder = join(mkdtempSync(join(tmpdir(), "platform-")), "file");
  writeFileSync(dataFolder, "not a folder");
  const refused = startPlatform({ port: 0, dataFolder });
  await expect(refused).rejects.toThrow(new RegExp(`the data folder ${dataFolder} cannot be used: [^\n]+$`));
});

// Where the system makes no folders; in a process of its own, since one that tries for ever stops for no timeout.
it("ends the command with one line and no success where no folder can be made", () => {
  const command = ["--disable-warning=ExperimentalWarning", "--import", "tsx", "packages/dev/src/main.ts"];
  const ended = spawnSync(process.execPath, [...command, "--data", "/proc/alliance/data"], {
    cwd: root,
    encoding: "utf8",
    timeout: 25_000,
    killSignal: "SIGKILL",
  });
  expect(ended.stderr).toMatch(/^dev: the data folder \/proc\/alliance\/data cannot be used: [^\n]+\n$/);
  expect(ended.status).toBe(1);
});
