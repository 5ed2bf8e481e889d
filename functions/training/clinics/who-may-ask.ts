import { type LondonDate, Problem } from "@alliance/core";
import { decide, type Grant } from "@alliance/entitlement";
import type { Clinic } from "../schema/clinic.ts";

export interface MayAsk {
  readonly allowed: boolean;
  /** For who reads it at a school. */
  readonly reason: string;
}

const benefit = { benefitId: "clinics", name: "Clinics" };
const comesWith = { ...benefit, discountPercent: 100 };

/** Clinics for members come with every membership that is in force on the day, whatever else it includes. */
export function mayAsk({ audience }: Pick<Clinic, "audience">, grants: readonly Grant[], on: LondonDate): MayAsk {
  if (audience === "everybody") return { allowed: true, reason: "Free for everybody, member or not." };
  const { allowed, reason } = decide({
    grants: grants.map((grant) => ({ ...grant, benefits: [comesWith] })),
    benefit,
    on,
  });
  return { allowed, reason };
}

export function assertMayAsk(answer: MayAsk): void {
  if (!answer.allowed) throw new Problem("not-allowed", `This clinic is for members. ${answer.reason}`);
}
