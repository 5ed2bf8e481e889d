import { Problem } from "@alliance/core";
import type { Ctx } from "@alliance/store";
import { applicationKey } from "../keys/application.ts";
import { Application } from "../schema/application.ts";

/** One's own application; anybody else's answers like one that does not exist. */
export async function readApplication(ctx: Ctx, applicationId: string): Promise<Application> {
  const stored = await ctx.table.get(applicationKey(applicationId), Application, { consistent: true });
  const isOwn = ctx.actor.kind === "person" && ctx.actor.personId === stored?.data.applicantId;
  if (stored === undefined || !isOwn) throw new Problem("not-found", "We cannot find that application.");
  return stored.data;
}
