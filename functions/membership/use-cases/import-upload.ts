import { authorise } from "@alliance/auth";
import { Problem } from "@alliance/core";
import type { BucketUploads } from "@alliance/files";
import type { Ctx } from "@alliance/store";
import { importKey, registerPointerKey } from "../keys/register-import.ts";
import { uploadKeys } from "../register/files.ts";
import { firstLookBytes, problemOf, type RegisterFileName, registerFileNames } from "../register/first-look.ts";
import { RegisterImport, RegisterPointer } from "../schema/register-import.ts";
import { readRegisterImport, requestRegisterImport } from "./request-register-import.ts";

/** One of the three files as it lies in the bucket. */
export interface UploadedFile {
  readonly name: RegisterFileName;
  readonly sizeBytes: number;
  /** Why it cannot be imported, going on from "This file …". */
  readonly problem?: string;
}

export interface UploadState {
  readonly importId: string;
  readonly files: readonly UploadedFile[];
  /** Asked for already: what is uploaded now would not be read any more. */
  readonly isRequested: boolean;
}

/** What was uploaded so far, and whether it is what it should be. */
export async function readUploadState(ctx: Ctx, uploads: BucketUploads, importId: string): Promise<UploadState> {
  authorise(ctx.actor, "register.import");
  const keys = uploadKeys(importId);
  const [known, ...found] = await Promise.all([
    ctx.table.get(importKey(importId), RegisterImport, { consistent: true }),
    ...registerFileNames.map(async (name) => ({ name, start: await uploads.beginning(keys[name], firstLookBytes) })),
  ]);
  const files = found.flatMap(({ name, start }): UploadedFile[] => {
    if (start === undefined) return [];
    const problem = problemOf(name, start);
    return [{ name, sizeBytes: start.sizeBytes, ...(problem ? { problem } : {}) }];
  });
  return { importId, files, isRequested: known !== undefined };
}

/** Asks for the import of what was uploaded; nothing is asked for while a file is missing or plainly another one. */
export async function importUpload(ctx: Ctx, uploads: BucketUploads, importId: string): Promise<RegisterImport> {
  const { files, isRequested } = await readUploadState(ctx, uploads, importId);
  if (isRequested) return readRegisterImport(ctx, importId);
  const wrong = files.find(({ problem }) => problem !== undefined);
  if (wrong) throw new Problem("invalid-input", `The ${wrong.name} file cannot be imported: it ${wrong.problem}`);
  if (!files.some(({ name }) => name === "establishments")) {
    throw new Problem("invalid-input", "Upload the establishments file first. The other two add to it.");
  }
  return requestRegisterImport(ctx, importId);
}

export interface ImportProgress {
  readonly item: RegisterImport;
  /** How many schools the register had at its last import: about as many as a whole file has. */
  readonly schoolsBefore?: number;
}

export async function readImportProgress(ctx: Ctx, importId: string): Promise<ImportProgress> {
  const [item, pointer] = await Promise.all([
    readRegisterImport(ctx, importId),
    ctx.table.get(registerPointerKey, RegisterPointer),
  ]);
  return { item, ...(pointer ? { schoolsBefore: pointer.data.establishments } : {}) };
}
