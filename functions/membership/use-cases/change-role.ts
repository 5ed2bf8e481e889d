import type { Affiliation } from "@alliance/auth";
import { type AffiliationRole, type LondonDate, londonDateOf, plusDays } from "@alliance/core";
import { type Ctx, commit, retryingConflicts } from "@alliance/store";
import { guardLeads } from "../roles/lead-guard.ts";
import { organisationToManage, personOf, type Reason } from "../roles/may-manage.ts";
import {
  beginRole,
  endRoleStep,
  lastDayOf,
  readRole,
  runningRole,
  runningRoles,
  together,
} from "../roles/role-steps.ts";

export interface OneRole {
  readonly organisationId: string;
  readonly personId: string;
  readonly role: AffiliationRole;
  readonly reason?: Reason;
}

/** Gives somebody another role instead of the one they have, from today on. */
export async function changeRole(ctx: Ctx, input: OneRole & { readonly to: AffiliationRole }): Promise<void> {
  await organisationToManage(ctx, input.organisationId, input.reason);
  const { organisationId, personId, role, to, reason } = input;
  if (role === to) return;
  await retryingConflicts(async () => {
    if (await isChanged(ctx, input)) return;
    const stored = await runningRole(ctx, input);
    const guard = role === "lead" ? await guardLeads(ctx, organisationId, personId) : undefined;
    const from = londonDateOf(ctx.clock.now());
    const begun = await beginRole(ctx, { personId, organisationId, role: to }, { from, why: "changed", reason });
    const ended = endRoleStep(stored, { until: lastDayOf(ctx, "now"), why: "changed", reason });
    await commit(ctx, together([ended, begun], guard));
  });
}

/** The second click of a change finds it made today: the old role over since yesterday, the new one begun today. */
async function isChanged(ctx: Ctx, { to, ...who }: OneRole & { readonly to: AffiliationRole }): Promise<boolean> {
  const [before, after] = await Promise.all([readRole(ctx, who), readRole(ctx, { ...who, role: to })]);
  const today = londonDateOf(ctx.clock.now());
  return before?.data.until === plusDays(today, -1) && after?.data.from === today && after.data.until === undefined;
}

/** Ends somebody's role, at once or after a day. Ended so before: nothing to do. */
export async function endRole(
  ctx: Ctx,
  input: OneRole & { readonly lastDay: LondonDate | "now" },
): Promise<Affiliation> {
  await organisationToManage(ctx, input.organisationId, input.reason);
  const { organisationId, personId, role, reason } = input;
  const until = lastDayOf(ctx, input.lastDay);
  return retryingConflicts(async () => {
    const before = await readRole(ctx, input);
    if (before?.data.until === until) return before.data;
    const stored = await runningRole(ctx, input);
    const guard = role === "lead" ? await guardLeads(ctx, organisationId, personId) : undefined;
    await commit(ctx, together([endRoleStep(stored, { until, why: "ended", reason })], guard));
    return { ...stored.data, until };
  });
}

/** Somebody leaves an organisation themselves, with all roles there. Left already: nothing to do. */
export async function leaveOrganisation(
  ctx: Ctx,
  input: { readonly organisationId: string; readonly lastDay: LondonDate | "now" },
): Promise<void> {
  const personId = personOf(ctx);
  const until = lastDayOf(ctx, input.lastDay);
  await retryingConflicts(async () => {
    const { steps, guard } = await leavingSteps(ctx, personId, input.organisationId, until, "left");
    if (steps.length > 0) await commit(ctx, together(steps, guard));
  });
}

/** What it takes to leave; the last lead contact is refused. */
export async function leavingSteps(
  ctx: Ctx,
  personId: string,
  organisationId: string,
  until: LondonDate,
  why: "left" | "moved" | "erased",
) {
  const roles = await runningRoles(ctx, personId, organisationId);
  const leads = roles.some(({ data }) => data.role === "lead" && (data.until === undefined || data.until > until));
  const guard = leads ? await guardLeads(ctx, organisationId, personId) : undefined;
  const ending = roles.filter(({ data }) => data.until === undefined || data.until > until);
  return { steps: ending.map((stored) => endRoleStep(stored, { until, why })), guard };
}
