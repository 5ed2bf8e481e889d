import { idOf } from "@alliance/core";
import * as z from "zod";

/** What members of a year are counted by; months are those in which a membership came into force. */
export const countedBy = ["region", "phase", "month", "type"] as const;
export type CountedBy = (typeof countedBy)[number];

/** How many memberships of one academic year fall to one value: 312 in the South East. */
export const MemberCount = z.strictObject({
  by: z.enum(countedBy),
  value: z.string().min(1),
  members: z.int().min(0),
});
export type MemberCount = z.infer<typeof MemberCount>;

/** What one membership is counted as. */
export const CountedAs = z.strictObject({
  academicYear: z.string(),
  region: z.string().min(1),
  phase: z.string().min(1),
  month: z.string(),
  /** Absent in events of before types were data. */
  type: z.string().optional(),
});
export type CountedAs = z.infer<typeof CountedAs>;

/** Claimed by its key: a membership is counted once. */
export const CountedMember = z.strictObject({
  /** Absent where a merge was heard of before the membership's beginning. */
  countedAt: z.iso.datetime().optional(),
  /** Absent before this was kept; what is not known is not taken back. */
  as: CountedAs.optional(),
  /** While a merge makes it and another of the same year one, it is not in the figures. */
  madeOne: z.strictObject({ mergeId: idOf("mrg"), academicYear: z.string() }).optional(),
});
export type CountedMember = z.infer<typeof CountedMember>;
