import type { Key, Pattern, Put } from "@alliance/store";
import type { CountedBy, CountedMember, MemberCount } from "../schema/member-count.ts";

export const memberCountKey = (academicYear: string, by: CountedBy, value: string): Key => ({
  pk: `member-counts#${academicYear}`,
  sk: `${by}#${value}`,
});
/** Nine regions, eight phases and twelve months, with what is not known: one page holds a year. */
export const memberCountsOf = (academicYear: string): Pattern => ({ pk: `member-counts#${academicYear}`, limit: 100 });

export const countedMemberKey = (membershipId: string): Key => ({
  pk: `counted-member#${membershipId}`,
  sk: "counted",
});

export const memberCountPut = (academicYear: string, count: MemberCount, version: number): Put => ({
  key: memberCountKey(academicYear, count.by, count.value),
  entity: "membership.member-count",
  version,
  data: count,
});

export const countedMemberPut = (membershipId: string, counted: CountedMember, version: number): Put => ({
  key: countedMemberKey(membershipId),
  entity: "membership.counted-member",
  version,
  data: counted,
});
