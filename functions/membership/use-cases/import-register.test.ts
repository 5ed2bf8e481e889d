import { isProblem } from "@alliance/core";
import { membership } from "@alliance/events";
import type { Ctx } from "@alliance/store";
import { as, eventOf, person, published, staffMember, testCtx } from "@alliance/testing";
import { expect, test } from "vitest";
import { importKey, registerPointerKey } from "../keys/register-import.ts";
import { uploadKeys } from "../register/files.ts";
import { MemoryFiles } from "../register/memory-files.ts";
import {
  establishmentsFile,
  groupsFile,
  linksFile,
  sampleGroups,
  sampleLinks,
  sampleRows,
} from "../register/sample-file.ts";
import { searchableRegisterReader } from "../register/searchable-register.ts";
import { RegisterImport, RegisterPointer } from "../schema/register-import.ts";
import { importFiles, workerCtx } from "../test-world.ts";
import { importRegister } from "./import-register.ts";
import { openRegisterUpload, readRegisterImport, requestRegisterImport } from "./request-register-import.ts";

const emptyWorld = () => ({ ctx: testCtx(staffMember()), files: new MemoryFiles() });
const file = establishmentsFile(sampleRows);
const links = linksFile(sampleLinks);
const groups = groupsFile(sampleGroups);

const pointerOf = async ({ ctx }: { ctx: Ctx }) => (await ctx.table.get(registerPointerKey, RegisterPointer))?.data;
const importOf = ({ table }: Ctx, importId: string) => table.get(importKey(importId), RegisterImport);

test("an import makes its schools findable and counts them", async () => {
  const world = emptyWorld();
  const { importId, outcome } = await importFiles(world, file, links);
  expect(outcome).toBe("imported");
  const counts = { rows: 5, added: 5, changed: 0, unchanged: 0, kept: 0, links: 1 };
  expect(await readRegisterImport(world.ctx, importId)).toMatchObject({ status: "imported", counts });
  expect(published(world.ctx).at(-1)).toMatchObject({ type: "membership.register-imported", data: counts });
  const register = await searchableRegisterReader(world.files).current(world.ctx.table);
  expect(register.find("900001")?.name).toBe("Harbour View Primary School");
  expect(register.successorsOf("900004").map(({ linkUrn }) => linkUrn)).toEqual(["900001"]);
});

test("the same file again writes no establishment and leaves the pointer", async () => {
  const world = emptyWorld();
  await importFiles(world, file, links, groups);
  const before = await pointerOf(world);
  const { writes } = world.files;
  const { importId } = await importFiles(world, file, links, groups);
  expect(world.files.writes).toBe(writes);
  expect(await pointerOf(world)).toEqual(before);
  const counts = { rows: 5, added: 0, changed: 0, unchanged: 5, kept: 0, links: 1, trusts: 2, joined: 0, left: 0 };
  expect((await readRegisterImport(world.ctx, importId)).counts).toEqual(counts);
});

test("a file that names only some schools leaves the others as they were", async () => {
  const world = emptyWorld();
  await importFiles(world, file, links);
  const changed = [
    { ...sampleRows[0], Town: "Sunderland" },
    { URN: "900009", EstablishmentName: "New School" },
  ];
  const { importId } = await importFiles(world, establishmentsFile(changed as typeof sampleRows));
  const counts = { rows: 2, added: 1, changed: 1, unchanged: 0, kept: 4, links: 1 };
  expect((await readRegisterImport(world.ctx, importId)).counts).toEqual(counts);
  const register = await searchableRegisterReader(world.files).current(world.ctx.table);
  expect(register.size).toBe(6);
  expect(register.find("900001")?.town).toBe("Sunderland");
});

