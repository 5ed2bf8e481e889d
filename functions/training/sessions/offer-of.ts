import type { Pence } from "@alliance/core";
import { type Allowance, decide, type Grant } from "@alliance/entitlement";
import type { Listing, Session } from "../schema/session.ts";

/** What a place of a session costs somebody, and why. Net of VAT. */
export interface Offer {
  readonly listNetPence: Pence;
  readonly unitNetPence: Pence;
  /** So many places a year come with the membership; what is used of them is seen when booking. */
  readonly allowance?: Allowance;
  /** A membership that is in force on the session's day decides; which, for what comes with it. */
  readonly isMember: boolean;
  readonly membershipId?: string;
  readonly reason: string;
}

export const benefitOf = ({ kind }: Pick<Session, "kind">) =>
  kind === "meet-up"
    ? { benefitId: "community-meet-ups", name: "Community meet-ups" }
    : { benefitId: "live-training", name: "Live training for your staff" };

/** By the memberships in force on the session's own day. */
export function offerOf(session: Pick<Listing, "kind" | "price" | "startsAtLocal">, grants: readonly Grant[]): Offer {
  const { listNetPence, memberNetPence } = session.price;
  const benefit = { ...benefitOf(session), listPence: listNetPence };
  const decision = decide({ grants, benefit, on: session.startsAtLocal.slice(0, 10) });
  const { reason } = decision;
  if (!decision.allowed) return { listNetPence, unitNetPence: listNetPence, isMember: false, reason };
  const discounted = decision.pricePence ?? listNetPence;
  return {
    ...{ listNetPence, reason, isMember: true, membershipId: decision.grant.membershipId },
    unitNetPence: memberNetPence === undefined ? discounted : Math.min(memberNetPence, discounted),
    ...(decision.allowance?.unit === "places" ? { allowance: decision.allowance } : {}),
  };
}
