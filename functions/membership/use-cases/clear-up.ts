import { contactRemoves, Erasure, erasuresThat, oldestContacts } from "@alliance/auth";
import { plusHours } from "@alliance/core";
import { Conflict, type Ctx, commit, type Remove, type Stored } from "@alliance/store";
import { draftsByEnd } from "../keys/application.ts";
import { invitationsByEnd } from "../keys/invitation.ts";
import { JoinDraft } from "../schema/application.ts";
import { Invitation } from "../schema/invitation.ts";
import { type ErasingCtx, removePerson } from "./erase-person.ts";

const page = 100;
/** A night's work at most; what is left is the next night's. */
const mostPages = 20;
const keptInvitationHours = 30 * 24;
const keptContactHours = 2 * 365 * 24;

export interface ClearedUp {
  readonly invitations: number;
  readonly contacts: number;
  readonly drafts: number;
  readonly erasures: number;
}

/**
 * Every night: invitations a month after they ended, contacts whom nobody met in two years, answers of join forms that
 * were not finished, and approved erasures whose letter could not be sent within a day. Logs how many, never whom.
 */
export async function clearUp(ctx: ErasingCtx): Promise<ClearedUp> {
  if (ctx.actor.kind !== "system") throw new TypeError("only the platform itself clears up");
  const now = ctx.clock.now();
  const invitations = await removeAll(ctx, async () => {
    const { items } = await ctx.table.query(invitationsByEnd(page), Invitation);
    return items.filter(({ data }) => plusHours(data.expiresAt, keptInvitationHours) <= now);
  });
  const contacts = await removeAll(
    ctx,
    async () => {
      const oldest = await oldestContacts(ctx.table, page);
      return oldest.filter(({ data }) => plusHours(data.createdAt, keptContactHours) <= now);
    },
    (contact) => contactRemoves(ctx.table, contact),
  );
  // The table's own expiry may come days late, and tells nobody.
  const drafts = await removeAll(ctx, async () => {
    const { items } = await ctx.table.query(draftsByEnd(page), JoinDraft);
    return items.filter(({ data }) => data.keptUntil !== undefined && data.keptUntil <= now);
  });
  const approved = await ctx.table.query(erasuresThat("approved"), Erasure);
  const late = approved.items.filter(({ data }) => plusHours(data.decidedAt ?? data.requestedAt, 24) <= now);
  const failures: unknown[] = [];
  for (const { data } of late) await removePerson(ctx, data.personId).catch((error: unknown) => failures.push(error));
  const cleared = { invitations, contacts, drafts, erasures: late.length - failures.length };
  ctx.log.info("cleared up", { ...cleared, failed: failures.length });
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} erasures have to wait`);
  return cleared;
}

/** Page by page until a page has nothing due: what is due comes first in each index. */
async function removeAll<Data>(
  ctx: Ctx,
  due: () => Promise<readonly Stored<Data>[]>,
  removesOf: (item: Stored<Data>) => Promise<Remove[]> = async ({ key, version }) => [{ key, version }],
): Promise<number> {
  let removed = 0;
  for (let pages = 0; pages < mostPages; pages++) {
    const items = await due();
    for (const item of items) removed += await removeOne(ctx, await removesOf(item));
    if (items.length < page) return removed;
  }
  return removed;
}

async function removeOne(ctx: Ctx, remove: readonly Remove[]): Promise<number> {
  try {
    await commit(ctx, { remove });
    return 1;
  } catch (error) {
    // Used or removed in this very moment: the next night looks again.
    if (error instanceof Conflict) return 0;
    throw error;
  }
}
