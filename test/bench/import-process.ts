import { createReadStream, existsSync, readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { membership } from "@alliance/events";
import type { RegisterFiles } from "@alliance/membership/register/files";
import { registerReader } from "@alliance/membership/register/register";
import { applyToJoin } from "@alliance/membership/use-cases/apply-to-join";
import { followRegisterChanges } from "@alliance/membership/use-cases/follow-register-changes";
import { importRegister } from "@alliance/membership/use-cases/import-register";
import { openRegisterUpload, requestRegisterImport } from "@alliance/membership/use-cases/request-register-import";
import { as, eventOf, person, staffMember, system, testCtx } from "@alliance/testing";

// A process of its own, bundled as a function is, so that its peak of memory is that of the import: prints one JSON
// line. Table in memory, files on disk.
const [folder = "", urns = ""] = process.argv.slice(2);

class DiskFiles implements RegisterFiles {
  writes = 0;
  uploadUrl(key: string): string {
    return `file://${key}`;
  }
  async read(key: string) {
    const path = join(folder, key.startsWith("uploads/") ? (key.split("/").at(-1) ?? "") : key);
    return existsSync(path) ? createReadStream(path) : undefined;
  }
  async write(key: string, bytes: Uint8Array): Promise<void> {
    this.writes += 1;
    await mkdir(dirname(join(folder, key)), { recursive: true });
    await writeFile(join(folder, key), bytes);
  }
}

const ctx = testCtx(staffMember());
const files = new DiskFiles();
const worker = { ...as(ctx, system("membership")), files };

async function runImport(): Promise<number> {
  const { importId } = openRegisterUpload(ctx, files);
  await requestRegisterImport(ctx, importId);
  const began = performance.now();
  const outcome = await importRegister(worker, eventOf(membership.registerImportRequested, { importId }));
  if (outcome !== "imported") throw new Error(`the import was ${outcome}`);
  const told = eventOf(membership.registerImported, { ...membership.registerImported.sample, importId });
  await followRegisterChanges(worker, told);
  return (performance.now() - began) / 1000;
}

/** Everything but the imports' own records. */
const contents = (): string[] =>
  [...ctx.table.items].filter(([key]) => !key.includes("import#")).map((item) => JSON.stringify(item));

/** Joining happens in another function: its register must not stay in the memory that is measured. */
async function joinThem(): Promise<void> {
  const reader = registerReader(files);
  for (const [at, urn] of urns.split(",").filter(Boolean).entries()) {
    const applicant = as(ctx, person(`per_01KAK3F0Q9${String(at).padStart(16, "0")}`));
    await applyToJoin(applicant, reader, { urn, payment: { method: "card" } } as Parameters<typeof applyToJoin>[2]);
  }
}

const seconds = await runImport();
/** Of this process alone: what getrusage tells counts its parent's memory before the start, too. */
function peakOfProcess(): number {
  const [, kilobytes = "0"] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8")) ?? [];
  return Number(kilobytes) / 1024;
}

const peakMb = peakOfProcess();
await joinThem();
const before = new Set(contents());
const { writes } = files;
const secondsAgain = await runImport();
const changed = contents().filter((item) => !before.has(item)).length + (contents().length - before.size);
const changes = files.writes - writes + changed;
const peakAgainMb = peakOfProcess();
process.stdout.write(JSON.stringify({ seconds, secondsAgain, changes, peakMb, peakAgainMb }));
