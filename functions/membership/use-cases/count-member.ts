import { academicYearOf, londonDateOf } from "@alliance/core";
import type { DomainEvent, membership } from "@alliance/events";
import { type Ctx, commit, retryingConflicts } from "@alliance/store";
import type * as z from "zod";
import { countedMemberKey, countedMemberPut, memberCountKey, memberCountPut } from "../keys/member-count.ts";
import { organisationKey } from "../keys/organisation.ts";
import { type CountedBy, CountedMember, MemberCount } from "../schema/member-count.ts";
import { Organisation } from "../schema/organisation.ts";

type Activated = z.infer<typeof membership.membershipActivated.data>;

/** How an organisation is counted of which the register does not say it, such as a trust's phase. */
export const notKnown = "Not known";

/** On membership.membership-activated: one more in its region, its phase and the month of the event, once. */
export function countMember(
  ctx: Ctx,
  { data, occurredAt }: DomainEvent<Activated>,
): Promise<"counted" | "counted-before"> {
  return retryingConflicts(async () => {
    const { membershipId, organisationId } = data;
    const before = await ctx.table.get(countedMemberKey(membershipId), CountedMember, { consistent: true });
    if (before !== undefined) return "counted-before";
    const organisation = await ctx.table.get(organisationKey(organisationId), Organisation);
    const { region = notKnown, phase = notKnown } = organisation?.data ?? {};
    const { name: year } = academicYearOf(data.startsOn);
    const month = londonDateOf(occurredAt).slice(0, 7);
    const oneMore = async (by: CountedBy, value: string) => {
      const known = await ctx.table.get(memberCountKey(year, by, value), MemberCount, { consistent: true });
      return memberCountPut(year, { by, value, members: (known?.data.members ?? 0) + 1 }, (known?.version ?? 0) + 1);
    };
    const type = data.membershipTypeId;
    const counts = await Promise.all([
      ...[oneMore("region", region), oneMore("phase", phase), oneMore("month", month)],
      ...(type ? [oneMore("type", type)] : []),
    ]);
    await commit(ctx, { put: [countedMemberPut(membershipId, ctx.clock.now()), ...counts] });
    return "counted";
  });
}
