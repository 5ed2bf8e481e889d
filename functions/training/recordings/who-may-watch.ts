import type { LondonDate } from "@alliance/core";
import { decide, type Grant } from "@alliance/entitlement";
import type { RecordingListing } from "../schema/recording.ts";

/** Whether somebody may open a recording, and why: decided for a day, and kept from the opening on. */
export type MayWatch =
  | {
      readonly allowed: true;
      readonly reason: string;
      readonly membershipId?: string;
      readonly organisationName?: string;
    }
  | { readonly allowed: false; readonly reason: string };

const benefit = { benefitId: "recorded-training", name: "Recorded training" };

/** By the memberships in force on that day; there is nothing to buy, so a membership that takes a part off does not do. */
export function mayWatch(
  { audience }: Pick<RecordingListing, "audience">,
  grants: readonly Grant[],
  on: LondonDate,
): MayWatch {
  if (audience === "everybody") return { allowed: true, reason: "Free for everybody, member or not." };
  const decision = decide({ grants, benefit, on });
  const { reason } = decision;
  if (!decision.allowed) return { allowed: false, reason };
  const { grant, discountPercent } = decision;
  if (discountPercent < 100) {
    return { allowed: false, reason: `${reason} A recording cannot be bought on its own.` };
  }
  return { allowed: true, reason, membershipId: grant.membershipId, organisationName: grant.organisationName };
}
