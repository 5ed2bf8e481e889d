import { open, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { Hono } from "hono";
import { answer } from "./answer.ts";
import { type LogFile, LogPage, LogsPage } from "./pages/logs.tsx";
import type { WideCloud } from "./wide-cloud.ts";

const SHOWN_BYTES = 200_000;
const SHOWN_LINES = 500;

export function logRoutes(cloud: WideCloud): Hono {
  const app = new Hono();
  const folder = join(cloud.dataFolder, "logs");
  app.get("/logs", async (context) => {
    const logs = await listLogs(folder);
    return answer(context, { logs }, () => LogsPage({ logs }));
  });
  app.get("/logs/:name", async (context) => {
    const name = context.req.param("name");
    // Only a listed name is opened: a path cannot lead elsewhere.
    const known = (await listLogs(folder)).some((log) => log.name === name);
    if (!known) return context.notFound();
    const lines = await lastLines(join(folder, `${name}.log`));
    return answer(context, { name, lines }, () => LogPage({ name, lines }));
  });
  return app;
}

async function listLogs(folder: string): Promise<LogFile[]> {
  const names = await readdir(folder).catch(() => [] as string[]);
  const logs = await Promise.all(
    names
      .filter((name) => name.endsWith(".log"))
      .map(async (name) => {
        const { size, mtimeMs } = await stat(join(folder, name));
        return { name: name.slice(0, -".log".length), sizeBytes: size, changedAt: mtimeMs };
      }),
  );
  return logs.sort((a, b) => b.changedAt - a.changedAt);
}

/** The newest first. */
async function lastLines(path: string): Promise<string[]> {
  const file = await open(path, "r");
  try {
    const { size } = await file.stat();
    const from = Math.max(0, size - SHOWN_BYTES);
    const buffer = Buffer.alloc(size - from);
    await file.read(buffer, 0, buffer.length, from);
    const lines = buffer.toString("utf8").split("\n").filter(Boolean);
    return (from > 0 ? lines.slice(1) : lines).slice(-SHOWN_LINES).reverse();
  } finally {
    await file.close();
  }
}
