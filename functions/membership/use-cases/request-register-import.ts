import { authorise } from "@alliance/auth";
import { actorId, Problem } from "@alliance/core";
import { draft } from "@alliance/events";
import * as membership from "@alliance/events/membership";
import { type Ctx, commit, retryingConflicts } from "@alliance/store";
import { importKey, importPut, importsPattern } from "../keys/register-import.ts";
import { type RegisterFiles, uploadKeys } from "../register/files.ts";
import { RegisterImport } from "../schema/register-import.ts";

export interface RegisterUpload {
  readonly importId: string;
  readonly establishments: string;
  readonly links: string;
  readonly groups: string;
}

/** Addresses to send the register's files to; nothing happens until the import is asked for. */
export function openRegisterUpload(ctx: Ctx, files: RegisterFiles): RegisterUpload {
  authorise(ctx.actor, "register.import");
  const importId = ctx.ids.next("imp");
  const keys = uploadKeys(importId);
  const { establishments, links, groups } = keys;
  return {
    importId,
    establishments: files.uploadUrl(establishments),
    links: files.uploadUrl(links),
    groups: files.uploadUrl(groups),
  };
}

/** Asks that the uploaded files are read; asked again, it says how far that is. */
export function requestRegisterImport(ctx: Ctx, importId: string): Promise<RegisterImport> {
  authorise(ctx.actor, "register.import");
  return retryingConflicts(async () => {
    const known = await ctx.table.get(importKey(importId), RegisterImport, { consistent: true });
    if (known) return known.data;
    const requested: RegisterImport = {
      importId,
      status: "requested",
      requestedAt: ctx.clock.now(),
      requestedBy: actorId(ctx.actor),
    };
    const event = draft(membership.registerImportRequested, { importId });
    await commit(ctx, { put: [importPut(requested, 1)], emit: [{ pk: importKey(importId).pk, event }] });
    return requested;
  });
}

export async function readRegisterImport(ctx: Ctx, importId: string): Promise<RegisterImport> {
  authorise(ctx.actor, "register.import");
  const stored = await ctx.table.get(importKey(importId), RegisterImport, { consistent: true });
  if (stored === undefined) throw new Problem("not-found", "We cannot find that import.");
  return stored.data;
}

/** The last ones, newest first. */
export async function listRegisterImports(ctx: Ctx, limit: number): Promise<readonly RegisterImport[]> {
  authorise(ctx.actor, "register.import");
  return (await ctx.table.query(importsPattern(limit), RegisterImport)).items.map(({ data }) => data);
}
