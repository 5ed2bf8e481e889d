import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, type Stats, statSync, utimesSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { root } from "@alliance/dev/synthesize";
import { atMost, type Measurement, median } from "./figure.ts";
import { freePort } from "./free-port.ts";
import { inTemporaryFolder } from "./world.ts";

const pnpm = "pnpm@10.34.9";
const pollMs = 20;
const patienceMs = 300_000;

/** As a person's own shell has it: without what pnpm adds for the scripts it runs. */
function shellEnvironment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(npm_|pnpm_|node_options|node_path)/i.test(name));
  const path = (process.env.PATH ?? "").split(delimiter).filter((folder) => !folder.includes("node_modules"));
  return { ...Object.fromEntries(own), PATH: path.join(delimiter) };
}

interface Running {
  readonly origin: string;
  readonly process: ChildProcess;
  readonly said: () => string;
}

function startDev(clone: string, port: number): Running {
  const child = spawn("npx", ["-y", pnpm, "dev", "--port", String(port)], {
    cwd: clone,
    detached: true,
    env: shellEnvironment(),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += String(chunk)));
  return { origin: `http://localhost:${port}`, process: child, said: () => said };
}

async function until(running: Running, what: string, holds: () => Promise<boolean>): Promise<void> {
  const began = performance.now();
  while (!(await holds())) {
    const ended = running.process.exitCode !== null;
    if (ended || performance.now() - began > patienceMs)
      throw new Error(`no ${what}; it said: ${running.said().slice(-2_000)}`);
    await delay(pollMs);
  }
}

const frontPage = async ({ origin }: Running): Promise<string | undefined> => {
  const reply = await fetch(origin).catch(() => undefined);
  return reply?.status === 200 ? reply.text() : undefined;
};

/** As Ctrl-C in a terminal: every process of the group is asked. */
async function stopDev({ process: child }: Running): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null) return;
  const ended = once(child, "exit");
  process.kill(-child.pid, "SIGINT");
  await Promise.race([ended, delay(20_000, undefined, { ref: false })]);
}

/** Seconds from the start to the first page that is answered with 200. */
async function toFirstPage(began: number, running: Running): Promise<number> {
  await until(running, "first page", async () => (await frontPage(running)) !== undefined);
  return (performance.now() - began) / 1000;
}

/** As it was, its date too: what was made of it is still up to date at the next start. */
function restore(file: string, source: string, { atime, mtime }: Stats): void {
  writeFileSync(file, source);
  utimesSync(file, atime, mtime);
}

interface Edit {
  readonly file: string;
  readonly before: string;
  readonly after: string;
}

/** Of one function, and of a package that every function with pages holds. */
const edits = {
  own: { file: "functions/home/pages/front-page.tsx", before: "What do you need today?", after: "What shall we do?" },
  shared: { file: "packages/ui/src/page/footer.tsx", before: "working together.", after: "working as one." },
} as const satisfies Record<string, Edit>;

/** Seconds from saving a source's new text until a visitor reads it; then all is as before. */
async function toLivePage(clone: string, running: Running, { file: name, before, after }: Edit): Promise<number> {
  const shows = (text: string) => async () => (await frontPage(running))?.includes(text) ?? false;
  const file = join(clone, name);
  const source = readFileSync(file, "utf8");
  const dates = statSync(file);
  if (!source.includes(before)) throw new Error(`${name} has no "${before}" any more`);
  const began = performance.now();
  writeFileSync(file, source.replace(before, after));
  await until(running, "new text", shows(after));
  const seconds = (performance.now() - began) / 1000;
  restore(file, source, dates);
  await until(running, "text of before", shows(before));
  return seconds;
}

/** The first edit after a start may wait until all is prepared; it is told beside those that follow. */
async function editSome(clone: string, running: Running, edit: Edit): Promise<{ value: number; detail: string }> {
  const first = await toLivePage(clone, running, edit);
  const others: number[] = [];
  for (let more = 0; more < 3; more++) others.push(await toLivePage(clone, running, edit));
  return { value: median(others), detail: `median of three; the first after the start ${first.toFixed(1)} s` };
}

/** What somebody meets who clones the repository: the first start, an edit, the second start with the same data. */
export const freshClone: Measurement = {
  name: "fresh-clone",
  run: ({ tell }) =>
    inTemporaryFolder(async (folder) => {
      const clone = join(folder, "clone");
      const port = await freePort();
      const began = performance.now();
      execFileSync("git", ["clone", "--quiet", root, clone], { stdio: "ignore" });
      const first = startDev(clone, port);
      let running = first;
      try {
        const freshSeconds = await toFirstPage(began, first);
        tell(`first page after ${freshSeconds.toFixed(1)} s`);
        await until(first, "end of the seeding", async () => first.said().includes("runs on"));
        const own = await editSome(clone, first, edits.own);
        const shared = await editSome(clone, first, edits.shared);
        await stopDev(first);
        const again = performance.now();
        running = startDev(clone, port);
        const restartSeconds = await toFirstPage(again, running);
        const seconds = { unit: " s", digits: 1 };
        const title = "saved source file";
        return [
          atMost({
            ...{ id: "fresh-clone", figure: "fresh clone → first page, warm npm cache", limit: 90, ...seconds },
            value: freshSeconds,
          }),
          atMost({
            ...{ id: "restart", figure: "restart with the same data → first page", limit: 12, ...seconds },
            value: restartSeconds,
          }),
          atMost({ id: "live-source", figure: `${title} of one function → live page`, limit: 2, ...seconds, ...own }),
          atMost({
            id: "live-shared",
            figure: `${title} that all pages share → live page`,
            limit: 2,
            ...seconds,
            ...shared,
          }),
        ];
      } finally {
        await stopDev(running);
      }
    }),
};
