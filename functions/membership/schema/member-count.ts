import * as z from "zod";

/** What members of a year are counted by; months are those in which a membership came into force. */
export const countedBy = ["region", "phase", "month", "type"] as const;
export type CountedBy = (typeof countedBy)[number];

/** How many memberships of one academic year fall to one value: 312 in the South East. */
export const MemberCount = z.strictObject({
  by: z.enum(countedBy),
  value: z.string().min(1),
  members: z.int().positive(),
});
export type MemberCount = z.infer<typeof MemberCount>;

/** Claimed by its key: a membership is counted once. */
export const CountedMember = z.strictObject({ countedAt: z.iso.datetime() });
