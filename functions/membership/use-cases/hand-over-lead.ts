import type { Affiliation } from "@alliance/auth";
import { londonDateOf, Problem } from "@alliance/core";
import { Conflict, type Ctx, commit, type Stored } from "@alliance/store";
import { leadsPut } from "../keys/leads.ts";
import { readLeadsVersion } from "../roles/lead-guard.ts";
import { organisationToManage, type Reason } from "../roles/may-manage.ts";
import {
  beginRole,
  endRoleStep,
  lastDayOf,
  readRole,
  runningRole,
  runningRoles,
  together,
} from "../roles/role-steps.ts";

export interface HandOver {
  readonly organisationId: string;
  /** Who leads now and will be a colleague. */
  readonly from: string;
  readonly to: string;
  /** How often the leads had changed when the page that was confirmed was shown. */
  readonly seen: number;
  readonly reason?: Reason;
}

const changedMeanwhile = () =>
  new Problem("conflict", "Who leads changed while you were deciding. Look at the list of people and decide again.");

/**
 * The lead role goes from one person to another in one commit, so somebody leads at every moment. Deliberately not
 * retried: of two who hand over at once one wins, and the other sees what became of it.
 */
export async function handOverLead(ctx: Ctx, input: HandOver): Promise<void> {
  const { organisationId, from, to, seen, reason } = input;
  await organisationToManage(ctx, organisationId, reason);
  if (from === to) throw refuse("to", "Choose somebody else: they lead already");
  const version = await readLeadsVersion(ctx, organisationId);
  if (version === seen + 1 && (await isHandedOver(ctx, input))) return;
  if (version !== seen) throw changedMeanwhile();
  const leaving = await runningRole(ctx, { personId: from, organisationId, role: "lead" });
  const roles = await runningRoles(ctx, to, organisationId);
  if (roles.length === 0) throw refuse("to", "Choose one of the people who belong to the organisation");
  if (roles.some(({ data }) => data.role === "lead" && data.until === undefined)) {
    throw refuse("to", "They lead already: you can end your own role instead");
  }
  await commitOnce(ctx, await stepsOf(ctx, input, leaving, roles), organisationId, seen);
}

/** The second click of a hand-over finds it done, by the very change that came after the page. */
async function isHandedOver(ctx: Ctx, { organisationId, from, to }: HandOver): Promise<boolean> {
  const lead = { organisationId, role: "lead" } as const;
  const [before, after] = await Promise.all([
    readRole(ctx, { ...lead, personId: from }),
    readRole(ctx, { ...lead, personId: to }),
  ]);
  return before?.data.until === lastDayOf(ctx, "now") && after !== undefined && after.data.until === undefined;
}

async function stepsOf(
  ctx: Ctx,
  { organisationId, from, to, reason }: HandOver,
  leaving: Stored<Affiliation>,
  roles: readonly Stored<Affiliation>[],
) {
  const today = londonDateOf(ctx.clock.now());
  const [ended, begun] = [
    { until: lastDayOf(ctx, "now"), why: "handed-over", reason },
    { from: today, why: "handed-over", reason },
  ] as const;
  const before = roles.find(({ data }) => data.role === "colleague");
  return [
    endRoleStep(leaving, ended),
    await beginRole(ctx, { personId: to, organisationId, role: "lead" }, begun),
    // A head or a finance contact stays one; a colleague leads instead.
    before && endRoleStep(before, ended),
    await beginRole(ctx, { personId: from, organisationId, role: "colleague" }, begun),
  ];
}

async function commitOnce(
  ctx: Ctx,
  steps: Awaited<ReturnType<typeof stepsOf>>,
  organisationId: string,
  seen: number,
): Promise<void> {
  try {
    await commit(ctx, together(steps, leadsPut(organisationId, seen + 1)));
  } catch (error) {
    throw error instanceof Conflict ? changedMeanwhile() : error;
  }
}

const refuse = (field: string, message: string) => new Problem("invalid-input", message, [{ field, message }]);
