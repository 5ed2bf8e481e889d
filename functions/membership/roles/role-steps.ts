import {
  Affiliation,
  affiliationHistoryOf,
  affiliationKey,
  affiliationPut,
  isInForce,
  roleFrom,
  roleUntil,
} from "@alliance/auth";
import { type LondonDate, londonDateOf, Problem, plusDays } from "@alliance/core";
import { draft, type EventDraft } from "@alliance/events";
import * as membership from "@alliance/events/membership";
import type { Ctx, Put, Stored } from "@alliance/store";
import type * as z from "zod";
import type { Reason } from "./may-manage.ts";

type Who = Pick<Affiliation, "personId" | "organisationId" | "role">;
type Began = z.infer<typeof membership.roleBegan.data>;
type Ended = z.infer<typeof membership.roleEnded.data>;

/** What one decision writes about one role: its item, and the event beside the person's own. */
export interface RoleStep {
  readonly put: Put;
  readonly emit: { readonly pk: string; readonly event: EventDraft };
}

/** The last day of a role that ends at once, or after a day; a day that is over cannot be the last one. */
export function lastDayOf(ctx: Ctx, lastDay: LondonDate | "now"): LondonDate {
  const today = londonDateOf(ctx.clock.now());
  if (lastDay === "now") return plusDays(today, -1);
  if (lastDay >= today && lastDay <= plusDays(today, 730)) return lastDay;
  const message = "The last day must be today or later, and within two years";
  throw new Problem("invalid-input", message, [{ field: "lastDay", message }]);
}

export const readRole = (ctx: Ctx, who: Who): Promise<Stored<Affiliation> | undefined> =>
  ctx.table.get(affiliationKey(who), Affiliation, { consistent: true });

/** The role somebody has today or will have; throws where there is none to change. */
export async function runningRole(ctx: Ctx, who: Who): Promise<Stored<Affiliation>> {
  const stored = await readRole(ctx, who);
  if (stored && isRunning(ctx, stored.data)) return stored;
  throw new Problem("gone", "They do not have this role any more. Look at the list of people again.");
}

const isRunning = (ctx: Ctx, affiliation: Affiliation): boolean => {
  const today = londonDateOf(ctx.clock.now());
  return isInForce(affiliation, today) || (affiliation.from > today && affiliation.until === undefined);
};

/** Everything somebody is at an organisation, read by key. */
export async function runningRoles(ctx: Ctx, personId: string, organisationId: string): Promise<Stored<Affiliation>[]> {
  const known = (await affiliationHistoryOf(ctx.table, personId)).filter(
    (each) => each.organisationId === organisationId,
  );
  const stored = await Promise.all(known.map((each) => readRole(ctx, each)));
  return stored.filter((each): each is Stored<Affiliation> => each !== undefined && isRunning(ctx, each.data));
}

/** Undefined where they have it already, without an end. */
export async function beginRole(
  ctx: Ctx,
  who: Who,
  step: Pick<Began, "from" | "why"> & { readonly reason?: Reason },
): Promise<RoleStep | undefined> {
  const before = await readRole(ctx, who);
  if (before && before.data.until === undefined && before.data.from <= step.from) return undefined;
  return {
    put: affiliationPut(roleFrom(before?.data, who, step.from), (before?.version ?? 0) + 1),
    emit: about(who, draft(membership.roleBegan, { ...idsOf(who), ...step }, who.organisationId)),
  };
}

export function endRoleStep(
  stored: Stored<Affiliation>,
  step: Pick<Ended, "until" | "why"> & { readonly reason?: Reason },
): RoleStep {
  const who = stored.data;
  return {
    put: affiliationPut(roleUntil(who, step.until), stored.version + 1),
    emit: about(who, draft(membership.roleEnded, { ...idsOf(who), ...step }, who.organisationId)),
  };
}

const idsOf = ({ personId, organisationId, role }: Who): Who => ({ personId, organisationId, role });
const about = ({ personId }: Who, event: EventDraft) => ({ pk: `person#${personId}`, event });

/** Several steps as one change. */
export function together(steps: readonly (RoleStep | undefined)[], ...guards: readonly (Put | undefined)[]) {
  const present = steps.filter((step) => step !== undefined);
  return {
    put: [...present.map(({ put }) => put), ...guards.filter((guard) => guard !== undefined)],
    emit: present.map(({ emit }) => emit),
  };
}
