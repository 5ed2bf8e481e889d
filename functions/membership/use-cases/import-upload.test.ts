import { isProblem } from "@alliance/core";
import { as, person, published, staffMember, testCtx } from "@alliance/testing";
import { expect, test } from "vitest";
import { uploadKeys } from "../register/files.ts";
import { MemoryFiles } from "../register/memory-files.ts";
import { establishmentsFile, linksFile, sampleLinks, sampleRows } from "../register/sample-file.ts";
import { importUpload, readImportProgress, readUploadState } from "./import-upload.ts";

const importId = "imp_01KAK3F0Q9W0RKT0N0THEREG0S";
const keys = uploadKeys(importId);

function world() {
  return { ctx: testCtx(staffMember()), uploads: new MemoryFiles() };
}

const problemOf = (asking: Promise<unknown>): Promise<unknown> =>
  asking.then(
    () => "no problem",
    (error: unknown) => (isProblem(error) ? `${error.code}: ${error.message}` : error),
  );

test("what was uploaded is looked at and then asked for, once", async () => {
  const { ctx, uploads } = world();
  uploads.files.set(keys.establishments, establishmentsFile(sampleRows));
  uploads.files.set(keys.links, linksFile(sampleLinks));
  const state = await readUploadState(ctx, uploads, importId);
  expect(state.files.map(({ name, problem }) => [name, problem])).toEqual([
    ["establishments", undefined],
    ["links", undefined],
  ]);
  expect(state.isRequested).toBe(false);
  expect(await importUpload(ctx, uploads, importId)).toMatchObject({ importId, status: "requested" });
  expect((await readUploadState(ctx, uploads, importId)).isRequested).toBe(true);
  expect(await readImportProgress(ctx, importId)).toEqual({ item: expect.objectContaining({ status: "requested" }) });
});

test("an import without establishments, or with a file that is another one, is refused", async () => {
  const { ctx, uploads } = world();
  expect(await problemOf(importUpload(ctx, uploads, importId))).toMatch(/^invalid-input: Upload the establishments/);
  uploads.files.set(keys.links, linksFile(sampleLinks));
  expect(await problemOf(importUpload(ctx, uploads, importId))).toMatch(/^invalid-input: Upload the establishments/);
  uploads.files.set(keys.establishments, linksFile(sampleLinks));
  expect(await problemOf(importUpload(ctx, uploads, importId))).toBe(
    "invalid-input: The establishments file cannot be imported: it is the links file, not the establishments file.",
  );
  expect(published(ctx)).toEqual([]);
});

test("two who press at once ask for one import", async () => {
  const { ctx, uploads } = world();
  uploads.files.set(keys.establishments, establishmentsFile(sampleRows));
  const both = [importUpload(ctx, uploads, importId), importUpload(as(ctx, staffMember("admin")), uploads, importId)];
  const [one, other] = await Promise.all(both);
  expect(other).toEqual(one);
  expect(published(ctx)).toHaveLength(1);
});

test("members neither see nor ask", async () => {
  const { ctx, uploads } = world();
  const member = as(ctx, person());
  expect(await problemOf(readUploadState(member, uploads, importId))).toMatch(/^not-allowed/);
  expect(await problemOf(importUpload(member, uploads, importId))).toMatch(/^not-allowed/);
  expect(await problemOf(readImportProgress(member, importId))).toMatch(/^not-allowed/);
});
