import { authorise } from "@alliance/auth";
import { academicYearOf, londonDateOf } from "@alliance/core";
import type { Ctx } from "@alliance/store";
import { memberCountsOf } from "../keys/member-count.ts";
import { type CountedBy, countedBy, MemberCount } from "../schema/member-count.ts";

export interface MemberCounts {
  readonly academicYear: string;
  readonly total: number;
  /** Regions and phases with most members first, months in their order. */
  readonly by: Readonly<Record<CountedBy, readonly MemberCount[]>>;
}

/** The members of an academic year in numbers, the year of today unless one is named; kept up to date by events. */
export async function readMemberCounts(ctx: Ctx, academicYear?: string): Promise<MemberCounts> {
  authorise(ctx.actor, "membership.read-any");
  const year = academicYear ?? academicYearOf(londonDateOf(ctx.clock.now())).name;
  const { items } = await ctx.table.query(memberCountsOf(year), MemberCount);
  const counts = items.map(({ data }) => data).filter(({ members }) => members > 0);
  const [region, phase, month, type] = countedBy.map((by) =>
    counts
      .filter((count) => count.by === by)
      .sort((a, b) => (by === "month" ? 0 : b.members - a.members) || (a.value < b.value ? -1 : 1)),
  ) as [MemberCount[], MemberCount[], MemberCount[], MemberCount[]];
  return {
    academicYear: year,
    total: region.reduce((sum, { members }) => sum + members, 0),
    by: { region, phase, month, type },
  };
}
