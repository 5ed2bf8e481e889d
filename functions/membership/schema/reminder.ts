import * as z from "zod";

/** That a step of a term was told; the claim is the whole of it. */
export const Reminder = z.strictObject({ membershipId: z.string(), step: z.string(), claimedAt: z.iso.datetime() });
