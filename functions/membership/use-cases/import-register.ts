import { type DomainEvent, draft, membership } from "@alliance/events";
import { type Ctx, commit, retryingConflicts, type Stored } from "@alliance/store";
import type * as z from "zod";
import { importKey, importPut, pointerPut, registerPointerKey } from "../keys/register-import.ts";
import { RegisterFileError } from "../register/cells.ts";
import type { Establishment, EstablishmentLink } from "../register/establishment.ts";
import { type RegisterFiles, snapshotKey, uploadKeys } from "../register/files.ts";
import { readEstablishments } from "../register/read-establishments.ts";
import { readLinks } from "../register/read-links.ts";
import { decodeSnapshot, emptySnapshot, encodeSnapshot, mergeSnapshot } from "../register/snapshot.ts";
import { RegisterImport, RegisterPointer } from "../schema/register-import.ts";

export type WorkerCtx = Ctx & { readonly files: RegisterFiles };

interface Content {
  readonly establishments: readonly Establishment[];
  /** Undefined where no links file was uploaded. */
  readonly links: readonly EstablishmentLink[] | undefined;
}

/**
 * On membership.register-import-requested: reads both files whole before anything is written, puts the new register
 * into the bucket, and then makes it the current one. A broken file is refused whole, with line and column.
 */
export async function importRegister(
  ctx: WorkerCtx,
  event: DomainEvent<z.infer<typeof membership.registerImportRequested.data>>,
): Promise<"imported" | "refused" | "finished-already"> {
  const { importId } = event.data;
  if ((await begin(ctx, importId)) === "finished-already") return "finished-already";
  let content: Content;
  try {
    content = await readContent(ctx.files, importId);
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

const begin = (ctx: Ctx, importId: string): Promise<"running" | "finished-already"> =>
  retryingConflicts(async () => {
    const stored = await load(ctx, importId);
    if (isFinished(stored)) return "finished-already";
    if (stored.data.status === "requested") {
      await commit(ctx, { put: [importPut({ ...stored.data, status: "running" }, stored.version + 1)] });
    }
    return "running";
  });

async function readContent(files: RegisterFiles, importId: string): Promise<Content> {
  const keys = uploadKeys(importId);
  const bytes = await files.read(keys.establishments);
  if (bytes === undefined) throw new RegisterFileError(1, "URN", "is missing: no establishments file was uploaded");
  const establishments = await readEstablishments(bytes);
  const linksBytes = await files.read(keys.links);
  return { establishments, links: linksBytes === undefined ? undefined : await readLinks(linksBytes) };
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
async function takeOver(ctx: WorkerCtx, importId: string, content: Content): Promise<"imported" | "refused"> {
  const stored = await load(ctx, importId);
  if (isFinished(stored)) return stored.data.status === "imported" ? "imported" : "refused";
  const pointer = await ctx.table.get(registerPointerKey, RegisterPointer, { consistent: true });
  if (pointer && pointer.data.requestedAt > stored.data.requestedAt) {
    return refuse(ctx, importId, new RegisterFileError(0, "", "a newer import was taken over in the meantime"));
  }
  const before = pointer ? await readSnapshot(ctx.files, pointer.data.snapshot) : emptySnapshot;
  const { snapshot, counts, isSame } = mergeSnapshot(before, content.establishments, content.links);
  const now = ctx.clock.now();
  const name = snapshotKey(importId);
  if (!isSame) await ctx.files.write(name, await encodeSnapshot(snapshot));
  const next: RegisterPointer = {
    importId,
    snapshot: name,
    establishments: snapshot.establishments.length,
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

async function readSnapshot(files: RegisterFiles, name: string) {
  const bytes = await files.read(name);
  if (bytes === undefined) throw new Error(`the register's snapshot ${name} is not in the bucket`);
  return decodeSnapshot(bytes);
}
