import { type StaffRole, staffRoles } from "@alliance/core";

/** What is left of a person's groups (the claim `cognito:groups`) when none of the alliance's own may be used. */
export const withoutStaffGroups = (groups: readonly string[]): string[] =>
  groups.filter((group) => !staffRoles.includes(group as StaffRole));
