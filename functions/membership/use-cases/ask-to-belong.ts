import { affiliationsOf, isInForce, peopleOf } from "@alliance/auth";
import { type AffiliationRole, type LondonDate, londonDateOf, Problem, plusDays } from "@alliance/core";
import { draft } from "@alliance/events";
import * as membership from "@alliance/events/membership";
import { type Ctx, commit, retryingConflicts } from "@alliance/store";
import { roleRequestKey, roleRequestPut } from "../keys/role-request.ts";
import { followMerges } from "../merging/follow-merges.ts";
import { orReadAgain } from "../merging/guards.ts";
import { organisationToManage, personOf, type Reason } from "../roles/may-manage.ts";
import { beginRole, lastDayOf, together } from "../roles/role-steps.ts";
import { RoleRequest } from "../schema/role-request.ts";
import { plusWorkingDays } from "../terms/working-days.ts";
import { leavingSteps } from "./change-role.ts";

export interface Asking {
  readonly organisationId: string;
  readonly role: AffiliationRole;
  readonly from: LondonDate;
  /** The organisation left behind, and the last day there: the same decision, so the same commit. */
  readonly leaving?: { readonly organisationId: string; readonly lastDay: LondonDate } | undefined;
}

const mostWaiting = 5;
const daysOfLeads = 5;

/** "I work here": asks the lead contacts. Who moved says in the same breath when the old place ended. */
export async function askToBelong(ctx: Ctx, input: Asking): Promise<RoleRequest> {
  const personId = personOf(ctx);
  const requestId = ctx.ids.next("req");
  checkDay(ctx, input.from);
  return retryingConflicts(async () => {
    const { role, from } = input;
    // The old id of one that was merged leads to the one that it became part of.
    const organisation = await followMerges(ctx.table, input.organisationId);
    if (organisation === undefined) throw new Problem("not-found", "We cannot find that organisation.");
    const { organisationId } = organisation.data;
    const guard = await orReadAgain(ctx, organisationId);
    const today = londonDateOf(ctx.clock.now());
    if ((await affiliationsOf(ctx.table, personId, today)).some((each) => each.organisationId === organisationId)) {
      throw new Problem("already-exists", `You belong to ${organisation.data.name} already.`);
    }
    const key = roleRequestKey(personId, organisationId);
    const before = await ctx.table.get(key, RoleRequest, { consistent: true });
    if (before?.data.status === "open") return before.data;
    await refuseTooMany(ctx, personId);
    const request: RoleRequest = {
      ...{ requestId, organisationId, organisationName: organisation.data.name, personId, role, from },
      ...{ requestedAt: ctx.clock.now(), status: "open" },
      staffFrom: await staffFrom(ctx, organisationId),
    };
    const { steps, guard: leads } = await leaving(ctx, personId, input.leaving);
    const { put, emit } = together(steps, leads);
    const { requestedAt: _, status: __, staffFrom: ___, ...data } = request;
    await commit(ctx, {
      put: [roleRequestPut(request, (before?.version ?? 0) + 1), guard, ...put],
      emit: [...emit, { pk: key.pk, event: draft(membership.roleRequested, data, organisationId) }],
    });
    return request;
  });
}

export interface Answer {
  readonly organisationId: string;
  readonly personId: string;
  /** The request that was seen: another one of the same person needs another look. */
  readonly requestId: string;
  readonly outcome: "approved" | "declined";
  readonly reason?: Reason;
}

/** A lead contact, or staff, says yes or no. The same answer twice is one; the other answer then is refused. */
export async function answerRequest(ctx: Ctx, input: Answer): Promise<RoleRequest> {
  await organisationToManage(ctx, input.organisationId, input.reason);
  return retryingConflicts(async () => {
    const { organisationId, personId, outcome, reason } = input;
    const key = roleRequestKey(personId, organisationId);
    const stored = await ctx.table.get(key, RoleRequest, { consistent: true });
    if (stored?.data.requestId !== input.requestId) throw new Problem("not-found", "We cannot find that request.");
    if (stored.data.status === outcome) return stored.data;
    if (stored.data.status !== "open") throw new Problem("gone", "Somebody has answered this request already.");
    const { requestId, organisationName, role, from } = stored.data;
    const request: RoleRequest = { ...stored.data, status: outcome, answeredAt: ctx.clock.now() };
    const begun = await beginRole(ctx, { personId, organisationId, role }, { from, why: "request", reason });
    const { put, emit } = together(outcome === "approved" ? [begun] : []);
    const data = { requestId, organisationId, organisationName, personId, role, outcome, reason };
    await commit(ctx, {
      put: [roleRequestPut(request, stored.version + 1), ...put],
      emit: [...emit, { pk: key.pk, event: draft(membership.roleRequestAnswered, data, organisationId) }],
    });
    return request;
  });
}

/** Does anybody lead there today, who can answer? */
export async function isLed(ctx: Ctx, organisationId: string): Promise<boolean> {
  const today = londonDateOf(ctx.clock.now());
  const people = await peopleOf(ctx.table, organisationId);
  return people.some((each) => each.role === "lead" && isInForce(each, today));
}

/** Lead contacts have five working days; where nobody leads, it is work of the staff at once. */
async function staffFrom(ctx: Ctx, organisationId: string): Promise<string> {
  const now = ctx.clock.now();
  return (await isLed(ctx, organisationId)) ? plusWorkingDays(now, daysOfLeads) : now;
}

function checkDay(ctx: Ctx, from: LondonDate): void {
  const today = londonDateOf(ctx.clock.now());
  if (from >= plusDays(today, -365) && from <= plusDays(today, 365)) return;
  const message = "The first day must be within a year from today";
  throw new Problem("invalid-input", message, [{ field: "from", message }]);
}

async function leaving(ctx: Ctx, personId: string, old: Asking["leaving"]) {
  if (old === undefined) return { steps: [], guard: undefined };
  const today = londonDateOf(ctx.clock.now());
  // A last day that is over already is told as it was; the rights end with this commit.
  const until = old.lastDay < today ? pastDay(today, old.lastDay) : lastDayOf(ctx, old.lastDay);
  return leavingSteps(ctx, personId, old.organisationId, until, "moved");
}

function pastDay(today: LondonDate, lastDay: LondonDate): LondonDate {
  if (lastDay >= plusDays(today, -365)) return lastDay;
  const message = "The last day must be within a year from today";
  throw new Problem("invalid-input", message, [{ field: "lastDay", message }]);
}

/** Nobody writes to the leads of the whole country. */
async function refuseTooMany(ctx: Ctx, personId: string): Promise<void> {
  const pattern = { pk: `person#${personId}`, skPrefix: "role-request#", limit: 100 };
  const { items } = await ctx.table.query(pattern, RoleRequest);
  if (items.filter(({ data }) => data.status === "open").length < mostWaiting) return;
  throw new Problem("too-many", `${mostWaiting} of your requests wait for an answer. Please wait for those first.`);
}
