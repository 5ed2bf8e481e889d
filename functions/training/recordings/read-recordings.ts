import { londonDateOf, Problem } from "@alliance/core";
import { type Grant, grantsOf } from "@alliance/entitlement";
import type { Ctx, Stored } from "@alliance/store";
import { recordingKey, viewingKey } from "../keys/recording.ts";
import { Recording, Viewing } from "../schema/recording.ts";

const notFound = () => new Problem("not-found", "We cannot find that recording.");

/** The recording as it is now; throws where there is none. */
export async function currentRecording(ctx: Ctx, recordingId: string): Promise<Stored<Recording>> {
  const stored = await ctx.table.get(recordingKey(recordingId), Recording, { consistent: true });
  if (stored === undefined) throw notFound();
  return stored;
}

export const loadViewing = (ctx: Ctx, personId: string, recordingId: string): Promise<Stored<Viewing> | undefined> =>
  ctx.table.get(viewingKey(personId, recordingId), Viewing, { consistent: true });

/** For whoever may see it: published, or opened by them before it was withdrawn. Throws as for one that does not exist. */
export function assertShown({ status }: Recording, viewing: Viewing | undefined): void {
  if (status === "published" || (status === "withdrawn" && viewing !== undefined)) return;
  throw notFound();
}

/** The memberships that reach somebody today, through all their organisations. */
export async function grantsToday(ctx: Ctx): Promise<readonly Grant[]> {
  if (ctx.actor.kind !== "person") return [];
  const organisationIds = ctx.actor.affiliations.map(({ organisationId }) => organisationId);
  return organisationIds.length === 0 ? [] : grantsOf(ctx.table, organisationIds, londonDateOf(ctx.clock.now()));
}
