import { authoriseFor, isInForce, Person, peopleOf, personKey } from "@alliance/auth";
import { actorId, londonDateOf, Problem } from "@alliance/core";
import { draft } from "@alliance/events";
import * as training from "@alliance/events/training";
import { type Ctx, commit, retryingConflicts } from "@alliance/store";
import { approvalSettingKey, approvalSettingPut, approvalSettingsPk } from "../keys/approval.ts";
import { ApprovalSetting } from "../schema/approval.ts";

export interface ApprovalDetails {
  readonly budgetHolder?: string;
  /** Who could be: people of the organisation, by name. */
  readonly people: readonly { readonly personId: string; readonly name: string }[];
}

/** Who says yes to bookings of an organisation, for who leads it. */
export async function readApproval(ctx: Ctx, organisationId: string): Promise<ApprovalDetails> {
  authoriseFor(ctx.actor, "people.manage-own", organisationId);
  const [setting, ids] = await Promise.all([
    ctx.table.get(approvalSettingKey(organisationId), ApprovalSetting, { consistent: true }),
    personIdsOf(ctx, organisationId),
  ]);
  const people = (await ctx.table.getMany(ids.map(personKey), Person)).flatMap((stored) => stored?.data ?? []);
  return {
    ...(setting?.data.budgetHolder ? { budgetHolder: setting.data.budgetHolder } : {}),
    people: people
      .map(({ personId, name }) => ({ personId, name }))
      .sort((a, b) => a.name.localeCompare(b.name, "en-GB")),
  };
}

async function personIdsOf(ctx: Ctx, organisationId: string): Promise<readonly string[]> {
  const today = londonDateOf(ctx.clock.now());
  const roles = (await peopleOf(ctx.table, organisationId)).filter((role) => isInForce(role, today));
  return [...new Set(roles.map(({ personId }) => personId))];
}

/** From now on bookings that cost something need this person's yes; without one they need nobody's. */
export const setApproval = (ctx: Ctx, organisationId: string, budgetHolder: string | undefined): Promise<void> =>
  retryingConflicts(async () => {
    authoriseFor(ctx.actor, "people.manage-own", organisationId);
    if (budgetHolder !== undefined && !(await personIdsOf(ctx, organisationId)).includes(budgetHolder)) {
      const message = "Choose somebody who belongs to your organisation";
      throw new Problem("invalid-input", `${message}.`, [{ field: "budgetHolder", message }]);
    }
    const before = await ctx.table.get(approvalSettingKey(organisationId), ApprovalSetting, { consistent: true });
    if (before?.data.budgetHolder === budgetHolder) return;
    const changed = { organisationId, changedBy: actorId(ctx.actor), changedAt: ctx.clock.now() };
    const setting = { ...changed, ...(budgetHolder ? { budgetHolder } : {}) };
    const data = { organisationId, ...(budgetHolder ? { budgetHolder } : {}) };
    await commit(ctx, {
      put: [approvalSettingPut(setting, (before?.version ?? 0) + 1)],
      emit: [
        { pk: approvalSettingsPk(organisationId), event: draft(training.approvalSettingChanged, data, organisationId) },
      ],
    });
  });
