import type { AffiliationRole } from "@alliance/core";
import type { FormState } from "@alliance/ui";
import { roleNames } from "../schema/invitation.ts";
import type { Organisation } from "../schema/organisation.ts";
import type { Place } from "./place.ts";

/** A form about one decision, where it is shown. */
export interface Decision {
  readonly place: Place;
  readonly organisation: Organisation;
  readonly form: FormState;
  readonly hidden?: Readonly<Record<string, string | number>>;
}

const roleHints: Readonly<Record<AffiliationRole, string>> = {
  lead: "Runs the membership: invites people, renews, sees invoices",
  head: "Sees the membership and its invoices",
  finance: "Sees and pays the invoices",
  colleague: "Uses what the membership includes",
};

/** The roles as choices, the least first. */
export const roleItems = (without?: AffiliationRole) =>
  (Object.keys(roleNames) as AffiliationRole[])
    .filter((role) => role !== without)
    .toReversed()
    .map((value) => ({ value, content: roleNames[value], hint: roleHints[value] }));