test("a broken file is refused whole, with line and column, and the register stays", async () => {
  const world = emptyWorld();
  await importFiles(world, file);
  const before = await pointerOf(world);
  const { writes } = world.files;
  const broken = Buffer.from(Buffer.from(file).toString("latin1").replace("31/08/2019", "31/06/2019"), "latin1");
  const { importId, outcome } = await importFiles(world, broken);
  expect(outcome).toBe("refused");
  const error = { line: 5, column: "CloseDate", reason: "is not a date as DD-MM-YYYY" };
  expect(await readRegisterImport(world.ctx, importId)).toMatchObject({ status: "refused", error });
  expect(published(world.ctx).at(-1)).toMatchObject({ type: "membership.register-import-refused", data: error });
  expect(await pointerOf(world)).toEqual(before);
  expect(world.files.writes).toBe(writes);
});

test("a broken links file refuses the establishments with it", async () => {
  const world = emptyWorld();
  const { outcome } = await importFiles(world, file, linksFile([["900004", "9", "", "Successor", ""]]));
  expect(outcome).toBe("refused");
  expect(await pointerOf(world)).toBeUndefined();
});

test("a broken groups file refuses the establishments with it and says which file it was", async () => {
  const world = emptyWorld();
  const broken = groupsFile([{ ...sampleGroups[0], "Joined date": "31-02-2024" }]);
  const { importId, outcome } = await importFiles(world, file, links, broken);
  expect(outcome).toBe("refused");
  const error = { line: 2, column: "Joined date", reason: "is not a date as DD-MM-YYYY (groups file)" };
  expect(await readRegisterImport(world.ctx, importId)).toMatchObject({ error });
  expect(await pointerOf(world)).toBeUndefined();
});

test("a groups file says which trust a school is in, and later files say that it left and came again", async () => {
  const world = emptyWorld();
  const registerNow = () => searchableRegisterReader(world.files).current(world.ctx.table);
  const { importId } = await importFiles(world, file, links, groups);
  expect((await readRegisterImport(world.ctx, importId)).counts).toMatchObject({ trusts: 2, joined: 2, left: 0 });
  const first = { urn: "900003", trustUid: "5001", from: "2024-09-01" };
  expect((await registerNow()).spellsOf("900003")).toEqual([first]);
  expect((await registerNow()).findTrust("5001")).toMatchObject({ name: "Saltmarsh Learning Trust" });
  expect((await (await registerNow()).searchTrusts("saltmarsh", 5)).map(({ uid }) => uid)).toEqual(["5001"]);

  const without = sampleGroups.filter(({ URN }) => URN !== "900003");
  await importFiles(world, file, links, groupsFile(without));
  expect((await registerNow()).spellsOf("900003")).toEqual([{ ...first, until: "2026-11-21" }]);

  world.ctx.clock.moveSeconds(40 * 86_400);
  const again = [...without, { ...sampleGroups[0], "Joined date": "25-12-2026" }] as typeof sampleGroups;
  await importFiles(world, file, links, groupsFile(again));
  expect((await registerNow()).spellsOf("900003")).toEqual([
    { ...first, until: "2026-11-21" },
    { urn: "900003", trustUid: "5001", from: "2026-12-25" },
  ]);
});

test("a federation is no trust", async () => {
  const world = emptyWorld();
  await importFiles(world, file, undefined, groups);
  expect((await searchableRegisterReader(world.files).current(world.ctx.table)).findTrust("5009")).toBeUndefined();
});

test("whoever watches sees how many rows were read", async () => {
  const world = emptyWorld();
  const rows = Array.from({ length: 5_001 }, (_, at) => ({ ...sampleRows[0], URN: String(100_000 + at) }));
  const { importId } = await importFiles({ ...world }, establishmentsFile(rows));
  expect((await readRegisterImport(world.ctx, importId)).rowsRead).toBe(5_000);
});

test("an import without an uploaded file is refused", async () => {
  const world = emptyWorld();
  const { importId } = openRegisterUpload(world.ctx, world.files);
  await requestRegisterImport(world.ctx, importId);
  const event = eventOf(membership.registerImportRequested, { importId });
  expect(await importRegister(workerCtx(world.ctx, world.files), event)).toBe("refused");
  expect((await readRegisterImport(world.ctx, importId)).error?.reason).toContain("no establishments file");
});

