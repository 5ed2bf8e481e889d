import { londonDateOf } from "@alliance/core";
import { type DomainEvent, draft } from "@alliance/events";
import * as membership from "@alliance/events/membership";
import { Conflict, type Ctx, commit, retryingConflicts, type Stored } from "@alliance/store";
import type * as z from "zod";
import { importKey, importPut, pointerPut, registerPointerKey } from "../keys/register-import.ts";
import { RegisterFileError } from "../register/cells.ts";
import { changesBetween, encodeChanges } from "../register/changes.ts";
import { changesKeyOf, indexKeyOf, type RegisterFiles, snapshotKey, uploadKeys } from "../register/files.ts";
import { type Content, mergeSnapshot } from "../register/merge-snapshot.ts";
import { encodeIndexes, prepareIndexes } from "../register/prepared-indexes.ts";
import { readUpload } from "../register/read-upload.ts";
import { decodeSnapshot, emptySnapshot, encodeSnapshot, type Snapshot } from "../register/snapshot.ts";
import { RegisterImport, RegisterPointer } from "../schema/register-import.ts";

export type ImportCtx = Ctx & { readonly files: RegisterFiles };

/**
 * On membership.register-import-requested: reads its files whole before anything is written, puts the new register
 * into the bucket, and then makes it the current one. A broken file is refused whole, with line and column.
 */
export async function importRegister(
  ctx: ImportCtx,
  event: DomainEvent<z.infer<typeof membership.registerImportRequested.data>>,
): Promise<"imported" | "refused" | "finished-already"> {
  const { importId } = event.data;
  const begun = await begin(ctx, importId);
  if (begun === "finished-already") return "finished-already";
  let content: Content;
  try {
    content = await readUpload(ctx.files, begun.files ?? uploadKeys(importId), (rows) => tell(ctx, importId, rows));
  } catch (error) {
    if (!(error instanceof RegisterFileError)) throw error;
    return refuse(ctx, importId, error);
  }
  return retryingConflicts(() => takeOver(ctx, importId, content));
}

async function load(ctx: Ctx, importId: string): Promise<Stored<RegisterImport>> {
  const stored = await ctx.table.get(importKey(importId), RegisterImport, { consistent: true });
  if (stored === undefined) throw new Error(`import ${importId} is not in the table`);
  return stored;
}

const isFinished = ({ data }: Stored<RegisterImport>): boolean =>
  data.status === "imported" || data.status === "refused";

const begin = (ctx: Ctx, importId: string): Promise<RegisterImport | "finished-already"> =>
  retryingConflicts(async () => {
    const stored = await load(ctx, importId);
    if (isFinished(stored)) return "finished-already";
    if (stored.data.status === "requested") {
      await commit(ctx, { put: [importPut({ ...stored.data, status: "running" }, stored.version + 1)] });
    }
    return stored.data;
  });

/** For whoever watches. Nothing depends on it: of two deliveries at once the slower one just does not tell. */
async function tell(ctx: Ctx, importId: string, rowsRead: number): Promise<void> {
  const stored = await load(ctx, importId);
  if (stored.data.status !== "running" || (stored.data.rowsRead ?? 0) >= rowsRead) return;
  try {
    await commit(ctx, { put: [importPut({ ...stored.data, rowsRead }, stored.version + 1)] });
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
  }
}

const refuse = (ctx: Ctx, importId: string, { line, column, message: reason }: RegisterFileError): Promise<"refused"> =>
  retryingConflicts<"refused">(async () => {
    const stored = await load(ctx, importId);
    if (isFinished(stored)) return "refused";
    const error = { line, column, reason };
    const event = draft(membership.registerImportRefused, { importId, ...error });
    const refused: RegisterImport = { ...stored.data, status: "refused", finishedAt: ctx.clock.now(), error };
    await commit(ctx, {
      put: [importPut(refused, stored.version + 1)],
      emit: [{ pk: importKey(importId).pk, event }],
    });
    return "refused";
  });

/** Bucket first, pointer second: whoever follows the pointer finds the whole snapshot. */
async function takeOver(ctx: ImportCtx, importId: string, content: Content): Promise<"imported" | "refused"> {
  const stored = await load(ctx, importId);
  if (isFinished(stored)) return stored.data.status === "imported" ? "imported" : "refused";
  const pointer = await ctx.table.get(registerPointerKey, RegisterPointer, { consistent: true });
  if (pointer && pointer.data.requestedAt > stored.data.requestedAt) {
    return refuse(ctx, importId, new RegisterFileError(0, "", "a newer import was taken over in the meantime"));
  }
  const before = pointer ? await readSnapshot(ctx.files, pointer.data.snapshot) : emptySnapshot;
  const now = ctx.clock.now();
  const { snapshot, counts, isSame } = mergeSnapshot(before, content, londonDateOf(now));
  const name = snapshotKey(importId);
  if (!isSame) await writeSnapshot(ctx.files, name, before, snapshot);
  const next: RegisterPointer = {
    importId,
    snapshot: name,
    establishments: snapshot.establishments.length,
    trusts: snapshot.trusts.length,
    requestedAt: stored.data.requestedAt,
    importedAt: now,
  };
  const imported: RegisterImport = { ...stored.data, status: "imported", finishedAt: now, counts };
  await commit(ctx, {
    put: [importPut(imported, stored.version + 1), ...(isSame ? [] : [pointerPut(next, (pointer?.version ?? 0) + 1)])],
    emit: [{ pk: importKey(importId).pk, event: draft(membership.registerImported, { importId, ...counts }) }],
  });
  return "imported";
}

/** The snapshot, what searches need of it, and what is different in it. */
async function writeSnapshot(files: RegisterFiles, name: string, before: Snapshot, snapshot: Snapshot): Promise<void> {
  await files.write(changesKeyOf(name), await encodeChanges(changesBetween(before, snapshot)));
  await files.write(indexKeyOf(name), await encodeIndexes(prepareIndexes(snapshot)));
  await files.write(name, await encodeSnapshot(snapshot));
}

async function readSnapshot(files: RegisterFiles, name: string) {
  const bytes = await files.read(name);
  if (bytes === undefined) throw new Error(`the register's snapshot ${name} is not in the bucket`);
  return decodeSnapshot(bytes);
}
