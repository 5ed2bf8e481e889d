import { membership } from "@alliance/events";
import { eventOf, published, staffMember, testCtx } from "@alliance/testing";
import { expect, test } from "vitest";
import { nightlyKeys } from "../register/files.ts";
import { MemoryFiles } from "../register/memory-files.ts";
import { registerReader } from "../register/register.ts";
import { establishmentsFile, groupsFile, sampleGroups, sampleRows } from "../register/sample-file.ts";
import { workerCtx } from "../test-world.ts";
import { importNewestUpload } from "./import-newest-upload.ts";
import { importRegister } from "./import-register.ts";

const emptyWorld = () => {
  const files = new MemoryFiles();
  const ctx = testCtx(staffMember());
  return { ctx, files, worker: workerCtx(ctx, files) };
};
const requestedIn = ({ ctx }: ReturnType<typeof emptyWorld>) =>
  published(ctx).filter(({ type }) => type === "membership.register-import-requested");

const importIdOf = (world: ReturnType<typeof emptyWorld>): string => {
  const [event] = requestedIn(world);
  if (event === undefined) throw new Error("no import was requested");
  return (event.data as { importId: string }).importId;
};

test("the newest file in the bucket is imported, with the groups file of its day", async () => {
  const world = emptyWorld();
  world.files.files.set(nightlyKeys("2026-11-18").establishments, establishmentsFile(sampleRows.slice(0, 1)));
  world.files.files.set(nightlyKeys("2026-11-20").establishments, establishmentsFile(sampleRows));
  world.files.files.set(nightlyKeys("2026-11-20").groups, groupsFile(sampleGroups));
  expect(await importNewestUpload(world.worker)).toBe("requested");
  const importId = importIdOf(world);
  await importRegister(world.worker, eventOf(membership.registerImportRequested, { importId }));
  const register = await registerReader(world.files).current(world.ctx.table);
  expect(register.size).toBe(5);
  expect(register.findTrust("5001")).toBeDefined();
});

test("a file that was imported is not imported again, however often and by how many it is tried", async () => {
  const world = emptyWorld();
  world.files.files.set(nightlyKeys("2026-11-20").establishments, establishmentsFile(sampleRows));
  const outcomes = await Promise.all([1, 2, 3].map(() => importNewestUpload(world.worker)));
  expect(outcomes.sort()).toEqual(["imported-already", "imported-already", "requested"]);
  expect(await importNewestUpload(world.worker)).toBe("imported-already");
  expect(requestedIn(world)).toHaveLength(1);
  world.files.files.set(nightlyKeys("2026-11-21").establishments, establishmentsFile(sampleRows));
  expect(await importNewestUpload(world.worker)).toBe("requested");
});

test("without a file, or with an old one alone, nothing happens", async () => {
  const world = emptyWorld();
  expect(await importNewestUpload(world.worker)).toBe("no-file");
  world.files.files.set(nightlyKeys("2026-10-01").establishments, establishmentsFile(sampleRows));
  expect(await importNewestUpload(world.worker)).toBe("no-file");
  expect(world.ctx.table.items.size).toBe(0);
});

test("a broken file is refused whole, and the next day's is read", async () => {
  const world = emptyWorld();
  world.files.files.set(nightlyKeys("2026-11-20").establishments, Buffer.from("URN\n1\n"));
  await importNewestUpload(world.worker);
  const importId = importIdOf(world);
  const event = eventOf(membership.registerImportRequested, { importId });
  expect(await importRegister(world.worker, event)).toBe("refused");
  world.files.files.set(nightlyKeys("2026-11-21").establishments, establishmentsFile(sampleRows));
  expect(await importNewestUpload(world.worker)).toBe("requested");
});
