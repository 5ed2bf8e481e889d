import { actorId, type LondonDate, londonDateOf, plusDays } from "@alliance/core";
import { draft } from "@alliance/events";
import * as membership from "@alliance/events/membership";
import { commit, retryingConflicts } from "@alliance/store";
import { importKey, importPut, nightlyKey, nightlyPut } from "../keys/register-import.ts";
import { nightlyKeys, type RegisterFiles } from "../register/files.ts";
import { NightlyImport } from "../schema/register-import.ts";
import type { ImportCtx } from "./import-register.ts";

/** Older files are history: a new one comes every day. */
const daysBack = 14;

async function isThere(files: RegisterFiles, key: string): Promise<boolean> {
  const bytes = await files.read(key);
  await bytes?.[Symbol.asyncIterator]().return?.();
  return bytes !== undefined;
}

async function newestDay(files: RegisterFiles, today: LondonDate): Promise<LondonDate | undefined> {
  for (let back = 0; back < daysBack; back++) {
    const day = plusDays(today, -back);
    if (await isThere(files, nightlyKeys(day).establishments)) return day;
  }
  return undefined;
}

/**
 * Every night: asks for the import of the newest register file that lies in the bucket under the register's own name.
 * The day of a file is claimed by its key, so that it is asked for once, whoever runs this and however often.
 */
export async function importNewestUpload(ctx: ImportCtx): Promise<"requested" | "imported-already" | "no-file"> {
  const day = await newestDay(ctx.files, londonDateOf(ctx.clock.now()));
  if (day === undefined) return "no-file";
  const importId = ctx.ids.next("imp");
  return retryingConflicts(async () => {
    if (await ctx.table.get(nightlyKey(day), NightlyImport, { consistent: true })) return "imported-already";
    const requestedAt = ctx.clock.now();
    const requested = { importId, status: "requested", requestedAt, requestedBy: actorId(ctx.actor) } as const;
    await commit(ctx, {
      put: [nightlyPut(day, { importId }), importPut({ ...requested, files: nightlyKeys(day) }, 1)],
      emit: [{ pk: importKey(importId).pk, event: draft(membership.registerImportRequested, { importId }) }],
    });
    return "requested";
  });
}
