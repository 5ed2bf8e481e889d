import { can } from "@alliance/auth";
import { Problem } from "@alliance/core";
import type { Ctx } from "@alliance/store";
import { trainerKey } from "../keys/attendance.ts";
import { Trainer } from "../schema/attendance.ts";

/** Staff, and whoever runs the session; to everybody else its register does not exist. */
export async function assertMayMark(ctx: Ctx, sessionId: string): Promise<void> {
  const { actor } = ctx;
  if (actor.kind === "anonymous") throw new Problem("not-signed-in", "Please sign in first.");
  if (can(actor, "training.manage")) return;
  const trainer =
    actor.kind === "person" &&
    (await ctx.table.get(trainerKey(sessionId, actor.personId), Trainer, { consistent: true }));
  if (!trainer) throw new Problem("not-found", "We cannot find a session that you run at this address.");
}
