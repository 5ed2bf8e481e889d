import type { DomainEvent, membership } from "@alliance/events";
import { type Ctx, commit, type Put, retryingConflicts, type Stored } from "@alliance/store";
import type * as z from "zod";
import { countedMemberKey, countedMemberPut } from "../keys/member-count.ts";
import { mergeKey } from "../keys/merge.ts";
import { mergeGuards } from "../merging/guards.ts";
import { CountedMember } from "../schema/member-count.ts";
import { Merge, type OneOfTwo } from "../schema/merge.ts";
import { figuresWith } from "./count-member.ts";

type MergedOrUndone = z.infer<typeof membership.organisationsMerged.data> | z.infer<typeof membership.mergeUndone.data>;

/**
 * On membership.organisations-merged and merge-undone: of two memberships of a year that a merge made one, one is counted,
 * and both again when it is undone. Goes by what stands now, so neither order nor repetition of the events matters.
 */
export async function countMerged(
  ctx: Ctx,
  { data }: DomainEvent<MergedOrUndone>,
): Promise<"counted-anew" | "nothing-to-count"> {
  const merge = await ctx.table.get(mergeKey(data.mergeId), Merge, { consistent: true });
  let changed = 0;
  for (const one of merge?.data.madeOne ?? []) changed += (await countAnew(ctx, data, one)) ? 1 : 0;
  return changed > 0 ? "counted-anew" : "nothing-to-count";
}

/** Was there something to change? */
const countAnew = (ctx: Ctx, { mergeId, ...ids }: MergedOrUndone, one: OneOfTwo): Promise<boolean> =>
  retryingConflicts(async () => {
    // An undo writes them too: of both at once one is done again, and sees what the other did.
    const guards = await mergeGuards(ctx, [ids.organisationId, ids.intoOrganisationId]);
    const merge = await ctx.table.get(mergeKey(mergeId), Merge, { consistent: true });
    const before = await ctx.table.get(countedMemberKey(one.membershipId), CountedMember, { consistent: true });
    const becomes = merge?.data.status === "merged" ? madeOne : madeTwo;
    const put = await becomes(ctx, mergeId, one, before);
    if (put.length === 0) return false;
    await commit(ctx, { put: [...put, ...guards] });
    return true;
  });

type Before = Stored<CountedMember> | undefined;

async function madeOne(
  ctx: Ctx,
  mergeId: string,
  { membershipId, academicYear }: OneOfTwo,
  before: Before,
): Promise<Put[]> {
  const { countedAt, as, madeOne: earlier } = before?.data ?? {};
  const isUnheard = countedAt === undefined;
  if (earlier !== undefined || (!isUnheard && as?.academicYear !== academicYear)) return [];
  const counted = { ...before?.data, madeOne: { mergeId, academicYear } };
  return [
    countedMemberPut(membershipId, counted, (before?.version ?? 0) + 1),
    ...(as === undefined ? [] : await figuresWith(ctx, as, -1)),
  ];
}

async function madeTwo(ctx: Ctx, mergeId: string, { membershipId }: OneOfTwo, before: Before): Promise<Put[]> {
  if (before?.data.madeOne?.mergeId !== mergeId) return [];
  const { madeOne: _, ...counted } = before.data;
  return [
    countedMemberPut(membershipId, counted, before.version + 1),
    ...(counted.as === undefined ? [] : await figuresWith(ctx, counted.as, 1)),
  ];
}