test("the same event again changes nothing", async () => {
  const world = emptyWorld();
  const { importId } = await importFiles(world, file);
  const items = structuredClone([...world.ctx.table.items]);
  const event = eventOf(membership.registerImportRequested, { importId });
  expect(await importRegister(workerCtx(world.ctx, world.files), event)).toBe("finished-already");
  expect([...world.ctx.table.items]).toEqual(items);
});

test("the same event twice at once imports once", async () => {
  const world = emptyWorld();
  const { importId } = openRegisterUpload(world.ctx, world.files);
  world.files.files.set(uploadKeys(importId).establishments, file);
  await requestRegisterImport(world.ctx, importId);
  const event = eventOf(membership.registerImportRequested, { importId });
  const run = () => importRegister(workerCtx(world.ctx, world.files), event);
  expect(await Promise.all([run(), run(), run()])).toContain("imported");
  const imported = published(world.ctx).filter(({ type }) => type === "membership.register-imported");
  expect(imported).toHaveLength(1);
});

test("an import that was cut off is taken up again by the next delivery", async () => {
  const world = emptyWorld();
  const { importId } = openRegisterUpload(world.ctx, world.files);
  await requestRegisterImport(world.ctx, importId);
  const event = eventOf(membership.registerImportRequested, { importId });
  const failing = { ...world.files, read: () => Promise.reject(new Error("the bucket is away")) };
  await expect(importRegister(workerCtx(world.ctx, failing as never), event)).rejects.toThrow("away");
  expect((await readRegisterImport(world.ctx, importId)).status).toBe("running");
  world.files.files.set(uploadKeys(importId).establishments, file);
  expect(await importRegister(workerCtx(world.ctx, world.files), event)).toBe("imported");
});

test("an older request never replaces what a newer one brought", async () => {
  const world = emptyWorld();
  const older = openRegisterUpload(world.ctx, world.files).importId;
  world.files.files.set(uploadKeys(older).establishments, establishmentsFile(sampleRows.slice(0, 1)));
  await requestRegisterImport(world.ctx, older);
  world.ctx.clock.moveSeconds(60);
  await importFiles(world, file);
  const event = eventOf(membership.registerImportRequested, { importId: older });
  expect(await importRegister(workerCtx(world.ctx, world.files), event)).toBe("refused");
  expect((await pointerOf(world))?.establishments).toBe(5);
});

test("asking twice for an import asks once", async () => {
  const { ctx, files } = emptyWorld();
  const { importId } = openRegisterUpload(ctx, files);
  const first = await requestRegisterImport(ctx, importId);
  expect(await requestRegisterImport(ctx, importId)).toEqual(first);
  expect(published(ctx)).toHaveLength(1);
  expect((await importOf(ctx, importId))?.version).toBe(1);
});

test("two who ask at once ask once", async () => {
  const { ctx, files } = emptyWorld();
  const { importId } = openRegisterUpload(ctx, files);
  await Promise.all([requestRegisterImport(ctx, importId), requestRegisterImport(ctx, importId)]);
  expect(published(ctx)).toHaveLength(1);
});

test("only staff may import, and see what became of it", async () => {
  const { ctx, files } = emptyWorld();
  const member = as(ctx, person());
  const importId = "imp_01KAK3F0Q8J5W2M7X9B4C6D8EF";
  const notAllowed = (error: unknown) => isProblem(error, "not-allowed");
  expect(() => openRegisterUpload(member, files)).toThrow(expect.toSatisfy(notAllowed));
  expect(() => requestRegisterImport(member, importId)).toThrow(expect.toSatisfy(notAllowed));
  await expect(readRegisterImport(member, importId)).rejects.toSatisfy(notAllowed);
  expect(ctx.table.items.size).toBe(0);
});

test("an import that nobody asked for is not found", async () => {
  const { ctx } = emptyWorld();
  const reading = readRegisterImport(ctx, "imp_01KAK3F0Q8J5W2M7X9B4C6D8EF");
  await expect(reading).rejects.toSatisfy((error) => isProblem(error, "not-found"));
});
