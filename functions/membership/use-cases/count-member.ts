import { academicYearOf, londonDateOf } from "@alliance/core";
import type { DomainEvent, membership } from "@alliance/events";
import { type Ctx, commit, type Put, retryingConflicts } from "@alliance/store";
import type * as z from "zod";
import { countedMemberKey, countedMemberPut, memberCountKey, memberCountPut } from "../keys/member-count.ts";
import { organisationKey } from "../keys/organisation.ts";
import { type CountedAs, CountedMember, countedBy, MemberCount } from "../schema/member-count.ts";
import { Organisation } from "../schema/organisation.ts";

type Activated = z.infer<typeof membership.membershipActivated.data>;

/** How an organisation is counted of which the register does not say it, such as a trust's phase. */
export const notKnown = "Not known";

/** On membership.membership-activated: one more in its region, its phase and the month of the event, once. */
export function countMember(
  ctx: Ctx,
  { data, occurredAt }: DomainEvent<Activated>,
): Promise<"counted" | "counted-before" | "made-one"> {
  return retryingConflicts(async () => {
    const { membershipId, organisationId, membershipTypeId: type } = data;
    const before = await ctx.table.get(countedMemberKey(membershipId), CountedMember, { consistent: true });
    if (before?.data.countedAt !== undefined) return "counted-before";
    const organisation = await ctx.table.get(organisationKey(organisationId), Organisation);
    const { region = notKnown, phase = notKnown } = organisation?.data ?? {};
    const academicYear = academicYearOf(data.startsOn).name;
    const month = londonDateOf(occurredAt).slice(0, 7);
    const counted = {
      countedAt: ctx.clock.now(),
      as: { academicYear, region, phase, month, ...(type ? { type } : {}) },
    };
    const version = (before?.version ?? 0) + 1;
    const madeOne = before?.data.madeOne;
    if (madeOne?.academicYear === academicYear) {
      await commit(ctx, { put: [countedMemberPut(membershipId, { ...counted, madeOne }, version)] });
      return "made-one";
    }
    const figures = await figuresWith(ctx, counted.as, 1);
    await commit(ctx, { put: [countedMemberPut(membershipId, counted, version), ...figures] });
    return "counted";
  });
}

/** The figures with one membership more, or one less. */
export function figuresWith(ctx: Ctx, as: CountedAs, change: 1 | -1): Promise<Put[]> {
  const { academicYear } = as;
  return Promise.all(
    countedBy.flatMap((by) => {
      const value = as[by];
      if (value === undefined) return [];
      const changed = async () => {
        const known = await ctx.table.get(memberCountKey(academicYear, by, value), MemberCount, { consistent: true });
        const members = (known?.data.members ?? 0) + change;
        return memberCountPut(academicYear, { by, value, members }, (known?.version ?? 0) + 1);
      };
      return [changed()];
    }),
  );
}
